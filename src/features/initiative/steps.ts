// The short steps of the wizard, and where each field stands.

import type { Missing } from '../../shared/domain/record.ts';
import { unitsOf } from '../../shared/domain/role.ts';
import { type CivilDay, printCivilDate } from '../../shared/lib/civil-date.ts';
import type { Me } from '../../shared/wire/down.ts';
import { addRow, emptyForm, type RecordForm } from '../record-form/form.ts';

export const stepNames = ['title', 'authors', 'old-way', 'new-way', 'benefit', 'photos', 'review'] as const;
export type StepName = (typeof stepNames)[number];

/** By the first part of a field's path. Every required field has its step. */
export const stepOfField: Readonly<Record<string, StepName>> = {
  title: 'title',
  unitId: 'title',
  happenedOn: 'title',
  activityField: 'title',
  authors: 'authors',
  oldWay: 'old-way',
  newWay: 'new-way',
  benefit: 'benefit',
  photos: 'photos',
};

export const stepOf = ({ path }: Pick<Missing, 'path'>): StepName => stepOfField[path.split('/')[0] ?? ''] ?? 'review';

export function beginInitiative(me: Pick<Me, 'assignments'>, today: CivilDay, authorId: string): RecordForm {
  const [unitId = ''] = unitsOf(me);
  return addRow({ ...emptyForm, values: { unitId, happenedOn: printCivilDate(today) } }, 'authors', authorId);
}

/** The wizard opens where the person stopped: at the first step that still lacks something, else at the review. */
export function resumeAt(missing: readonly Missing[]): StepName {
  const lacking = new Set(missing.map(stepOf));
  return stepNames.find((name) => lacking.has(name)) ?? 'review';
}
