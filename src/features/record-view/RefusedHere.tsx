// What was refused of a record that has left this phone: the words are still here, to be read, copied and put away.
import type { RecordPage } from '../../db/live.ts';
import { liveRefused } from '../../db/live.ts';
import { steps } from '../../i18n/vi/steps.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useLive } from '../../ui/use-live.ts';
import { useSession } from '../session/context.ts';
import type { UnitName } from './print-value.ts';
import { ClosedEdit } from './Refusals.tsx';

interface RefusedHereProps {
  recordId: RecordPage['id'];
  unitName: UnitName;
}

export function RefusedHere({ recordId, unitName }: RefusedHereProps) {
  const { db } = useSession();
  const rows = useLive(() => liveRefused(db, recordId), [db, recordId]) ?? [];
  if (rows.length === 0) return null;
  return (
    <Notice tone="red" icon="alert" title={steps.refused.gone}>
      {rows.map((row) => (
        // Dossiers of every kind name a field alike; which kind it was is no longer known here.
        <ClosedEdit key={row.opId} kind="nomination" row={row} unitName={unitName} />
      ))}
    </Notice>
  );
}
