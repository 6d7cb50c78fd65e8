// Steps of this phone that the feed has not brought back: they show at once, with what was said.
import './steps.css';
import type { RecordPage } from '../../db/live.ts';
import { stepMarks, stepName, stepNote } from '../../db/steps.ts';
import { fieldLabel } from '../../i18n/vi/catalogue-labels.ts';
import { stepLabel } from '../../i18n/vi/records.ts';
import { steps } from '../../i18n/vi/steps.ts';

export function PendingSteps({ page }: { page: Pick<RecordPage, 'kind' | 'local' | 'events'> }) {
  const told = new Set(page.events.map(({ opId }) => opId));
  const rows = page.local.filter(
    ({ state, op, opId }) => state !== 'attention' && stepName(op) !== null && !told.has(opId),
  );
  if (rows.length === 0) return null;
  return (
    <section class="stack-small">
      <h3>{steps.pendingTitle}</h3>
      <ul class="plain-list stack-small">
        {rows.map(({ opId, op }) => (
          <li key={opId}>
            <p class="record-event">{stepLabel(stepName(op))}</p>
            {stepNote(op) === '' ? null : <p class="step-note">{stepNote(op)}</p>}
            <AskedAbout kind={page.kind} paths={stepMarks(op)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function AskedAbout({ kind, paths }: { kind: string; paths: readonly string[] }) {
  if (paths.length === 0) return null;
  const names = [...new Set(paths.map((path) => fieldLabel(kind, path)))];
  return <p class="small">{steps.asked(names.join(', '))}</p>;
}
