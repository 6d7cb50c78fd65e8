import '../../support/clean-dom.ts';
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { cardOf } from '../../../src/db/cards.ts';
import { type AskHistory, HistoryApi } from '../../../src/features/record-view/history-api.ts';
import { RecordsPage } from '../../../src/features/records/RecordsPage.tsx';
import { disputes as words } from '../../../src/i18n/vi/disputes.ts';
import { historyWords } from '../../../src/i18n/vi/history.ts';
import { problemSentences } from '../../../src/i18n/vi/problems.ts';
import { mergedView, timeline } from '../../../src/i18n/vi/record-view.ts';
import { kinds } from '../../../src/shared/domain/kinds.ts';
import { err, ok } from '../../../src/shared/lib/result.ts';
import type { Conflict, RecordEvent } from '../../../src/shared/wire/down.ts';
import type { History } from '../../../src/shared/wire/history.ts';
import { aConflict, aNomination, aPhotoRow, aSnapshot, testId } from '../../support/builders.ts';
import { aPerson, aStage, type Stage, unitEast } from '../../support/form-screen.tsx';

const me = aPerson();
const mine = { id: me.accountId, name: me.name };
const event = (changes: Partial<RecordEvent>): RecordEvent => ({
  opId: testId(0x3001),
  rev: 10,
  kind: 'create',
  at: '2026-11-05T02:00:00.000Z',
  receivedAt: '2026-11-05T02:00:00.000Z',
  by: mine,
  ...changes,
});

async function aRecord(conflicts: readonly Conflict[] = [], events: readonly RecordEvent[] = []): Promise<Stage> {
  const stage = await aStage({ me, path: '/' });
  const snapshot = aSnapshot(aNomination({ title: 'Trả ví', unitId: unitEast }), { events: [...events] });
  await stage.db.snapshots.put(snapshot);
  await stage.db.cards.put(cardOf(kinds, snapshot));
  await stage.db.conflicts.bulkPut([...conflicts]);
  return stage;
}
const Detail = () => <RecordsPage recordId={testId(0x2001)} />;
const ended = (choice: 'kept' | 'other' | 'new', changes: Partial<Conflict> = {}) =>
  aConflict({
    author: mine,
    resolvedBy: testId(0xb9),
    resolution: { choice, by: { id: testId(0xb9), name: 'Lê Thị Phòng' }, at: new Date().toISOString() },
    ...changes,
  });

describe('the author', () => {
  test('is told calmly with whom they wrote differently, and reads both', async () => {
    const { show } = await aRecord([aConflict({ author: mine })]);
    show(<Detail />);
    expect(await screen.findByText(`${words.both('Lê Văn Đức', 'Việc gì')} ${words.calm}`)).toBeTruthy();
    expect(screen.getByText('Nhặt được ví')).toBeTruthy();
    expect(screen.queryByRole('button', { name: new RegExp(words.keep) })).toBeNull();
  });

  test('who wrote twice from two phones is not told that another wrote', async () => {
    const keptBy = { ...mine, device: 'Bàn làm việc' };
    const { show } = await aRecord([aConflict({ author: mine, keptBy })]);
    show(<Detail />);
    expect(
      await screen.findByText(/^Hai bản của bạn ở “Việc gì” khác nhau \(máy Bàn làm việc và máy Android\)\./),
    ).toBeTruthy();
  });

  test('two versions of one other person are told as that one person’s', async () => {
    const { show } = await aRecord([aConflict({ keptBy: { id: testId(0xb1), name: 'Phạm Thị Dung' } })]);
    show(<Detail />);
    expect(await screen.findByText(/^Hai bản của Phạm Thị Dung ở “Việc gì” khác nhau\./)).toBeTruthy();
  });

  test('hears how it ended, in the list and on the record, on every opening until they say that they have read it', async () => {
    const stage = await aRecord([ended('kept')]);
    const list = stage.show(<RecordsPage kind="nomination" />);
    expect(await screen.findByText(words.news)).toBeTruthy();
    list.unmount();
    const record = stage.show(<Detail />);
    expect(await screen.findByText(words.ended('Lê Thị Phòng', 'chọn bản của Lê Văn Đức', 'Việc gì'))).toBeTruthy();
    record.unmount();
    const again = stage.show(<Detail />);
    fireEvent.click(await screen.findByRole('button', { name: words.gotIt }));
    await waitFor(() => expect(screen.queryByText(words.endedTitle)).toBeNull());
    again.unmount();
    stage.show(<RecordsPage kind="nomination" />);
    await screen.findByText('Trả ví');
    expect(screen.queryByText(words.news)).toBeNull();
  });

  test('whose phone lay open while two fields were decided one after the other still reads both the next day', async () => {
    const place = { id: testId(0x83), opId: testId(0x1002), field: 'place' };
    const stage = await aRecord([aConflict({ author: mine }), aConflict({ author: mine, ...place })]);
    const lying = stage.show(<Detail />);
    await screen.findByText(`${words.both('Lê Văn Đức', 'Việc gì')} ${words.calm}`);
    await stage.db.conflicts.put(ended('kept'));
    await screen.findByText(words.endedTitle);
    await stage.db.conflicts.put(ended('other', place));
    await screen.findByText(/ở “Địa điểm”\.$/);
    lying.unmount();
    stage.show(<Detail />);
    expect(await screen.findByText('Lê Thị Phòng chọn bản của Lê Văn Đức ở “Việc gì”.')).toBeTruthy();
    expect(screen.getByText('Lê Thị Phòng chọn bản của bạn ở “Địa điểm”.')).toBeTruthy();
  });

  test('sees in the list where two versions wait for a choice, until it is made', async () => {
    const stage = await aRecord([aConflict({ author: mine })]);
    stage.show(<RecordsPage kind="nomination" />);
    expect(await screen.findByText(words.open)).toBeTruthy();
    await stage.db.conflicts.put(ended('kept'));
    await waitFor(() => expect(screen.queryByText(words.open)).toBeNull());
    expect(await screen.findByText(words.news)).toBeTruthy();
  });

  test('is told where the commune left a field empty', async () => {
    const { show } = await aRecord([ended('new', { field: 'place' })]);
    show(<Detail />);
    expect(await screen.findByText('Lê Thị Phòng để trống “Địa điểm”.')).toBeTruthy();
  });

  test('is not told of what others disagreed about, nor of what ended long ago', async () => {
    const old = {
      choice: 'new' as const,
      by: { id: testId(0xb9), name: 'Lê Thị Phòng' },
      at: '2024-11-05T02:00:00.000Z',
    };
    const stage = await aRecord([
      ended('new', { id: testId(0x83), author: { id: testId(0xb7), name: 'Ai đó' } }),
      ended('new', { id: testId(0x84), resolution: old }),
    ]);
    stage.show(<RecordsPage kind="nomination" />);
    await screen.findByText('Trả ví');
    expect(screen.queryByText(words.news)).toBeNull();
  });
});

test('the timeline names the device, the fields a return asks about, and who chose whose words', async () => {
  const { show } = await aRecord(
    [ended('other', { seq: 30 })],
    [
      event({ device: 'Android · Chrome' }),
      event({ opId: testId(0x3002), kind: 'command', command: 'return', note: 'Thiếu ngày', marks: ['happenedOn'] }),
      event({
        opId: testId(0x3003),
        rev: 30,
        kind: 'command',
        command: 'resolve',
        by: { id: testId(0xb9), name: 'Phòng' },
      }),
    ],
  );
  show(<Detail />);
  expect((await screen.findAllByText(/máy Android · Chrome/)).length).toBe(1);
  expect(screen.getByText('Cần xem lại: Ngày')).toBeTruthy();
  expect(screen.getByText(`Chọn giữa hai nội dung ở “Việc gì”: chọn bản của ${me.name}`)).toBeTruthy();
});

test.each([
  ['before the choice that it is waited for', aConflict({ author: mine }), timeline.filed(['Việc gì'])],
  [
    'after it what was chosen',
    ended('kept'),
    timeline.filedEnded('Việc gì', 'Lê Thị Phòng', 'chọn bản của Lê Văn Đức'),
  ],
  ['after one that nobody told how', aConflict({ resolvedBy: testId(0xb9) }), timeline.filedDone('Việc gì')],
])('the timeline says at what was filed %s', async (_, conflict, sentence) => {
  const { show } = await aRecord([conflict], [event({ opId: testId(0x1001), kind: 'patch' })]);
  show(<Detail />);
  expect(await screen.findByText(sentence)).toBeTruthy();
  expect(screen.getAllByText(/^Có hai bản khác nhau/)).toHaveLength(1);
});

describe('two records made one', () => {
  const goneId = testId(0x2002);
  const opId = testId(0x3009);
  const merge = event({ opId, rev: 30, kind: 'command', command: 'merge', by: { id: testId(0xb9), name: 'Phòng' } });
  async function merged(conflicts: readonly Conflict[] = []): Promise<Stage> {
    const photos = { [testId(0x62)]: aPhotoRow() };
    const [content, came] = [
      aNomination({ title: 'Trả ví', unitId: unitEast }, { photos }),
      [`photos/${testId(0x62)}`],
    ];
    const stage = await aStage({ me, path: '/' });
    const stays = aSnapshot(content, { events: [{ ...merge, fields: came }], dossier: 'NT-2026-0005' });
    const author = { id: testId(0xb5), name: 'Hoàng Văn Dũng' };
    const left = { status: 'merged' as const, mergedInto: stays.id, events: [merge], author };
    const gone = aSnapshot(content, { ...left, id: goneId, dossier: 'NT-2026-0009' });
    await stage.db.snapshots.bulkPut([stays, gone]);
    await stage.db.cards.bulkPut([stays, gone].map((snapshot) => cardOf(kinds, snapshot)));
    await stage.db.conflicts.bulkPut([...conflicts]);
    return stage;
  }

  test('the one that stays says which other it took over, who recorded that, and what came along', async () => {
    const told: History['entries'][number] = {
      ...{ opId, rev: 30, kind: 'command', command: 'merge', by: merge.by, changes: [] },
      ...{ at: merge.at, receivedAt: merge.receivedAt },
    };
    const { show } = await merged();
    show(
      <HistoryApi.Provider value={async () => ok({ entries: [told] })}>
        <Detail />
      </HistoryApi.Provider>,
    );
    const sentence = 'Gộp hồ sơ trùng: NT-2026-0009, Hoàng Văn Dũng ghi';
    expect(await screen.findByText(sentence)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: historyWords.open }));
    await screen.findByText(historyWords.intro);
    const [entry] = [...document.querySelectorAll('ol[reversed] > li')].map(({ textContent }) => textContent);
    expect(entry).toBe(`${sentence}Phòng · 09:00 05/11/2026${historyWords.photosAdded(1)}`);
  });

  test('the one that went says where later words wait for a choice', async () => {
    const { show } = await merged([aConflict({ author: mine })]);
    show(<RecordsPage recordId={goneId} />);
    expect(await screen.findByText(mergedView.disputed('NT-2026-0005', ['Việc gì']))).toBeTruthy();
  });
});

describe('the history', () => {
  const entries: History['entries'] = [
    {
      ...{ opId: testId(1), rev: 10, kind: 'create' as const, by: mine, device: 'Android' },
      ...{ at: '2026-11-05T02:00:00.000Z', receivedAt: '2026-11-06T02:00:00.000Z' },
      changes: [{ path: 'title', from: null, to: 'Nhặt ví' }],
    },
    {
      ...{ opId: testId(2), rev: 12, kind: 'patch' as const, by: { id: testId(0xb2), name: 'Lê Văn Đức' } },
      ...{ at: '2026-11-07T02:00:00.000Z', receivedAt: '2026-11-07T02:00:00.000Z' },
      changes: [{ path: 'title', from: 'Nhặt ví', to: 'Trả ví' }],
      filed: ['place'],
    },
  ];
  const open = (stage: Stage, ask: AskHistory) => {
    const shown = stage.show(
      <HistoryApi.Provider value={ask}>
        <Detail />
      </HistoryApi.Provider>,
    );
    return screen.findByRole('button', { name: historyWords.open }).then((button) => {
      fireEvent.click(button);
      return shown;
    });
  };

  test('is not asked for before it is opened', async () => {
    let asked = 0;
    const stage = await aRecord();
    const ask: AskHistory = async () => {
      asked += 1;
      return ok({ entries });
    };
    await open(stage, ask);
    await screen.findByText('Lê Văn Đức · 09:00 07/11/2026');
    expect(asked).toBe(1);
  });

  test('without signal says so and offers to try again; what happened stays readable', async () => {
    let isOnline = false;
    const stage = await aRecord();
    await open(stage, async () => (isOnline ? ok({ entries }) : err('offline')));
    expect(await screen.findByText(historyWords.offline)).toBeTruthy();
    isOnline = true;
    fireEvent.click(screen.getByRole('button', { name: historyWords.retry }));
    expect(await screen.findByText('Lê Văn Đức · 09:00 07/11/2026')).toBeTruthy();
    expect(screen.queryByText(historyWords.offline)).toBeNull();
  });

  test('that was read before is still there without signal, with its time', async () => {
    const stage = await aRecord();
    const first = await open(stage, async () => ok({ entries }));
    await screen.findByText('Lê Văn Đức · 09:00 07/11/2026');
    first.unmount();
    await open(stage, async () => err('offline'));
    expect(await screen.findByText(/^Bản tải lúc/)).toBeTruthy();
    expect(screen.getByText('Lê Văn Đức · 09:00 07/11/2026')).toBeTruthy();
  });

  test('a server that fails is told in words', async () => {
    const stage = await aRecord();
    await open(stage, async () => err('unavailable'));
    expect(await screen.findByText(problemSentences.unavailable)).toBeTruthy();
  });

  test('tells newest first who changed what from what to what, on which device, and what was not taken', async () => {
    const stage = await aRecord();
    await open(stage, async () => ok({ entries }));
    await screen.findByText('Lê Văn Đức · 09:00 07/11/2026');
    const [newest, oldest] = [...document.querySelectorAll('ol[reversed] > li')].map((item) => item.textContent);
    expect(newest).toBe(
      `SửaLê Văn Đức · 09:00 07/11/2026Việc gìTrước: Nhặt víSau: Trả ví${historyWords.filed('Địa điểm')}`,
    );
    expect(oldest).toContain(`${me.name} · 09:00 06/11/2026 · theo lời người ghi lúc 09:00 05/11/2026 · máy Android`);
    expect(oldest).toContain('Nhặt ví');
  });

  describe('gives the words that were not taken', () => {
    const filed: History['entries'][number] = {
      ...{ opId: testId(0x1001), rev: 20, kind: 'patch', by: mine, changes: [], filed: ['title'] },
      ...{ at: '2026-11-07T02:00:00.000Z', receivedAt: '2026-11-07T02:00:00.000Z' },
      notTaken: [{ path: 'title', value: 'Nhặt được ví' }],
    };
    const shown = async (conflicts: readonly Conflict[], ...told: History['entries']) => {
      await open(await aRecord(conflicts), async () => ok({ entries: told }));
      await screen.findByText(historyWords.intro);
      return [...document.querySelectorAll('ol[reversed] > li')].map((item) => item.textContent);
    };

    test.each([
      ['kept', historyWords.notTaken.refused],
      ['new', historyWords.notTaken.refused],
      ['other', historyWords.notTaken.later],
    ] as const)('where the commune chose "%s", as it ended', async (choice, word) => {
      const [text] = await shown([ended(choice)], filed);
      expect(text).toContain(`Việc gì${word} Nhặt được ví`);
      expect(text).not.toContain(historyWords.filed('Việc gì'));
    });

    test('where nobody has chosen, as waiting', async () => {
      const [text] = await shown([aConflict({ author: mine })], filed);
      expect(text).toContain(`Việc gì${historyWords.notTaken.awaited} Nhặt được ví`);
    });

    test('where somebody wanted to empty the field, or to take a row out', async () => {
      const paths = ['place', `photos/${testId(0x61)}`];
      const notTaken = paths.map((path) => ({ path, value: null }));
      const [text] = await shown([], { ...filed, filed: paths, notTaken });
      expect(text).toContain(`Địa điểm${historyWords.notTaken.unknown} ${historyWords.emptied}`);
      expect(text).toContain(`Ảnh${historyWords.notTaken.unknown} ${historyWords.takenOut}`);
    });

    test('beside the words that a choice left standing', async () => {
      const choice: History['entries'][number] = {
        ...{ opId: testId(0x3003), rev: 30, kind: 'command', command: 'resolve', at: filed.at, receivedAt: filed.at },
        ...{ by: { id: testId(0xb9), name: 'Lê Thị Phòng' } },
        changes: [{ path: 'title', from: 'Trả ví', to: 'Trả ví' }],
      };
      const [text] = await shown([ended('kept', { seq: 30 })], choice);
      expect(text).toContain(`Việc gì${historyWords.stays} Trả ví${historyWords.notTaken.refused} Nhặt được ví`);
    });
  });

  test('says of what both wrote alike that it stood already', async () => {
    const stage = await aRecord();
    const [, patch] = entries;
    if (!patch) throw new Error('no patch');
    const same = { ...patch, filed: ['title'], changes: [{ path: 'place', from: 'Chợ Đông', to: 'Chợ Đông' }] };
    await open(stage, async () => ok({ entries: [same] }));
    expect((await screen.findByText(historyWords.already)).parentElement?.textContent).toBe(
      `${historyWords.already} Chợ Đông`,
    );
    expect(screen.queryByText(historyWords.unknownBefore)).toBeNull();
  });
});
