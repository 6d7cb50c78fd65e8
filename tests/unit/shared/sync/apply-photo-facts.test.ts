// What the file of a photo says of it, told after its row: of a HEIC that was decoded late.
import { describe, expect, it } from 'vitest';
import { rowKey, type StoredRecord } from '../../../../src/shared/sync/record-store.ts';
import type { Operation } from '../../../../src/shared/wire/operation.ts';
import { aNomination, aPhotoRow, aStored, testId } from '../../../support/builders.ts';
import { changeOf, colleague, decided, head, otherId, photoId, rejected, unit } from '../../../support/decided.ts';

const key = rowKey('photos', photoId);
const { order: _, ...facts } = aPhotoRow();
const without = { order: 1, caption: 'Lúc trao ví' };
const stranger = testId(0xa9);
const school = testId(0x5c);

const withHeic = (changes: Partial<StoredRecord> = {}, values = {}): StoredRecord =>
  aStored(aNomination(values, { photos: { [photoId]: without } }), { authorId: unit.accountId, ...changes });

function tell(values: Readonly<Record<string, string | number>> = facts, more = {}): Operation {
  const patch = Object.fromEntries(Object.entries(values).map(([name, value]) => [`${key}/${name}`, value]));
  return { ...head, kind: 'patch', body: { patch: { ...patch, ...more }, base: {} } };
}

const photoIn = ({ content }: StoredRecord) => content.rows.photos?.[photoId];

describe('[P8] facts of a photo that stands without a hash are written as they come', () => {
  it('also in a record that was withdrawn', () => {
    const { changes, conflicts } = changeOf(decided(tell(), { record: withHeic({ status: 'withdrawn' }) }));
    expect(photoIn(changes[0].record)).toEqual({ ...without, ...facts });
    expect(changes[0].record.status).toBe('withdrawn');
    expect(conflicts).toEqual([]);
  });

  it('also in one that became part of another, and in the row of that one', () => {
    const survivor = withHeic({ id: otherId, writers: { [key]: { queue: colleague, seq: 1 } }, revs: { [key]: 30 } });
    const record = withHeic({ status: 'merged', mergedInto: otherId });
    const { changes, conflicts, photosOf } = changeOf(decided(tell(), { record, survivor }));
    expect(changes.map(({ record: { id } }) => id)).toEqual([otherId, record.id]);
    for (const change of changes) expect(photoIn(change.record)).toEqual({ ...without, ...facts });
    expect([conflicts, photosOf]).toEqual([[], record.id]);
  });

  it('while words of the same edit are asked about', () => {
    const op = tell(facts, { title: 'Tên khác', [`${key}/caption`]: 'Chú thích khác' });
    const { changes, conflicts } = changeOf(decided(op, { record: withHeic({ status: 'withdrawn' }) }));
    expect(photoIn(changes[0].record)).toEqual({ ...without, ...facts });
    expect(conflicts.map(({ field }) => field)).toEqual(['title', `${key}/caption`]);
  });

  it('though somebody wrote in the row since', () => {
    const record = withHeic({ revs: { [key]: 40 }, writers: { [key]: { queue: colleague, seq: 9 } } });
    const { changes, conflicts } = changeOf(decided(tell(), { record }));
    expect(photoIn(changes[0].record)).toEqual({ ...without, ...facts });
    expect(conflicts).toEqual([]);
  });

  it('and of a photo that was taken out wait beside the record', () => {
    const record = aStored(aNomination(), { removed: { [key]: without } });
    const { changes, conflicts } = changeOf(decided(tell(), { record }));
    expect(photoIn(changes[0].record)).toBeUndefined();
    expect(changes[0].record.removed[key]).toEqual({ ...without, ...facts });
    expect(conflicts).toEqual([]);
  });

  it('once: said again they are nothing', () => {
    const record = aStored(aNomination({}, { photos: { [photoId]: { ...without, ...facts } } }), {
      status: 'withdrawn',
    });
    expect(decided(tell(), { record })).toEqual({ type: 'nothing' });
  });
});

it('[P8] facts of a photo that another phone decoded otherwise are neither written nor filed', () => {
  const record = aStored(aNomination({}, { photos: { [photoId]: aPhotoRow() } }));
  expect(decided(tell({ ...facts, sha256: 'ef'.repeat(32), bytes: 1 }), { record })).toEqual({ type: 'nothing' });
  const words = changeOf(decided(tell({ sha256: 'ef'.repeat(32), bytes: 1 }, { title: 'Tên khác' }), { record }));
  expect(words.conflicts.map(({ field }) => field)).toEqual(['title']);
});

it('[P8] facts that come with a row which was taken out wait beside the record', () => {
  const record = aStored(aNomination(), { removed: { [key]: without } });
  const op: Operation = {
    ...head,
    kind: 'setAdd',
    body: { rows: { photos: [{ id: photoId, order: 1, values: { caption: without.caption, ...facts } }] } },
  };
  expect(changeOf(decided(op, { record })).changes[0].record.removed[key]).toEqual({ ...without, ...facts });
});

it('[P8] facts that come beside a new photo are written in a merged record and in the one it became part of', () => {
  const survivor = withHeic({ id: otherId });
  const record = withHeic({ status: 'merged', mergedInto: otherId });
  const { order, ...another } = aPhotoRow(3);
  const photos = [
    { id: photoId, order: 1, values: { caption: without.caption, ...facts } },
    { id: testId(0x503), order, values: another },
  ];
  const op: Operation = { ...head, kind: 'setAdd', body: { rows: { photos } } };
  const { changes, conflicts } = changeOf(decided(op, { record, survivor }));
  for (const change of changes) expect(photoIn(change.record)).toEqual({ ...without, ...facts });
  expect([changes.length, conflicts]).toEqual([2, []]);
});

describe('[P8] a record that is closed to its author', () => {
  const closed = { status: 'ineligible' } as const;

  it('takes the facts alone', () => {
    expect(photoIn(changeOf(decided(tell(), { record: withHeic(closed) })).changes[0].record)).toMatchObject(facts);
    const moved = withHeic({}, { unitId: school });
    expect(photoIn(changeOf(decided(tell(), { record: moved })).changes[0].record)).toMatchObject(facts);
  });

  it('takes them from who brought something of it as well, and from nobody else', () => {
    const record = withHeic({ ...closed, authorId: stranger });
    expect(decided(tell(), { record })).toEqual(rejected('closed-status'));
    expect(decided(tell(), { record, hasBrought: true }).type).toBe('change');
  });

  it('takes no words with them, nor another hash than it has', () => {
    expect(decided(tell(facts, { title: 'Tên khác' }), { record: withHeic(closed) })).toEqual(
      rejected('closed-status'),
    );
    const named = aStored(aNomination({}, { photos: { [photoId]: aPhotoRow() } }), {
      ...closed,
      authorId: unit.accountId,
    });
    expect(decided(tell({ takenAt: '2019-01-01T08:00:00' }), { record: named })).toEqual(rejected('closed-status'));
    // Another decoding of the picture, or what is claimed of it beside its hash: what stands stays.
    const { sha256 } = facts;
    for (const said of [{ sha256: 'ef'.repeat(32) }, { sha256, thumbSha256: 'ef'.repeat(32), bytes: 1 }])
      expect(decided(tell(said), { record: named })).toEqual({ type: 'nothing' });
  });
});
