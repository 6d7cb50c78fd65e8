import { expect, test } from 'vitest';
import { historyLines } from '../../../src/features/record-view/history-lines.ts';
import { historyWords as words } from '../../../src/i18n/vi/history.ts';
import type { HistoryEntry } from '../../../src/shared/wire/history.ts';
import { aNomination, aPhotoRow, aSubjectRowId, testId, villageId } from '../../support/builders.ts';

const entry = (kind: HistoryEntry['kind'], changes: HistoryEntry['changes']): HistoryEntry => ({
  opId: testId(1),
  rev: 1,
  kind,
  at: '2026-11-05T09:30:00.000Z',
  receivedAt: '2026-11-05T09:30:00.000Z',
  by: { id: testId(2), name: 'Phạm Thị Dung' },
  changes,
});
const lines = (kind: HistoryEntry['kind'], changes: HistoryEntry['changes']) =>
  historyLines('nomination', entry(kind, changes), aNomination(), (id) => (id === villageId ? 'Thôn Đông' : null));

const photo = (n: number, from: boolean, caption: string | null = null) =>
  Object.entries({ ...aPhotoRow(n), caption }).flatMap(([name, value]) =>
    name === 'order'
      ? []
      : [{ path: `photos/${testId(n)}/${name}`, from: from ? value : null, to: from ? null : value }],
  );

test('a field is named in words, with what stood and what came, printed as people read them', () => {
  expect(
    lines('patch', [
      { path: 'unitId', from: null, to: villageId },
      { path: 'happenedOn', from: '2026-11', to: '2026-11-05' },
      { path: 'beyondDuty', from: true, to: false },
      { path: 'place', from: 'Chợ Đông', to: null },
    ]),
  ).toEqual([
    { type: 'value', path: 'unitId', label: 'Đơn vị', from: '', to: 'Thôn Đông' },
    { type: 'value', path: 'happenedOn', label: 'Ngày', from: '11/2026', to: '05/11/2026' },
    { type: 'value', path: 'beyondDuty', label: 'Có vượt ngoài nhiệm vụ được giao không', from: 'Có', to: 'Không' },
    { type: 'value', path: 'place', label: 'Địa điểm', from: 'Chợ Đông', to: '' },
  ]);
});

test('where nobody kept what stood there, that is not taken for an empty field', () => {
  expect(lines('patch', [{ path: 'title', to: 'Trả ví' }])).toMatchObject([{ from: null, to: 'Trả ví' }]);
});

test('of several people the one is named whose field was changed', () => {
  const path = `subjects/${aSubjectRowId}/position`;
  expect(lines('patch', [{ path, from: null, to: 'Giáo viên' }])).toMatchObject([
    { label: 'Chức vụ, nghề nghiệp hoặc lớp (Trần Văn An)' },
  ]);
});

test('of what a merge brought, photos are counted and people named, also those that are gone again', () => {
  const came = [`photos/${testId(1)}`, `photos/${testId(2)}`, `subjects/${aSubjectRowId}`];
  const merge = { ...entry('command', []), command: 'merge' };
  const now = aNomination({}, { photos: { [testId(1)]: { ...aPhotoRow(1), caption: 'Cầu mới' } } });
  expect(historyLines('nomination', merge, now, () => null, came)).toEqual([
    { type: 'sentence', text: `${words.photosAdded(2)} · Cầu mới` },
    { type: 'sentence', text: expect.stringMatching(/^Thêm: Người.* · .*Trần Văn An/) },
  ]);
});

test('photos are counted, with what was written under them; hash, size and order are for machines', () => {
  expect(lines('setAdd', [...photo(1, false, 'Cầu mới'), ...photo(2, false)])).toEqual([
    { type: 'sentence', text: `${words.photosAdded(2)} · Cầu mới` },
  ]);
  expect(lines('setRemove', photo(1, true))).toEqual([{ type: 'sentence', text: words.photosRemoved(1) }]);
  const path = `photos/${testId(1)}`;
  expect(lines('patch', [{ path: `${path}/sha256`, from: 'a', to: 'b' }])).toEqual([]);
});

test('a row that came or went is one line with everything in it', () => {
  const row = `results/${testId(7)}`;
  const changes = [
    { path: `${row}/indicator`, from: null, to: 'Đất hiến' },
    { path: `${row}/amount`, from: null, to: 1200 },
    { path: `${row}/measure`, from: null, to: 'm²' },
  ];
  expect(lines('setAdd', changes)).toEqual([{ type: 'sentence', text: 'Thêm: Kết quả · Đất hiến, 1.200, m²' }]);
});
