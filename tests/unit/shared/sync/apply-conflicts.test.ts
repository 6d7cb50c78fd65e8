// What the server decides where people wrote or took out beside each other, and of the choice that ends it.
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../../src/shared/wire/operation.ts';
import { aNomination, aPhotoRow, aStored, aSubjectRowId, queueId, testId } from '../../../support/builders.ts';
import {
  type CommandBody,
  changeOf,
  colleague,
  command,
  conflictId,
  decided,
  head,
  office,
  otherId,
  photoId,
  recordId,
  rejected,
  removePhoto,
  withPhoto,
} from '../../../support/decided.ts';

describe('[S6] a row that is taken out', () => {
  it('while somebody else wrote in it stays, and a person is asked', () => {
    const record = withPhoto({
      revs: { [`photos/${photoId}/caption`]: 14 },
      writers: { [`photos/${photoId}/caption`]: { queue: colleague, seq: 3 } },
    });
    const decision = changeOf(decided(removePhoto(10), { record }));
    expect(decision.conflicts).toEqual([{ field: `photos/${photoId}`, kept: null, other: null }]);
    expect(decision.changes[0].record.content.rows.photos).toHaveProperty(photoId);
  });

  it('by the one who wrote in it, or who saw what was written, is out', () => {
    const writers = { [`photos/${photoId}/caption`]: { queue: queueId, seq: 1 } };
    const own = withPhoto({ revs: { [`photos/${photoId}/caption`]: 14 }, writers });
    expect(changeOf(decided(removePhoto(10), { record: own })).changes[0].record.content.rows.photos).toEqual({});
    const others = withPhoto({
      revs: { [`photos/${photoId}/caption`]: 14 },
      writers: { [`photos/${photoId}/caption`]: { queue: colleague, seq: 3 } },
    });
    const decision = changeOf(decided(removePhoto(14), { record: others }));
    expect(decision.conflicts).toEqual([]);
    expect(decision.before).toEqual({ [`photos/${photoId}`]: aPhotoRow(0) });
  });
});

describe('[S6] a row that is added once more with other words', () => {
  const key = `photos/${photoId}`;
  const again = (caption: string): Operation => {
    const { order, ...values } = aPhotoRow(0);
    return {
      ...head,
      kind: 'setAdd',
      body: { rows: { photos: [{ id: photoId, order, values: { ...values, caption } }] } },
    };
  };

  it('by the phone that added it, whose answer was lost and which corrected it, has the words of the correction', () => {
    const record = withPhoto({ writers: { [key]: { queue: queueId, seq: 1 } }, revs: { [key]: 12 } });
    const edit = changeOf(decided(again('Ông trao ví'), { record }));
    expect([edit.conflicts, edit.changes[0].touched]).toEqual([[], [`${key}/caption`]]);
    expect(edit.changes[0].record.content.rows.photos?.[photoId]?.caption).toBe('Ông trao ví');
    expect(decided(again('Ông trao ví'), { record: edit.changes[0].record })).toEqual({ type: 'nothing' });
  });

  it('is asked about also beside a row that is new, where its record became part of another', () => {
    const { order, ...values } = { ...aPhotoRow(1), sha256: 'ef'.repeat(32) };
    const both = again('Ông trao ví');
    if (both.kind !== 'setAdd') throw new Error(both.kind);
    const op: Operation = {
      ...both,
      body: { rows: { photos: [...(both.body.rows.photos ?? []), { id: testId(0x501), order, values }] } },
    };
    const survivor = aStored(withPhoto().content, { id: otherId });
    const change = changeOf(decided(op, { record: withPhoto({ status: 'merged', mergedInto: otherId }), survivor }));
    expect(change.conflicts).toMatchObject([{ field: `${key}/caption`, other: 'Ông trao ví' }]);
    expect(change.changes[0].record.content.rows.photos).toHaveProperty(testId(0x501));
  });

  it('after somebody wrote in it, took it out, or made its record part of another, is asked about', () => {
    const writers = { [key]: { queue: queueId, seq: 1 }, [`${key}/caption`]: { queue: colleague, seq: 3 } };
    const written = withPhoto({ writers, revs: { [key]: 12, [`${key}/caption`]: 14 } });
    const out = aStored(aNomination(), { removed: { [key]: aPhotoRow(0) } });
    const survivor = aStored(aNomination(), { id: otherId, removed: { [key]: aPhotoRow(0) } });
    const merged = { record: withPhoto({ status: 'merged', mergedInto: otherId }), survivor };
    for (const world of [{ record: written }, { record: out }, merged])
      expect(changeOf(decided(again('Ông trao ví'), world)).conflicts).toMatchObject([
        { field: `${key}/caption`, other: 'Ông trao ví' },
      ]);
  });
});

describe('[S6] a conflict', () => {
  const record = aStored(aNomination({ title: 'Của xã' }), {
    revs: { title: 14 },
    writers: { title: { queue: colleague, seq: 3 } },
  });
  const conflict = { id: conflictId, recordId, field: 'title', resolvedBy: null };
  const resolve = (changes: Partial<NonNullable<CommandBody['resolve']>> = {}) =>
    command('resolve', {
      resolve: { conflictId, field: 'title', choice: 'other', value: 'Của thôn', base: 14, ...changes },
    });

  it('is not ended by a submitter, nor one that is another record’s, another field’s or nobody’s', () => {
    expect(decided(resolve(), { record, conflict })).toEqual(rejected('not-allowed'));
    const author = office;
    expect(decided(resolve(), { record, author })).toEqual(rejected('no-such-conflict'));
    expect(decided(resolve(), { record, author, conflict: { ...conflict, recordId: otherId } })).toEqual(
      rejected('no-such-conflict'),
    );
    expect(decided(resolve({ field: 'place' }), { record, author, conflict })).toEqual(rejected('no-such-conflict'));
    expect(decided(resolve({ value: 'x'.repeat(200) }), { record, author, conflict })).toEqual(
      rejected('invalid-fields'),
    );
  });

  it('ends with what was kept, with the other value, or with new words', () => {
    const world = { record, author: office, conflict };
    const kept = changeOf(decided(resolve({ choice: 'kept', value: 'Của xã' }), world));
    expect([kept.resolves, kept.changes[0].touched]).toEqual([{ conflictId, choice: 'kept' }, []]);
    // Somebody chose otherwise meanwhile: whoever wanted it kept has not seen that.
    const late = changeOf(decided(resolve({ choice: 'kept', value: 'Trước nữa', base: 13 }), world));
    expect(late.conflicts.map(({ other: wanted }) => wanted)).toEqual(['Trước nữa']);
    const other = changeOf(decided(resolve(), world));
    expect(other.changes[0].record.content.values.title).toBe('Của thôn');
    expect([other.resolves?.choice, other.before]).toEqual(['other', { title: 'Của xã' }]);
    const fresh = changeOf(decided(resolve({ choice: 'new', value: 'Của cả hai' }), world));
    expect(fresh.changes[0].record.content.values.title).toBe('Của cả hai');
  });

  it('is kept as it stands, though the one who chose had taken its row out on their phone and saw nothing there', () => {
    const field = `photos/${photoId}/caption`;
    const content = aNomination({}, { photos: { [photoId]: { ...aPhotoRow(0), caption: 'Của xã' } } });
    const world = { record: aStored(content, { revs: { [field]: 14 } }), author: office };
    const wish = resolve({ field, choice: 'kept', value: null, base: 14 });
    const decision = changeOf(decided(wish, { ...world, conflict: { ...conflict, field } }));
    expect(decision.changes[0].record.content).toEqual(content);
    expect([decision.resolves?.choice, decision.conflicts]).toEqual(['kept', []]);
    // A word that stood before their eyes is what they keep: it had waited on their phone.
    const own = changeOf(
      decided(resolve({ field, choice: 'kept', value: 'Của tôi', base: 14 }), {
        ...world,
        conflict: { ...conflict, field },
      }),
    );
    expect(own.changes[0].record.content.rows.photos?.[photoId]?.caption).toBe('Của tôi');
  });

  it('ends, but what was written meanwhile is not overwritten unseen: another is filed', () => {
    const decision = changeOf(decided(resolve({ base: 13 }), { record, author: office, conflict }));
    expect(decision.resolves).toEqual({ conflictId, choice: 'other' });
    expect(decision.conflicts).toEqual([{ field: 'title', kept: 'Của xã', other: 'Của thôn' }]);
    expect(decision.changes[0].record.content.values.title).toBe('Của xã');
  });

  it('that somebody else ended is not ended again; another choice is filed or taken by its base', () => {
    const ended = { ...conflict, resolvedBy: testId(0xb7) };
    expect(decided(resolve({ value: 'Của xã' }), { record, author: office, conflict: ended })).toEqual({
      type: 'nothing',
    });
    const late = changeOf(decided(resolve({ base: 13 }), { record, author: office, conflict: ended }));
    expect([late.resolves, late.conflicts.length]).toEqual([null, 1]);
  });

  it('about a row that was taken out ends by bringing it back as it was, with the words written in it', () => {
    const field = `subjects/${aSubjectRowId}/name`;
    const key = `subjects/${aSubjectRowId}`;
    const gone = aStored(
      { ...aNomination(), rows: {} },
      { removed: { [key]: { order: 1, name: 'An', birthYear: 1990 } } },
    );
    const world = { record: gone, author: office, conflict: { ...conflict, field } };
    const back = changeOf(decided(resolve({ field, value: 'Trần Văn Ân' }), world)).changes[0];
    expect(back.record.content.rows.subjects).toEqual({
      [aSubjectRowId]: { order: 1, name: 'Trần Văn Ân', birthYear: 1990 },
    });
    expect([back.record.removed, back.touched]).toEqual([{}, [key, field]]);
    const unknown = { ...gone, removed: { [key]: null } };
    expect(decided(resolve({ field, value: 'Ân' }), { ...world, record: unknown })).toEqual(rejected('no-such-row'));
  });

  it('about taking a row out ends with it out, or in', () => {
    const field = `photos/${photoId}`;
    const world = { record: withPhoto(), author: office, conflict: { ...conflict, field } };
    const out = changeOf(decided(resolve({ field, value: null, base: 10 }), world));
    expect(out.changes[0].record.content.rows.photos).toEqual({});
    const stays = changeOf(decided(resolve({ field, value: null, choice: 'kept' }), world));
    expect([stays.changes[0].touched, stays.resolves?.choice]).toEqual([[], 'kept']);
  });
});
