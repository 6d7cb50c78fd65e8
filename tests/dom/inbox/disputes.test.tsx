import '../../support/clean-dom.ts';
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { useLocation } from 'preact-iso';
import { describe, expect, test } from 'vitest';
import { cardOf } from '../../../src/db/cards.ts';
import { resolutionIn } from '../../../src/db/disputes.ts';
import { getMeta } from '../../../src/db/meta.ts';
import { InboxScreen } from '../../../src/features/inbox/InboxScreen.tsx';
import { marks, disputes as words } from '../../../src/i18n/vi/disputes.ts';
import { inbox } from '../../../src/i18n/vi/inbox.ts';
import { typedProblems } from '../../../src/i18n/vi/missing.ts';
import { rejectionSentences } from '../../../src/i18n/vi/rejections.ts';
import { ui } from '../../../src/i18n/vi/ui.ts';
import { kinds } from '../../../src/shared/domain/kinds.ts';
import { outboxRow } from '../../../src/shared/sync/outbox.ts';
import type { Conflict, Me, Snapshot } from '../../../src/shared/wire/down.ts';
import { aConflict, aNomination, aPhotoRow, aSnapshot, at, testId } from '../../support/builders.ts';
import { aPerson, aStage, type Stage, unitEast } from '../../support/form-screen.tsx';

const officer = aPerson({ role: 'officer', unitId: null });
const photoId = testId(0x61);
const story = 'Sáng thứ hai, em An nhặt được chiếc ví ở cổng chợ Đông và mang đến nhờ cô giáo trả lại.';
const wallet = aSnapshot(
  aNomination({ title: 'Trả ví', unitId: unitEast, story }, { photos: { [photoId]: aPhotoRow() } }),
  {
    id: testId(0x2001),
    revs: { title: 14 },
  },
);
const bridge = aSnapshot(aNomination({ title: 'Làm cầu', unitId: unitEast }), { id: testId(0x2002) });
const other = aConflict({ id: testId(0x82), recordId: bridge.id });

async function anInbox(
  conflicts: readonly Conflict[],
  { me = officer, snapshots = [wallet, bridge] }: { me?: Me; snapshots?: readonly Snapshot[] } = {},
): Promise<Stage> {
  const stage = await aStage({ me, path: `/hop-den/${wallet.id}` });
  await stage.db.snapshots.bulkPut([...snapshots]);
  await stage.db.cards.bulkPut(snapshots.map((snapshot) => cardOf(kinds, snapshot)));
  await stage.db.conflicts.bulkPut([...conflicts]);
  return stage;
}

function Routed() {
  const { path } = useLocation();
  const [, recordId] = /^\/hop-den\/(.+)$/.exec(path) ?? [];
  return <InboxScreen {...(recordId === undefined ? {} : { recordId })} />;
}

const press = (key: string) => fireEvent.keyDown(window, { key });
const chosen = async ({ db }: Stage) => (await db.outbox.orderBy('seq').toArray()).map((row) => resolutionIn(row));
const cards = () => screen.findAllByRole('article');

describe('who may not choose', () => {
  test('a leader reads both sides and is offered no choice', async () => {
    const stage = await anInbox([aConflict()], { me: aPerson({ role: 'leader', unitId: null }) });
    stage.show(<Routed />);
    fireEvent.click(await screen.findByText(words.read));
    expect(await screen.findByText('Nhặt được ví')).toBeTruthy();
    expect(screen.queryByRole('button', { name: new RegExp(words.keep) })).toBeNull();
    press('1');
    expect(await chosen(stage)).toEqual([]);
  });
});

describe('the records to look at', () => {
  test('have a tab of their own with their number, which is not there while there are none', async () => {
    const stage = await anInbox([]);
    stage.show(<Routed />);
    await screen.findByLabelText(inbox.all(2));
    expect(screen.queryByLabelText(words.tab(0))).toBeNull();
    await stage.db.conflicts.bulkPut([
      other,
      aConflict({ id: testId(0x83), recordId: bridge.id, resolvedBy: officer.accountId }),
    ]);
    fireEvent.click(await screen.findByLabelText(words.tab(1)));
    await waitFor(() =>
      expect([...document.querySelectorAll('.queue-title')].map((title) => title.textContent)).toEqual(['Làm cầu']),
    );
  });
});

describe('a conflict', () => {
  test('stands side by side with who, when and on which device', async () => {
    const { show } = await anInbox([aConflict()]);
    show(<Routed />);
    const [card] = await cards();
    if (!card) throw new Error('no card');
    expect(within(card).getByRole('heading', { name: 'Việc gì' })).toBeTruthy();
    expect(card.textContent).toContain('Đang giữTrả víLê Văn Đức · xã nhận 17:00 05/11/2026 · máy Bàn làm việc');
    expect(card.textContent).toContain(
      'Phạm Thị Dung viếtNhặt được víPhạm Thị Dung · xã nhận 08:00 06/11/2026 · theo lời người ghi lúc 16:30 05/11/2026 · máy Android',
    );
  });

  test.each(['officer', 'leader'] as const)('calls what the %s wrote theirs, on either side', async (role) => {
    const me = aPerson({ role, unitId: null });
    const mine = { id: me.accountId, name: me.name };
    const place = aConflict({ ...{ id: testId(0x83), field: 'place', kept: null, other: 'Chợ Đông', keptBy: mine } });
    const { show } = await anInbox([aConflict({ author: mine }), place], { me });
    show(<Routed />);
    await waitFor(() => expect(document.querySelectorAll('.dispute-side-title')).toHaveLength(4));
    expect([...document.querySelectorAll('.dispute-side-title')].map((title) => title.textContent)).toEqual([
      ...[words.standing, words.mine],
      ...[words.standingMine, words.wrote('Phạm Thị Dung')],
    ]);
  });

  test('of a long text marks what each side alone has, and each side can still be read as it is', async () => {
    const late = story.replace('chiếc ví', 'chiếc túi');
    const { show } = await anInbox([aConflict({ field: 'story', kept: story, other: late })]);
    show(<Routed />);
    await waitFor(() => expect(document.querySelectorAll('mark')).toHaveLength(2));
    const sides = [...document.querySelectorAll('.dispute-side')];
    expect(sides.map((side) => side.querySelector('mark')?.textContent)).toEqual([
      ` ${marks.onlyHere} ví ${marks.end} `,
      ` ${marks.onlyHere} túi ${marks.end} `,
    ]);
    // What is kept is not said to be taken out, and what the line means is read before the two.
    expect(document.querySelector('del, ins')).toBeNull();
    expect(screen.getByText(words.legend).nextElementSibling?.contains(sides[0] ?? null)).toBe(true);
  });

  test.each([
    ['1', { choice: 'kept', value: 'Trả ví', base: 14 }],
    ['2', { choice: 'other', value: 'Nhặt được ví', base: 14 }],
  ])(
    'the key %s chooses; it is said to wait for the network, and the next record is one key away',
    async (key, wish) => {
      const stage = await anInbox([aConflict(), other]);
      stage.show(<Routed />);
      await cards();
      press(key);
      expect(await screen.findByText(new RegExp(words.waiting))).toBeTruthy();
      expect(await chosen(stage)).toMatchObject([{ conflictId: testId(0x81), field: 'title', ...wish }]);
      press(key); // nothing is left to choose here
      expect(await chosen(stage)).toHaveLength(1);
      expect(await screen.findByLabelText(words.tab(1))).toBeTruthy();
      press('n');
      await waitFor(() => expect(location.pathname).toBe(`/hop-den/${bridge.id}`));
    },
  );

  test('several of one record are worked through one after another, each with the focus', async () => {
    const place = aConflict({ id: testId(0x84), seq: 21, field: 'place', kept: null, other: 'Chợ Đông' });
    const stage = await anInbox([aConflict(), place]);
    stage.show(<Routed />);
    expect(await cards()).toHaveLength(2);
    press('2');
    await waitFor(() => expect(document.activeElement?.getAttribute('data-dispute')).toBe(place.id));
    press('2');
    await screen.findByText(words.done);
    expect(await chosen(stage)).toMatchObject([{ field: 'title' }, { field: 'place', value: 'Chợ Đông' }]);
    expect(screen.getByText(words.last)).toBeTruthy();
  });

  test('is written anew in a box that begins with what stands and says while typing that it is too long', async () => {
    const stage = await anInbox([aConflict()]);
    stage.show(<Routed />);
    await cards();
    press('3');
    const box = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Việc gì' });
    expect(box.value).toBe('Trả ví');
    await waitFor(() => expect(document.activeElement).toBe(box));
    fireEvent.input(box, { target: { value: 'a'.repeat(101) } });
    expect(await screen.findByText(typedProblems['too-long'])).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: words.rewriteYes }));
    expect(await chosen(stage)).toEqual([]);
    fireEvent.input(box, { target: { value: 'Nhặt ví, trả ví' } });
    fireEvent.click(screen.getByRole('button', { name: words.rewriteYes }));
    await screen.findByText(words.done);
    expect(await chosen(stage)).toMatchObject([{ choice: 'new', value: 'Nhặt ví, trả ví', base: 14 }]);
  });

  test('what is being written anew is still there when the app was closed, on the revision that was seen then', async () => {
    const stage = await anInbox([aConflict()]);
    const first = stage.show(<Routed />);
    await cards();
    press('3');
    fireEvent.input(await screen.findByRole('textbox', { name: 'Việc gì' }), { target: { value: 'Nhặt ví' } });
    first.unmount();
    await waitFor(async () => expect(await stage.db.meta.get('rewriting')).toBeTruthy());
    await stage.db.snapshots.put({ ...wallet, revs: { title: 30 }, values: { ...wallet.values, title: 'Mới hơn' } });
    stage.show(<Routed />);
    // In sight at once, and the keyboard stays where it was.
    const box = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Việc gì' });
    expect([box.value, document.activeElement === box]).toEqual(['Nhặt ví', false]);
    press('1'); // the words in the box are not put away unseen
    expect(await chosen(stage)).toEqual([]);
    press('3');
    await waitFor(() => expect(document.activeElement).toBe(box));
    fireEvent.click(screen.getByRole('button', { name: words.rewriteYes }));
    await screen.findByText(words.done);
    expect(await chosen(stage)).toMatchObject([{ value: 'Nhặt ví', base: 14 }]);
  });

  describe('written anew', () => {
    const typeIn = async (text: string) => {
      const box = await screen.findByRole('textbox', { name: 'Việc gì' });
      fireEvent.input(box, { target: { value: text } });
    };
    const kept = async ({ db }: Stage) => (await getMeta(db, 'rewriting'))?.[testId(0x81)]?.text;

    test('is kept at once when the page is left, and again what was last typed', async () => {
      const stage = await anInbox([aConflict()]);
      stage.show(<Routed />);
      await cards();
      press('3');
      await typeIn('Nhặt ví');
      fireEvent(window, new Event('pagehide'));
      await waitFor(async () => expect(await kept(stage)).toBe('Nhặt ví'), { timeout: 300 });
      await typeIn('Trả ví'); // as it was when the box was opened
      fireEvent(window, new Event('pagehide'));
      await waitFor(async () => expect(await kept(stage)).toBe('Trả ví'), { timeout: 300 });
    });

    test('of another place of the record stays open beside it', async () => {
      const place = aConflict({ id: testId(0x84), seq: 21, field: 'place', kept: null, other: 'Chợ Đông' });
      const stage = await anInbox([aConflict(), place]);
      stage.show(<Routed />);
      await cards();
      press('3');
      await typeIn('Nhặt ví');
      fireEvent.click(screen.getAllByRole('button', { name: new RegExp(words.rewrite) }).at(-1) as HTMLElement);
      await screen.findByRole('textbox', { name: 'Địa điểm' });
      expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Việc gì' }).value).toBe('Nhặt ví');
    });

    test.each([words.rewriteYes, ui.cancel])(
      'and ended by "%s" right after the last letter does not come back',
      async (button) => {
        const stage = await anInbox([aConflict()]);
        const first = stage.show(<Routed />);
        await cards();
        press('3');
        await typeIn('Nhặt ví');
        fireEvent.click(screen.getByRole('button', { name: button }));
        await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Việc gì' })).toBeNull());
        first.unmount();
        await new Promise((resolve) => setTimeout(resolve, 500));
        expect(await kept(stage)).toBeUndefined();
      },
    );

    test('and pressed twice is one choice, of which nobody is told that another was faster', async () => {
      const stage = await anInbox([aConflict()]);
      stage.show(<Routed />);
      await cards();
      press('3');
      await typeIn('Nhặt ví');
      const button = screen.getByRole('button', { name: words.rewriteYes });
      fireEvent.click(button);
      fireEvent.click(button);
      await screen.findByText(words.done);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(screen.queryByText(words.failed['nothing-changed'])).toBeNull();
      expect(await chosen(stage)).toHaveLength(1);
    });

    test('as nothing asks first, and then says that it is left empty', async () => {
      const place = aConflict({ field: 'place', kept: 'Chợ Đông', other: 'Cổng chợ' });
      const there = { ...wallet, values: { ...wallet.values, place: 'Chợ Đông' } };
      const stage = await anInbox([place], { snapshots: [there] });
      stage.show(<Routed />);
      await cards();
      press('3');
      fireEvent.input(await screen.findByRole('textbox', { name: 'Địa điểm' }), { target: { value: ' ' } });
      fireEvent.click(screen.getByRole('button', { name: words.rewriteYes }));
      const asked = await screen.findByRole('dialog', { name: words.emptyAsk('Địa điểm') });
      expect(await chosen(stage)).toEqual([]);
      fireEvent.click(within(asked).getByRole('button', { name: ui.cancel }));
      fireEvent.click(screen.getByRole('button', { name: words.rewriteYes }));
      fireEvent.click(await screen.findByRole('button', { name: words.emptyYes }));
      await screen.findByText(words.done);
      expect(await chosen(stage)).toMatchObject([{ choice: 'new', value: null }]);
      expect(document.querySelector('.dispute-decided')?.textContent).toContain(words.nothing);
    });
  });

  test('about a photo that one wanted to take out says so, shows it, and offers what would happen', async () => {
    const stage = await anInbox([aConflict({ field: `photos/${photoId}`, kept: null, other: null })]);
    stage.show(<Routed />);
    const [card] = await cards();
    if (!card) throw new Error('no card');
    expect(within(card).getByText(words.removal('Phạm Thị Dung', 'Lê Văn Đức', null))).toBeTruthy();
    expect(card.querySelector('.dispute-photo')).toBeTruthy();
    expect(within(card).queryByRole('button', { name: new RegExp(words.rewrite) })).toBeNull();
    fireEvent.click(within(card).getByRole('button', { name: new RegExp(words.takeRow.removal) }));
    await screen.findByText(words.done);
    expect(await chosen(stage)).toMatchObject([{ choice: 'other', field: `photos/${photoId}`, value: null }]);
  });

  test('about a row that one person took out on one phone and wrote in on another names them once', async () => {
    const author = { id: testId(0xb2), name: 'Lê Văn Đức' };
    const stage = await anInbox([aConflict({ field: `photos/${photoId}`, kept: null, other: null, author })]);
    stage.show(<Routed />);
    expect(await screen.findByText(words.removal('Lê Văn Đức', null, null))).toBeTruthy();
  });

  test('a refused choice comes back with its reason and the words; letting go of it takes it off the phone', async () => {
    const stage = await anInbox([]);
    const resolve = { conflictId: testId(0x99), field: 'title', choice: 'new' as const, value: 'Bản của tôi', base: 1 };
    const op = {
      ...{ opId: testId(0x1009), seq: 1, recordId: wallet.id, v: 1, at, kind: 'command' as const },
      body: { command: { name: 'resolve', expectStatus: 'sent', expectRev: 10, resolve } },
    };
    await stage.db.outbox.put({ ...outboxRow(op, 1), state: 'attention', refusal: 'no-such-conflict' });
    stage.show(<Routed />);
    expect(await screen.findByText(words.yourWords('Bản của tôi'))).toBeTruthy();
    expect(screen.getAllByText(new RegExp(rejectionSentences['no-such-conflict'])).length).toBeGreaterThan(0);
    fireEvent.click(screen.getByRole('button', { name: words.drop }));
    await waitFor(async () => expect(await stage.db.outbox.count()).toBe(0));
  });
});
