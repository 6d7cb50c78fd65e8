// "Viết lại": a box with what stands, checked by the field's own schema while one types, and kept until it is used or given up.
import { useEffect, useRef, useState } from 'preact/hooks';
import { keepRewriting, type Rewriting, rewritingOf } from '../../db/rewriting.ts';
import { disputes as words } from '../../i18n/vi/disputes.ts';
import { missingAtField, mustChoose, typedProblems } from '../../i18n/vi/missing.ts';
import { ui } from '../../i18n/vi/ui.ts';
import type { FieldSpec, FieldValue } from '../../shared/domain/field.ts';
import { civilToday } from '../../shared/lib/civil-date.ts';
import { nfc } from '../../shared/lib/fold.ts';
import type { Seen } from '../../shared/sync/base.ts';
import { Button } from '../../ui/Button.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { onLeaving } from '../../ui/on-leaving.ts';
import { Select } from '../../ui/Select.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { printTyped, readTyped } from '../record-form/typed-value.ts';
import { useUnits } from '../record-form/UnitField.tsx';
import { printValue } from '../record-view/print-value.ts';
import { useSession } from '../session/context.ts';
import type { RewriteControl } from './rewrite-control.ts';

export interface RewriteProps {
  conflictId: string;
  label: string;
  /** The field's own name: `title`, `name`. */
  name: string;
  spec: FieldSpec;
  control: RewriteControl;
  /** What the box begins with. */
  value: FieldValue;
  /** What the person saw when they opened the box. */
  seen: Seen;
  /** False where the box stands open again by itself: the person is not there yet. */
  focuses: boolean;
  onUse: (value: FieldValue, seen: Seen) => void;
  onCancel: () => void;
}

/** Within a second of the last letter it is on the disk. */
const keepAfterMs = 400;

export function Rewrite(props: RewriteProps) {
  const { db } = useSession();
  const [begun, setBegun] = useState<Rewriting | null>(null);
  const { conflictId, name, value, seen } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the box begins once; what comes later is not put into it
  useEffect(() => {
    let isShown = true;
    const fresh = { text: printTyped(name, value), seen };
    void rewritingOf(db, conflictId).then((kept) => {
      if (isShown) setBegun(kept ?? fresh);
    });
    return () => {
      isShown = false;
    };
  }, [db, conflictId]);
  return begun === null ? null : <Box {...props} begun={begun} />;
}

function Box({ begun, ...props }: RewriteProps & { begun: Rewriting }) {
  const { db, deps } = useSession();
  const { conflictId, name, spec, focuses, onUse, onCancel } = props;
  const [text, setText] = useState(begun.text);
  const [asked, setAsked] = useState(false);
  const [asksEmpty, setAsksEmpty] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focuses) root.current?.querySelector<HTMLElement>('input, textarea, select')?.focus();
  }, [focuses]);
  const keepNow = useKept(text, begun, (kept) => keepRewriting(db, conflictId, kept));
  const read = readTyped(name, spec, text, civilToday(deps.now()));
  const isMissing = read.ok && read.value === null && spec.need === 'send';
  const missing = props.control.type === 'text' ? missingAtField.required : mustChoose;
  // A text that is too long is said while typing, everything else when it is to be used.
  const error = !read.ok && (asked || read.error === 'too-long') ? typedProblems[read.error] : undefined;
  // What is still unkept is kept first: written after the box has ended, it would stand open again.
  const finish = (value: FieldValue) => {
    keepNow();
    setAsksEmpty(false);
    onUse(value, begun.seen);
  };
  const use = () => {
    if (!read.ok || isMissing) setAsked(true);
    else if (read.value === null) setAsksEmpty(true);
    else finish(read.value);
  };
  const giveUp = () => {
    keepNow();
    onCancel();
  };
  return (
    <div class="stack-small" ref={root}>
      <Control {...props} text={text} onInput={setText} error={error ?? (asked && isMissing ? missing : undefined)} />
      <div class="row">
        <Button variant="primary" icon="check" onClick={use}>
          {words.rewriteYes}
        </Button>
        <Button variant="quiet" onClick={giveUp}>
          {ui.cancel}
        </Button>
      </div>
      <Dialog
        open={asksEmpty}
        title={words.emptyAsk(props.label)}
        closeLabel={ui.close}
        onClose={() => setAsksEmpty(false)}
        actions={
          <>
            <Button onClick={() => setAsksEmpty(false)}>{ui.cancel}</Button>
            <Button variant="primary" onClick={() => finish(null)}>
              {words.emptyYes}
            </Button>
          </>
        }
      >
        <p>{words.emptyMeans}</p>
      </Dialog>
    </div>
  );
}

interface ControlProps extends Pick<RewriteProps, 'label' | 'name' | 'control'> {
  text: string;
  onInput: (text: string) => void;
  error: string | undefined;
}

function Control({ label, name, control, text, onInput, error }: ControlProps) {
  const units = useUnits();
  const unitName = (id: string) => units.find((unit) => unit.id === id)?.name ?? null;
  const box = { label, value: text, onInput, error, hint: words.rewriteHint };
  switch (control.type) {
    case 'choice':
    case 'unit': {
      const keys = control.type === 'unit' ? units.map(({ id }) => id) : control.keys;
      const options = keys.map((key) => ({ value: key, label: printValue(name, key, unitName) }));
      return <Select {...box} onChange={onInput} placeholder={words.choose} options={options} />;
    }
    case 'date':
      return <DateField {...box} pickLabel={ui.pickDate} placeholder={ui.datePlaceholder} />;
    case 'text': {
      const { most } = control;
      const count = most === null ? {} : { count: words.length(nfc(text).trim().length, most) };
      return most !== null && most > 300 ? (
        <TextArea {...box} {...count} rows={8} />
      ) : (
        <TextField {...box} {...count} autoCapitalize="sentences" />
      );
    }
  }
}

/** Keeps what is typed a moment after the last letter, and at once when the box or the page leaves the screen. */
function useKept(text: string, begun: Rewriting, keep: (kept: Rewriting) => unknown): () => void {
  const kept = useRef(begun.text);
  const latest = useRef({ text, keep });
  latest.current = { text, keep };
  const keepNow = useRef(() => {
    if (latest.current.text === kept.current) return;
    kept.current = latest.current.text;
    void latest.current.keep({ text: kept.current, seen: begun.seen });
  }).current;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `text` says when to wait anew
  useEffect(() => {
    const soon = setTimeout(keepNow, keepAfterMs);
    return () => clearTimeout(soon);
  }, [text, keepNow]);
  useEffect(() => {
    const stop = onLeaving(keepNow);
    return () => {
      stop();
      keepNow();
    };
  }, [keepNow]);
  return keepNow;
}
