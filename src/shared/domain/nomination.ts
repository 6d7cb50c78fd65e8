// Nomination (đề cử, gương người tốt việc tốt): who did what good, for whom it speaks, and who says so.

import {
  activityFieldKeys,
  confirmMethodKeys,
  consentPurposeKeys,
  proposalKeys,
  sourceKeys,
  subjectClassKeys,
} from './catalogues/choice-keys.ts';
import { amount, choice, civilDate, field, flag, longestText, text, uuid } from './field.ts';
import type { KindSpec } from './kind.ts';
import { countWords, missingFields, missingPhotoOrSentence, missingRow } from './missing.ts';
import { photoRows } from './photo.ts';
import { type Missing, type RecordContent, rowsInOrder, textOf } from './record.ts';

export const subjectTypes = ['individual', 'collective', 'household'] as const;
export type SubjectType = (typeof subjectTypes)[number];

/** A story of a complete dossier, in words. */
export const storyWords = { fewest: 80, most: 500 } as const;

const fields = {
  subjectType: field(choice(subjectTypes), { personal: 'none', need: 'send', publicUse: 'yes' }),
  unitId: field(uuid(), { personal: 'basic', need: 'send', publicUse: 'yes' }),
  title: field(text(100), { personal: 'none', need: 'send', publicUse: 'yes' }),
  happenedOn: field(civilDate(), { personal: 'none', need: 'send', publicUse: 'yes' }),
  activityField: field(choice(activityFieldKeys), { personal: 'none', need: 'complete', publicUse: 'yes' }),
  place: field(text(200), { personal: 'none', need: 'complete', publicUse: 'coarse' }),
  story: field(text(longestText), { personal: 'free-text', need: 'complete', publicUse: 'after-editing' }),
  beyondDuty: field(flag(), { personal: 'none', need: 'complete' }),
  unforeseen: field(flag(), { personal: 'none', need: 'complete' }),
  movementId: field(text(20), { personal: 'none', publicUse: 'yes' }),
  source: field(choice(sourceKeys), { personal: 'none', need: 'complete' }),
  sourceNote: field(text(200), { personal: 'free-text' }),
  proposal: field(choice(proposalKeys), { personal: 'none', need: 'complete' }),
  realPerson: field(flag(), { personal: 'none', need: 'approval', reviewerOnly: true }),
  realDeed: field(flag(), { personal: 'none', need: 'approval', reviewerOnly: true }),
  realEffect: field(flag(), { personal: 'none', need: 'approval', reviewerOnly: true }),
};

const rows = {
  subjects: {
    most: 50,
    fields: {
      /** The person or household itself, the same across records. */
      subjectId: field(uuid(), { personal: 'none' }),
      honorific: field(text(20), { personal: 'basic', publicUse: 'yes' }),
      name: field(text(200), { personal: 'basic', need: 'send', publicUse: 'with-consent' }),
      birth: field(civilDate(), { personal: 'basic', publicUse: 'coarse' }),
      gender: field(choice(['female', 'male', 'other']), { personal: 'basic' }),
      position: field(text(200), { personal: 'basic', need: 'complete', publicUse: 'yes' }),
      classification: field(choice(subjectClassKeys), { personal: 'none', need: 'complete' }),
      address: field(text(200), { personal: 'basic' }),
      phone: field(text(20), { personal: 'restricted' }),
      nationalId: field(text(12), { personal: 'restricted' }),
    },
  },
  results: {
    most: 30,
    fields: {
      indicator: field(text(200), { personal: 'none', need: 'complete', publicUse: 'yes' }),
      amount: field(amount(), { personal: 'none', need: 'complete', publicUse: 'yes' }),
      measure: field(text(40), { personal: 'none', need: 'complete', publicUse: 'yes' }),
    },
  },
  confirmers: {
    most: 20,
    fields: {
      name: field(text(200), { personal: 'basic', need: 'approval' }),
      position: field(text(200), { personal: 'basic', need: 'approval' }),
      method: field(choice(confirmMethodKeys), { personal: 'none', need: 'approval' }),
    },
  },
  consents: {
    most: 40,
    fields: {
      purpose: field(choice(consentPurposeKeys), { personal: 'none', need: 'publishing' }),
      subject: field(uuid(), { personal: 'none' }),
      given: field(flag(), { personal: 'none', need: 'publishing' }),
      signer: field(text(200), { personal: 'basic', need: 'publishing' }),
      relation: field(choice(['self', 'father', 'mother', 'guardian', 'representative']), { personal: 'basic' }),
      phone: field(text(20), { personal: 'restricted' }),
      signedOn: field(civilDate(), { personal: 'none', need: 'publishing' }),
      /** From seven years a child says it too (decree 56/2017/NĐ-CP, article 36). */
      childAgrees: field(flag(), { personal: 'none' }),
    },
  },
  photos: photoRows,
};

export const nomination: KindSpec = {
  kind: 'nomination',
  v: 1,
  upcasters: {},
  dossierPrefix: 'NT',
  fields,
  rows,
  missingToSend: (content) => [
    ...missingRow(content, 'subjects'),
    ...missingFields(nomination, content, ['send']),
    ...missingPhotoOrSentence(content, ['story']),
  ],
  missingToComplete: (content) => [
    ...missingRow(content, 'subjects'),
    ...missingFields(nomination, content, ['send', 'complete']),
    ...storyLength(content),
  ],
  headline: (content) => ({
    title: textOf(content.values.title),
    people: rowsInOrder(content, 'subjects').map(({ row }) => textOf(row.name)),
  }),
};

function storyLength(content: RecordContent): readonly Missing[] {
  const words = countWords(textOf(content.values.story));
  if (words === 0) return []; // already missing as a required field
  if (words < storyWords.fewest) return [{ path: 'story', code: 'story-too-short' }];
  return words > storyWords.most ? [{ path: 'story', code: 'story-too-long' }] : [];
}

/** Neither assigned nor foreseen: an extraordinary achievement may be suggested (đột xuất). Null until both are answered. */
export function suggestsExtraordinary(content: RecordContent): boolean | null {
  const { beyondDuty, unforeseen } = content.values;
  if (typeof beyondDuty !== 'boolean' || typeof unforeseen !== 'boolean') return null;
  return beyondDuty && unforeseen;
}
