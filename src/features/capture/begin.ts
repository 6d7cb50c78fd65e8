// What a new nomination begins with: an individual of the person's own unit, today.
import { unitsOf } from '../../shared/domain/role.ts';
import { type CivilDay, printCivilDate } from '../../shared/lib/civil-date.ts';
import type { Me } from '../../shared/wire/down.ts';
import { addRow, emptyForm, type RecordForm } from '../record-form/form.ts';

export function beginNomination(me: Pick<Me, 'assignments'>, today: CivilDay, subjectId: string): RecordForm {
  const [unitId = ''] = unitsOf(me);
  const values = { subjectType: 'individual', unitId, happenedOn: printCivilDate(today) };
  return addRow({ ...emptyForm, values }, 'subjects', subjectId);
}
