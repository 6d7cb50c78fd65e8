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
});
