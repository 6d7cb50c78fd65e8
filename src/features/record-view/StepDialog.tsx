// Asks for the words of a step. They are kept from the first key on: a dialog closed by mistake opens with them again.
import './steps.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { RecordPage } from '../../db/live.ts';
import type { StepDraft } from '../../db/rows.ts';
import { getStepDraft, putStepDraft } from '../../db/step-drafts.ts';
import { refusedSteps, stepMarks, stepNote } from '../../db/steps.ts';
import { type StepWords, steps, stepWords } from '../../i18n/vi/steps.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { createAutosave } from '../record-form/autosave.ts';
import { useSession } from '../session/context.ts';
import { useStep } from './use-step.ts';

/** Longest note, in characters (wire/operation.ts). */
const noteMost = 2000;
/** Most marks of one return (wire/operation.ts). */
const marksMost = 100;

export type SpokenStep = keyof typeof stepWords;

interface StepDialogProps {
  page: RecordPage;
  step: SpokenStep;
  open: boolean;
  onClose: () => void;
  onDone?: () => void;
  /** Read before the words are written. */
  above?: ComponentChildren;
  /** Ticked already, besides what was kept. */
  ready?: readonly string[];
  /** What may be ticked. */
  marks?: (ticked: readonly string[], tick: (path: string, on: boolean) => void) => ComponentChildren;
}

export function StepDialog({ open, onClose, step, ...props }: StepDialogProps) {
  return (
    <Dialog open={open} title={stepWords[step].title} closeLabel={ui.close} onClose={onClose}>
      {open ? <StepForm {...props} step={step} onClose={onClose} /> : null}
    </Dialog>
  );
}

type StepFormProps = Omit<StepDialogProps, 'open'>;

/** Inside the dialog, so that it begins anew whenever that opens: with what was kept, or with the words that were refused. */
function StepForm(props: StepFormProps) {
  const { page, step, ready = [] } = props;
  const { db } = useSession();
  const [beginning, setBeginning] = useState<StepDraft | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, as the dialog opens
  useEffect(() => {
    const [refused] = refusedSteps(page.attention, step);
    const before = refused ? { note: stepNote(refused.op), marks: stepMarks(refused.op) } : { note: '', marks: [] };
    void getStepDraft(db, page.id, step).then(
      (kept) => setBeginning(withMarks(kept ?? before, ready)),
      () => setBeginning(withMarks(before, ready)),
    );
  }, []);
  return beginning === null ? null : <OpenForm {...props} beginning={beginning} />;
}

const withMarks = ({ note, marks }: StepDraft, ready: readonly string[]): StepDraft => ({
  note,
  marks: [...new Set([...marks, ...ready])],
});

function OpenForm({ page, step, onClose, onDone, above, marks, beginning }: StepFormProps & { beginning: StepDraft }) {
  const { db } = useSession();
  const words: StepWords = stepWords[step];
  const { take, failure, busy } = useStep(page);
  const [draft, setDraft] = useState(beginning);
  const [asked, setAsked] = useState(false);
  const root = useRef<HTMLFormElement>(null);
  const autosave = useMemo(
    () =>
      createAutosave<StepDraft>({
        delayMs: 400,
        write: (value) => putStepDraft(db, page.id, step, isEmpty(value) ? null : value),
        onState: () => undefined,
      }),
    [db, page.id, step],
  );
  useEffect(() => {
    root.current?.querySelector('textarea')?.focus();
    return () => void autosave.flush();
  }, [autosave]);

  const change = (next: StepDraft) => {
    setDraft(next);
    autosave.change(next);
  };
  const note = draft.note.trim();
  const error = asked && words.need !== null && note === '' ? words.need : undefined;
  const submit = async () => {
    if (words.need !== null && note === '') {
      setAsked(true);
      root.current?.querySelector('textarea')?.focus();
      return;
    }
    await autosave.close();
    if (await take(step, { note, marks: draft.marks.slice(0, marksMost) })) {
      onClose();
      onDone?.();
    } else autosave.reopen();
  };
  return (
    <form
      ref={root}
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {above}
      {words.intro ? <p>{words.intro}</p> : null}
      <TextArea
        label={words.label}
        {...(words.need === null ? { note: steps.optional } : {})}
        hint={words.hint}
        rows={4}
        maxLength={noteMost}
        required={words.need !== null}
        value={draft.note}
        error={error}
        count={steps.noteCount(draft.note.length, noteMost)}
        onInput={(text) => change({ ...draft, note: text })}
      />
      {marks?.(draft.marks, (path, on) =>
        change({ ...draft, marks: on ? [...draft.marks, path] : draft.marks.filter((other) => other !== path) }),
      )}
      {failure ? (
        <Notice tone="red" icon="alert" live="alert">
          {steps.failed[failure]}
        </Notice>
      ) : null}
      <div class="dialog-actions step-actions">
        <Button onClick={onClose}>{steps.cancel}</Button>
        <Button variant={step === 'withdraw' ? 'danger' : 'primary'} type="submit" busy={busy}>
          {words.submit}
        </Button>
      </div>
    </form>
  );
}

const isEmpty = ({ note, marks }: StepDraft): boolean => note.trim() === '' && marks.length === 0;
