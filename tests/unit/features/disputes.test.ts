import { describe, expect, test } from 'vitest';
import { rewriteControl } from '../../../src/features/inbox/rewrite-control.ts';
import { type DisputedPage, disputesOf, strayRefusals } from '../../../src/features/record-view/disputes.ts';
import { endingWords } from '../../../src/features/record-view/endings.ts';
import { nomination } from '../../../src/shared/domain/nomination.ts';
import { outboxRow } from '../../../src/shared/sync/outbox.ts';
import type { Operation } from '../../../src/shared/wire/operation.ts';
import { aConflict, aNomination, aPatch, aPhotoRow, aSubjectRowId, at, testId } from '../../support/builders.ts';

const page = (changes: Partial<DisputedPage> = {}): DisputedPage => ({
  view: aNomination({ title: 'Trả ví' }),
  conflicts: [aConflict()],
  local: [],
  events: [],
  ...changes,
});
const resolve = (conflictId = testId(0x81)): Operation => ({
  opId: testId(0x1009),
  seq: 9,
  recordId: testId(0x2001),
  v: 1,
  at,
  kind: 'command',
  body: {
    command: {
      name: 'resolve',
      expectStatus: 'sent',
      expectRev: 10,
      resolve: { conflictId, field: 'title', choice: 'new', value: 'Bản chung', base: 10 },
    },
  },
});

describe('what stands is told with who wrote it', () => {
  test('as it was filed: the writer the server named', () => {
    expect(disputesOf(page())[0]?.standing).toMatchObject({ value: 'Trả ví', by: { name: 'Lê Văn Đức' } });
  });

  test('changed since: the writer of the last event on the field, never the one of the old value', () => {
    const event = {
      opId: testId(0x1005),
      rev: 30,
      kind: 'patch' as const,
      at,
      receivedAt: at,
      by: { id: testId(0xb3), name: 'Vũ Thị Mai' },
      fields: ['title'],
    };
    const shown = disputesOf(page({ view: aNomination({ title: 'Bản mới' }), events: [event] }))[0];
    expect(shown?.standing).toMatchObject({ value: 'Bản mới', by: { name: 'Vũ Thị Mai' } });
  });

  test('by this phone, unsent: it says so', () => {
    const local = [outboxRow(aPatch({ title: 'Sửa ở đây' }), 1)];
    const shown = disputesOf(page({ view: aNomination({ title: 'Sửa ở đây' }), local }))[0];
    expect(shown?.standing.by).toMatchObject({ isUnsent: true, name: null });
  });

  test('before the server kept names: nobody is named', () => {
    const { keptBy: _, ...old } = aConflict();
    expect(disputesOf(page({ conflicts: [old] }))[0]?.standing.by.name).toBeNull();
  });
});

test('a row taken out while another wrote in it is no field with two values', () => {
  const rowId = testId(0x61);
  const whole = aConflict({ field: `photos/${rowId}`, kept: null, other: null });
  const inside = aConflict({ field: `photos/${rowId}/caption`, kept: null, other: 'Cầu mới' });
  const withRow = aNomination({}, { photos: { [rowId]: aPhotoRow() } });
  const aboutOf = (changes: Partial<DisputedPage>) => disputesOf(page(changes))[0]?.about;
  expect(aboutOf({ conflicts: [whole], view: withRow })).toEqual({ type: 'removal', set: 'photos', rowId });
  expect(aboutOf({ conflicts: [inside], view: aNomination() })).toEqual({ type: 'gone', set: 'photos', rowId });
  expect(aboutOf({ conflicts: [inside], view: withRow })).toEqual({ type: 'value' });
});

test('a choice that waits is shown as decided; a refused one asks again, and is never forgotten when its conflict is gone', () => {
  const waiting = outboxRow(resolve(), 1);
  const refused = { ...waiting, state: 'attention' as const, refusal: 'no-such-conflict' as const };
  expect(disputesOf(page({ local: [waiting] }))[0]?.decision).toMatchObject({ type: 'waiting' });
  expect(disputesOf(page({ local: [refused] }))[0]?.decision).toMatchObject({ type: 'refused' });
  expect(strayRefusals(page({ local: [refused] }))).toEqual([]);
  expect(strayRefusals(page({ local: [refused], conflicts: [] }))).toMatchObject([{ wish: { value: 'Bản chung' } }]);
});

test('how it ended is told by whose words stand', () => {
  const ended = (choice: 'kept' | 'other' | 'new') =>
    endingWords(aConflict({ resolution: { choice, by: { id: testId(0xb9), name: 'Lê Thị Phòng' }, at } }), page());
  expect(['kept' as const, 'other' as const, 'new' as const].map(ended)).toEqual([
    'chọn bản của Lê Văn Đức',
    'chọn bản của Phạm Thị Dung',
    'viết lại',
  ]);
  expect(endingWords(aConflict(), page())).toBeNull();
  const row = aConflict({ field: `photos/${testId(0x61)}` });
  const by = { id: testId(0xb9), name: 'Lê Thị Phòng' };
  expect(endingWords({ ...row, resolution: { choice: 'other', by, at } }, page())).toBe('bỏ đi');
});

test('of two versions of one person the one that was chosen is told by its device', () => {
  const by = { id: testId(0xb9), name: 'Lê Thị Phòng' };
  const keptBy = { id: testId(0xb1), name: 'Phạm Thị Dung', device: 'Bàn làm việc' };
  const ended = (choice: 'kept' | 'other') =>
    endingWords(aConflict({ keptBy, resolution: { choice, by, at } }), page());
  expect(ended('kept')).toBe('chọn bản của Phạm Thị Dung trên máy Bàn làm việc');
  expect(ended('other')).toBe('chọn bản của Phạm Thị Dung trên máy Android');
});

test('written anew as nothing it is told as left empty, until somebody writes there again', () => {
  const by = { id: testId(0xb9), name: 'Lê Thị Phòng' };
  const place = aConflict({ field: 'place', resolution: { choice: 'new', by, at } });
  const told = (changes: Partial<DisputedPage> = {}) => endingWords(place, page(changes));
  expect(told()).toBe('để trống');
  expect(told({ view: aNomination({ place: 'Chợ Đông' }) })).toBe('viết lại');
  const later = { opId: testId(0x1005), rev: 30, kind: 'patch' as const, at, receivedAt: at, by, fields: ['place'] };
  expect(told({ events: [later] })).toBe('viết lại');
  expect(told({ local: [outboxRow(aPatch({ place: null }), 1)] })).toBe('viết lại');
  const inRow = aConflict({ field: `photos/${testId(0x61)}/caption`, resolution: { choice: 'new', by, at } });
  expect(endingWords(inRow, page())).toBe('viết lại');
});

test('a field is written anew in the box that fits it, up to what its own schema takes', () => {
  const control = (path: string) => rewriteControl(nomination, path);
  expect(control('title')).toEqual({ type: 'text', most: 100 });
  expect(control('story')).toEqual({ type: 'text', most: 100_000 });
  expect(control(`subjects/${aSubjectRowId}/name`)).toEqual({ type: 'text', most: 200 });
  expect(control('happenedOn')).toEqual({ type: 'date' });
  expect(control('unitId')).toEqual({ type: 'unit' });
  expect(control('activityField')).toMatchObject({ type: 'choice' });
  expect(control(`results/${testId(1)}/amount`)).toEqual({ type: 'text', most: null });
  for (const path of ['beyondDuty', `photos/${testId(1)}/sha256`, `photos/${testId(1)}/order`, `photos/${testId(1)}`])
    expect(control(path)).toBeNull();
});
