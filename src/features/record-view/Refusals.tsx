// Why something of this record was refused, that nothing of it is lost, and the way on.
import './steps.css';
import type { RecordPage } from '../../db/live.ts';
import { putAway } from '../../db/put-away.ts';
import { stepMarks, stepName, stepNote } from '../../db/steps.ts';
import { refusalSentence } from '../../i18n/vi/problems.ts';
import { attention } from '../../i18n/vi/record-view.ts';
import { stepLabel } from '../../i18n/vi/records.ts';
import { steps } from '../../i18n/vi/steps.ts';
import type { OutboxRow } from '../../shared/sync/outbox.ts';
import { Button } from '../../ui/Button.tsx';
import { announce } from '../../ui/LiveRegion.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useSession } from '../session/context.ts';
import { CopyText } from './CopyText.tsx';
import { AskedAbout } from './PendingSteps.tsx';
import { PutAway } from './PutAway.tsx';
import type { UnitName } from './print-value.ts';
import { mayTake, type StepName } from './record-steps.ts';
import { refusedWords } from './refused-words.ts';
import { useStep } from './use-step.ts';

interface RefusalsProps {
  page: RecordPage;
  /** Where a refused edit is corrected; null: it cannot be now, and then it may be put away as well. */
  editHref: string | null;
  unitName: UnitName;
}

export function Refusals({ page, editHref, unitName }: RefusalsProps) {
  const refusedSteps = page.attention.filter(({ op }) => stepName(op) !== null);
  const edits = page.attention.filter(({ op }) => stepName(op) === null);
  if (page.attention.length === 0) return null;
  return (
    <Notice tone="red" icon="alert" title={attention.title}>
      <div class="stack-small">
        {refusedSteps.map((row) => (
          <RefusedStep key={row.opId} page={page} row={row} />
        ))}
        {edits.length > 0 && editHref !== null ? <RefusedEdits rows={edits} /> : null}
        {editHref === null
          ? edits.map((row) => <ClosedEdit key={row.opId} kind={page.kind} row={row} unitName={unitName} />)
          : null}
        {page.pending > 0 ? <p>{steps.refused.later(page.pending)}</p> : null}
      </div>
    </Notice>
  );
}

/** An edit: its words still stand in the record, and the form corrects them. */
function RefusedEdits({ rows }: { rows: readonly OutboxRow[] }) {
  return (
    <div>
      {[...new Set(rows.flatMap(({ refusal }) => (refusal ? [refusalSentence(refusal)] : [])))].map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p>{attention.kept}</p>
    </div>
  );
}

function RefusedStep({ page, row }: { page: RecordPage; row: OutboxRow }) {
  const { me } = useSession();
  const { take, failure, busy } = useStep(page);
  const name = stepName(row.op);
  const again = steppable.find((step) => step === name && mayTake(step, page, me));
  const note = stepNote(row.op);
  return (
    <div class="refused-step stack-small">
      <p>
        <strong>{steps.refused.step(stepLabel(name))}.</strong> {row.refusal ? refusalSentence(row.refusal) : ''}
      </p>
      {note === '' ? null : (
        <>
          <p>{steps.refused.yourWords}</p>
          <p class="step-note">{note}</p>
        </>
      )}
      <AskedAbout kind={page.kind} paths={stepMarks(row.op)} />
      {failure ? <p role="alert">{steps.failed[failure]}</p> : null}
      <div class="row">
        {note === '' ? null : <CopyText text={note} />}
        {again ? (
          <Button busy={busy} onClick={() => void take(again, { note, marks: stepMarks(row.op) })}>
            {steps.refused.again}
          </Button>
        ) : null}
        <PutAwayRow row={row} label={steps.refused.putAway} hasWords={note !== ''} />
      </div>
    </div>
  );
}

const steppable: readonly StepName[] = [
  'receive',
  'return',
  'resubmit',
  'comment',
  'markEligible',
  'markIneligible',
  'withdraw',
  'restore',
];

interface ClosedEditProps {
  kind: string;
  row: OutboxRow;
  unitName: UnitName;
}

/** An edit that the form cannot correct any more: its words can be read, copied and put away. */
export function ClosedEdit({ kind, row, unitName }: ClosedEditProps) {
  const words = refusedWords(kind, row.op, unitName);
  return (
    <div class="refused-step stack-small">
      {row.refusal ? <p>{refusalSentence(row.refusal)}</p> : null}
      {words.length > 0 ? (
        <>
          <p>{steps.refused.yourWords}</p>
          <p class="step-note">{words.join('\n')}</p>
        </>
      ) : null}
      <div class="row">
        {words.length > 0 ? <CopyText text={words.join('\n')} /> : null}
        <PutAwayRow
          row={row}
          label={stepName(row.op) === null ? steps.refused.putAwayEdit : steps.refused.putAway}
          hasWords={words.length > 0}
        />
      </div>
    </div>
  );
}

/** Of what was refused. */
function PutAwayRow({ row, label, hasWords }: { row: OutboxRow; label: string; hasWords: boolean }) {
  const { db, deps } = useSession();
  const put = () => putAway(db, deps, row.seq).then((done) => done && announce(steps.refused.putAwayDone));
  return <PutAway label={label} hasWords={hasWords} onPutAway={() => void put()} />;
}
