// Who may take which step on a record as it is shown now. The server decides again.
import type { RecordPage } from '../../db/live.ts';
import { textOf } from '../../shared/domain/record.ts';
import { hasRole, mayWriteFor } from '../../shared/domain/role.ts';
import { commands, isOpenFor } from '../../shared/domain/workflow.ts';
import type { Me } from '../../shared/wire/down.ts';

/** Steps that the screens offer. */
export type StepName =
  | 'receive'
  | 'return'
  | 'resubmit'
  | 'comment'
  | 'markEligible'
  | 'markIneligible'
  | 'withdraw'
  | 'restore';

type Standing = Pick<RecordPage, 'status' | 'dossier' | 'view'>;

/** False while only this phone knows the record: there is nothing at the commune to take a step on. */
export function mayTake(step: StepName, { status, dossier, view }: Standing, me: Pick<Me, 'assignments'>): boolean {
  if (status === null || dossier === null) return false;
  if (!mayWriteFor(me, textOf(view.values.unitId) || null)) return false;
  if (step === 'withdraw') return isOpenFor(hasRole(me, 'officer') ? 'office' : 'unit', status);
  const spec = commands[step];
  return spec !== undefined && hasRole(me, ...spec.roles) && spec.from.includes(status);
}
