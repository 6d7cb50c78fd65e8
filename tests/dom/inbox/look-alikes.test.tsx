import '../../support/clean-dom.ts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { useLocation } from 'preact-iso';
import { describe, expect, test } from 'vitest';
import { cardOf } from '../../../src/db/cards.ts';
import { comparedWith } from '../../../src/features/inbox/AlikeNotices.tsx';
import { InboxScreen } from '../../../src/features/inbox/InboxScreen.tsx';
import { alike } from '../../../src/i18n/vi/alike.ts';
import { inbox } from '../../../src/i18n/vi/inbox.ts';
import { mergedView } from '../../../src/i18n/vi/record-view.ts';
import { kinds } from '../../../src/shared/domain/kinds.ts';
import type { Me, Snapshot } from '../../../src/shared/wire/down.ts';
import { aNomination, anInitiative, aPhotoRow, aSnapshot, aSubjectRowId, testId } from '../../support/builders.ts';
import { aPerson, aStage, type Stage, unitEast } from '../../support/form-screen.tsx';

const officer = aPerson({ role: 'officer', unitId: null });
const leader = aPerson({ role: 'leader', unitId: null });

const first = aSnapshot(
  aNomination(
    { unitId: unitEast, title: 'Trả lại ví', place: 'Chợ huyện', story: 'Bài của thôn.' },
    { photos: { [testId(0x61)]: aPhotoRow() } },
  ),
  { id: testId(0x2001), dossier: 'NT-2026-0123', statusRev: 7, held: { [testId(0x61)]: 'both' } },
);
const second = aSnapshot(
  aNomination(
    {
      unitId: unitEast,
      title: 'Nhặt được ví',
      happenedOn: '2026-11-07',
      activityField: 'honesty',
      story: 'Bài của trường.',
    },
    {
      subjects: {
        [testId(0x71)]: { order: 1, name: 'TRẦN VĂN AN' },
        [testId(0x72)]: { order: 2, name: 'Lê Văn Bình' },
      },
      photos: { [testId(0x62)]: { ...aPhotoRow(), sha256: 'ef'.repeat(32) } },
    },
  ),
  {
    id: testId(0x2002),
    dossier: 'NT-2026-0124',
    seq: 11,
    statusRev: 8,
    author: { id: testId(0xb5), name: 'Nguyễn Thị Hoa' },
    held: { [testId(0x62)]: 'both' },
  },
);
const apart = aSnapshot(aNomination({ unitId: unitEast, title: 'Hiến đất', happenedOn: '2026-01-05' }), {
  id: testId(0x2003),
  dossier: 'NT-2026-0125',
  seq: 12,
});

async function anInbox(me: Me = officer, snapshots: readonly Snapshot[] = [first, second, apart]): Promise<Stage> {
  sessionStorage.clear();
  const stage = await aStage({ me, path: '/hop-den' });
  await stage.db.snapshots.bulkPut([...snapshots]);
  await stage.db.cards.bulkPut(snapshots.map((snapshot) => cardOf(kinds, snapshot)));
  return stage;
}

function Routed() {
  const { path } = useLocation();
  const [, recordId] = /^\/hop-den\/(.+)$/.exec(path) ?? [];
  return <InboxScreen {...(recordId === undefined ? {} : { recordId })} />;
}

const slow = { timeout: 5_000 };
const titles = () => [...document.querySelectorAll('.queue-title')].map(({ textContent }) => textContent);
const outbox = ({ db }: Stage) => db.outbox.toArray();
const legend = (label: string) => within(screen.getByRole('group', { name: label }));

/** Opens the pair's older record and the comparison. */
async function compare(stage: Stage) {
  stage.show(<Routed />);
  fireEvent.click(await screen.findByRole('link', { name: /Trả lại ví/ }));
  fireEvent.click(await screen.findByRole('link', { name: alike.compare }, slow));
  await screen.findByRole('button', { name: alike.merge });
}

describe('records that may be one deed', () => {
  test('are not offered to a leader, who merges nothing', async () => {
    const { show } = await anInbox(leader);
    show(<Routed />);
    await waitFor(() => expect(titles()).toHaveLength(3));
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(screen.queryByText(alike.mark)).toBeNull();
  });

  test('are marked on their rows, counted on a tab, and stand together behind it', async () => {
    const { show } = await anInbox();
    show(<Routed />);
    expect(await screen.findByLabelText(alike.tab(2), undefined, slow)).toBeTruthy();
    expect(screen.getAllByText(alike.mark)).toHaveLength(2);
    fireEvent.click(screen.getByLabelText(alike.tab(2)));
    await waitFor(() => expect(titles()).toEqual(['Nhặt được ví', 'Trả lại ví']));
  });

  test('told apart once, are not offered again', async () => {
    const stage = await anInbox();
    await compare(stage);
    fireEvent.click(screen.getByRole('button', { name: alike.notAlike }));
    await waitFor(() => expect(location.pathname + location.search).toBe(`/hop-den/${first.id}`));
    await screen.findByRole('button', { name: inbox.receive });
    expect(screen.queryByText(alike.with('NT-2026-0124'))).toBeNull();
    await waitFor(() => expect(screen.queryByText(alike.mark)).toBeNull(), slow);
    expect((await stage.db.notAlike.toArray()).map(({ pair }) => pair)).toEqual([`${first.id}/${second.id}`]);
    expect(await outbox(stage)).toEqual([]);
  });
});

test('two records that nothing was found alike in are compared by their ticks; one, three, or two kinds are not', async () => {
  const idea = aSnapshot(anInitiative(), { id: testId(0x2004), dossier: 'SK-2026-0001', seq: 13, kind: 'initiative' });
  const stage = await anInbox(officer, [first, second, apart, idea]);
  stage.show(<Routed />);
  const tick = async (title: unknown) => fireEvent.click(await screen.findByLabelText(inbox.select(String(title))));
  const offer = () => screen.queryByRole('link', { name: alike.compare });
  await tick(apart.values.title);
  expect(offer()).toBeNull();
  await tick(idea.values.title);
  expect(offer()).toBeNull();
  await tick(first.values.title);
  await waitFor(() => expect(offer()).toBeNull());
  await tick(idea.values.title);
  fireEvent.click(await screen.findByRole('link', { name: alike.compare }));
  expect(await screen.findByRole('button', { name: alike.merge })).toBeTruthy();
  expect(location.pathname + location.search).toBe(`/hop-den/${first.id}?${comparedWith}=${apart.id}`);
});

describe('two records side by side', () => {
  test('that cannot be merged say why', async () => {
    const stage = await anInbox(officer, [{ ...first, status: 'awarded' }, second]);
    stage.show(<Routed />);
    fireEvent.click(await screen.findByRole('link', { name: /Nhặt được ví/ }));
    fireEvent.click(await screen.findByRole('link', { name: alike.compare }, slow));
    expect(await screen.findByText(alike.mayNot.closed)).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: alike.merge }).disabled).toBe(true);
  });

  test('show every difference with both values, and the photos of both', async () => {
    await compare(await anInbox());
    for (const dossier of ['NT-2026-0123', 'NT-2026-0124']) {
      const side = within(screen.getByRole('article', { name: dossier }));
      expect(await side.findByRole('button', { name: /Xem ảnh 1/ })).toBeTruthy();
    }
    expect(screen.getByText(alike.by('Nguyễn Thị Hoa'))).toBeTruthy();
    expect(screen.getByText(alike.differences(6))).toBeTruthy();
    const day = legend('Ngày');
    expect(day.getByRole('radio', { name: 'NT-2026-0123 05/11/2026' })).toBeTruthy();
    expect(day.getByRole('radio', { name: 'NT-2026-0124 07/11/2026' })).toBeTruthy();
    const field = legend('Lĩnh vực').getByRole<HTMLInputElement>('radio', { name: /^NT-2026-0124/ });
    expect(field.checked).toBe(true);
    expect(screen.getByText('Người được nêu gương: Lê Văn Bình')).toBeTruthy();
    expect(screen.getByText(alike.photos(1))).toBeTruthy();
  });

  test('become one by one command with what was picked, and lead to the one that stays', async () => {
    const stage = await anInbox();
    await compare(stage);
    fireEvent.click(legend('Việc gì').getByRole('radio', { name: /^NT-2026-0124/ }));
    fireEvent.click(legend('Bài viết về việc tốt').getByRole('radio', { name: new RegExp(`^${alike.both}`) }));
    fireEvent.click(screen.getByRole('button', { name: alike.merge }));
    await screen.findByRole('dialog', { name: alike.mergeAsk('NT-2026-0124', 'NT-2026-0123') });
    expect(await outbox(stage)).toEqual([]);
    const button = screen.getByRole('button', { name: alike.mergeYes });
    fireEvent.click(button);
    fireEvent.click(button);
    expect(await screen.findByText(alike.takesOver(['NT-2026-0124']))).toBeTruthy();
    expect(location.pathname + location.search).toBe(`/hop-den/${first.id}`);
    expect(screen.queryByText(alike.with('NT-2026-0124'))).toBeNull();
    const rows = await outbox(stage);
    expect(rows.map(({ recordId, op }) => [recordId, op.body])).toEqual([
      [
        first.id,
        {
          command: {
            name: 'merge',
            expectStatus: 'sent',
            expectRev: 7,
            merge: {
              from: second.id,
              fromRev: 8,
              fromBase: {},
              pairs: { [testId(0x71)]: aSubjectRowId },
              patch: {
                title: 'Nhặt được ví',
                activityField: 'honesty',
                story: 'Bài của thôn.\n\nBài của trường.',
              },
              base: { title: 10, activityField: 10, story: 10 },
            },
          },
        },
      ],
    ]);
  });

  test('what was chosen is still chosen after a reload, until the two are one', async () => {
    const stage = await anInbox();
    await compare(stage);
    fireEvent.click(legend(alike.keep).getByRole('radio', { name: 'NT-2026-0124' }));
    fireEvent.click(legend('Việc gì').getByRole('radio', { name: /^NT-2026-0123/ }));
    cleanup();
    stage.show(<Routed />);
    await screen.findByRole('button', { name: alike.merge });
    const isChosen = (group: string, name: RegExp) =>
      legend(group).getByRole<HTMLInputElement>('radio', { name }).checked;
    expect(isChosen(alike.keep, /NT-2026-0124/)).toBe(true);
    expect(isChosen('Việc gì', /^NT-2026-0123/)).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: alike.merge }));
    fireEvent.click(await screen.findByRole('button', { name: alike.mergeYes }));
    await waitFor(() => expect(location.pathname).toBe(`/hop-den/${second.id}`));
    expect(sessionStorage.length).toBe(0);
  });

  test('the other may stay: the same picks, at its own rows', async () => {
    const stage = await anInbox();
    await compare(stage);
    fireEvent.click(legend(alike.keep).getByRole('radio', { name: 'NT-2026-0124' }));
    fireEvent.click(legend('Tên').getByRole('radio', { name: 'NT-2026-0123 Trần Văn An' }));
    fireEvent.click(screen.getByRole('button', { name: alike.merge }));
    fireEvent.click(await screen.findByRole('button', { name: alike.mergeYes }));
    await waitFor(() => expect(location.pathname).toBe(`/hop-den/${second.id}`));
    expect((await outbox(stage))[0]).toMatchObject({
      recordId: second.id,
      op: {
        body: {
          command: {
            merge: { from: first.id, patch: { place: 'Chợ huyện', [`subjects/${testId(0x71)}/name`]: 'Trần Văn An' } },
          },
        },
      },
    });
  });

  test('the one that goes says where its deed went, keeps its words, and is not worked on any more', async () => {
    const { show } = await anInbox(officer, [first, { ...second, status: 'merged', mergedInto: first.id }]);
    show(<InboxScreen recordId={second.id} />);
    expect(await screen.findByText(mergedView.into('NT-2026-0123'))).toBeTruthy();
    expect(screen.getByRole('link', { name: mergedView.open('NT-2026-0123') }).getAttribute('href')).toBe(
      `/r/${first.id}`,
    );
    expect(screen.getByText('Bài của trường.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: inbox.receive })).toBeNull();
  });
});
