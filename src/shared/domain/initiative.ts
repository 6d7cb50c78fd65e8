// Initiative (sáng kiến), short form: who found a better way, the old way, the new way, and what it brings.
import { activityFieldKeys, subjectClassKeys } from './catalogues/choice-keys.ts';
import { choice, civilDate, field, longestText, text, uuid, wholeNumber } from './field.ts';
import type { KindSpec } from './kind.ts';
import { missingFields, missingPhotoOrSentence, missingRow } from './missing.ts';
import { photoRows } from './photo.ts';
import { type Missing, type RecordContent, rowsInOrder, textOf } from './record.ts';

/** Shares of the authors are whole tenths of a percent and make exactly this much together. */
export const wholeShare = 1000;

const fields = {
  unitId: field(uuid(), { personal: 'basic', need: 'send', publicUse: 'yes' }),
  title: field(text(250), { personal: 'none', need: 'send', publicUse: 'yes' }),
  happenedOn: field(civilDate(), { personal: 'none', need: 'send', publicUse: 'yes' }),
  activityField: field(choice(activityFieldKeys), { personal: 'none', need: 'complete', publicUse: 'yes' }),
  oldWay: field(text(longestText), { personal: 'free-text', need: 'complete', publicUse: 'after-editing' }),
  newWay: field(text(longestText), { personal: 'free-text', need: 'complete', publicUse: 'after-editing' }),
  benefit: field(text(longestText), { personal: 'free-text', need: 'complete', publicUse: 'after-editing' }),
  movementId: field(text(20), { personal: 'none', publicUse: 'yes' }),
  sourceNote: field(text(200), { personal: 'free-text' }),
};

const rows = {
  authors: {
    most: 20,
    fields: {
      subjectId: field(uuid(), { personal: 'none' }),
      honorific: field(text(20), { personal: 'basic', publicUse: 'yes' }),
      name: field(text(200), { personal: 'basic', need: 'send', publicUse: 'with-consent' }),
      birth: field(civilDate(), { personal: 'basic', publicUse: 'coarse' }),
      position: field(text(200), { personal: 'basic', need: 'complete', publicUse: 'yes' }),
      classification: field(choice(subjectClassKeys), { personal: 'none' }),
      phone: field(text(20), { personal: 'restricted' }),
      /** Tenths of a percent. */
      share: field(wholeNumber(1, wholeShare), { personal: 'none', need: 'complete', publicUse: 'yes' }),
    },
  },
  photos: photoRows,
};

export const initiative: KindSpec = {
  kind: 'initiative',
  v: 1,
  upcasters: {},
  dossierPrefix: 'SK',
  fields,
  rows,
  missingToSend: (content) => [
    ...missingRow(content, 'authors'),
    ...missingFields(initiative, content, ['send']),
    ...missingPhotoOrSentence(content, ['newWay', 'oldWay', 'benefit']),
  ],
  missingToComplete: (content) => [
    ...missingRow(content, 'authors'),
    ...missingFields(initiative, content, ['send', 'complete']),
    ...sharesNotWhole(content),
  ],
  headline: (content) => ({
    title: textOf(content.values.title),
    people: rowsInOrder(content, 'authors').map(({ row }) => textOf(row.name)),
  }),
};

/** Sum of the authors' shares in tenths of a percent; authors without one count as nothing. */
export function sumOfShares(content: RecordContent): number {
  return rowsInOrder(content, 'authors').reduce(
    (sum, { row }) => sum + (typeof row.share === 'number' ? row.share : 0),
    0,
  );
}

function sharesNotWhole(content: RecordContent): readonly Missing[] {
  return sumOfShares(content) === wholeShare ? [] : [{ path: 'authors', code: 'shares-not-100' }];
}
