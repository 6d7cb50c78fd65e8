import { describe, expect, it } from 'vitest';
import { rowsToTakeOver } from '../../../../src/shared/sync/merge-rows.ts';
import { aNomination, aPhotoRow, aSubjectRowId, testId } from '../../../support/builders.ts';

const [theirAn, binh, consent] = [testId(1), testId(2), testId(3)];

describe('[S6] rows of a record that becomes part of another', () => {
  const own = aNomination();
  const other = aNomination(
    {},
    {
      subjects: { [theirAn]: { order: 1, name: 'tran van an' }, [binh]: { order: 2, name: 'Lê Văn Bình' } },
      consents: {
        [consent]: { order: 1, subject: theirAn, purpose: 'internet', given: true },
        [testId(4)]: { order: 2, subject: binh, purpose: 'internet', given: false },
      },
    },
  );

  it('a person named in both stays once, and what was said of them speaks of the one that stays', () => {
    const { content, added } = rowsToTakeOver(own, other, {});
    expect(Object.keys(content.rows.subjects ?? {})).toEqual([aSubjectRowId, binh]);
    expect(content.rows.consents?.[consent]).toMatchObject({ subject: aSubjectRowId, given: true });
    expect(content.rows.consents?.[testId(4)]).toMatchObject({ subject: binh });
    expect(added).toEqual([`subjects/${binh}`, `consents/${consent}`, `consents/${testId(4)}`]);
  });

  const people = (from: number, names: readonly string[]) => ({
    values: {},
    rows: { subjects: Object.fromEntries(names.map((name, at) => [testId(from + at), { order: at + 1, name }])) },
  });
  const comes = (mine: readonly string[], theirs: readonly string[]) => {
    const other = people(0x700, theirs);
    const { added } = rowsToTakeOver(people(0x600, mine), other, {});
    return added.map((key) => other.rows.subjects[key.replace('subjects/', '')]?.name);
  };

  it.each([
    ['whose names differ by a mark are two', ['Hùng'], ['Hưng', 'Hùng'], ['Hưng']],
    [
      'of one name in the other are two, of whom one is here',
      ['Trần Văn An'],
      ['Trần Văn An', 'TRẦN VĂN AN'],
      ['TRẦN VĂN AN'],
    ],
    ['typed without marks is the one with marks', ['Hùng'], ['hung'], []],
    ['typed without marks is not somebody who is there with the same marks', ['hung', 'Hùng'], ['Hùng', 'Hưng'], []],
    ['is known by either way of writing the tone', ['Lê Thị Hoà'], ['Lê Thị Hòa'], []],
  ])('a person %s', (_, mine, theirs, come) => {
    expect(comes(mine, theirs)).toEqual(come);
  });

  it('the same consent given in both stays once', () => {
    const mine = { [testId(9)]: { order: 1, subject: aSubjectRowId, purpose: 'internet', given: true } };
    const theirs = { [consent]: { order: 4, subject: theirAn, purpose: 'internet', given: true } };
    const { added } = rowsToTakeOver(
      aNomination({}, { consents: mine }),
      { ...other, rows: { ...other.rows, consents: theirs } },
      {},
    );
    expect(added).toEqual([`subjects/${binh}`]);
  });

  it('a photo sent from two phones stays once; one the survivor had taken out does not come back', () => {
    const [mine, same, gone] = [testId(0x61), testId(0x62), testId(0x63)];
    const photo = { ...aPhotoRow(2), sha256: 'ef'.repeat(32) };
    const { added } = rowsToTakeOver(
      aNomination({}, { photos: { [mine]: aPhotoRow(1) } }),
      aNomination({}, { photos: { [same]: aPhotoRow(5), [gone]: photo } }),
      { [`photos/${gone}`]: photo },
    );
    expect(added).toEqual([]);
  });

  it('two photos that no phone could read yet are two: nothing tells that they show the same', () => {
    const [mine, theirs] = [testId(0x61), testId(0x62)];
    const { added } = rowsToTakeOver(
      aNomination({}, { photos: { [mine]: { order: 1, caption: 'Lúc trao ví' } } }),
      aNomination({}, { photos: { [theirs]: { order: 1, caption: 'Lúc trao ví' } } }),
      {},
    );
    expect(added).toEqual([`photos/${theirs}`]);
  });
});
