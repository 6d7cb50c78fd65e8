// What a form screen needs: boxes bound to the draft, what is wrong in them, what is missing, and save.
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PhotoRow } from '../../db/rows.ts';
import type { SaveFailure } from '../../db/save.ts';
import { missingAtField, mustChoose, typedProblems } from '../../i18n/vi/missing.ts';
import type { KindSpec } from '../../shared/domain/kind.ts';
import { emptyContent, type Missing, type RecordContent } from '../../shared/domain/record.ts';
import { type CivilDay, civilToday } from '../../shared/lib/civil-date.ts';
import { useSession } from '../session/context.ts';
import { contentOf, type FieldProblem } from './draft.ts';
import { type RecordForm, rowsOf, setRowValue, setValue, textAt } from './form.ts';
import { lastSyncDay, laterDay, loadSaveEdit, photoFactsById, saveRecord } from './save-record.ts';
import type { Correction, Draft, DraftState } from './use-draft.ts';

/** What a text box takes from the form it stands in. */
export interface Box {
  readonly value: string;
  readonly onInput: (text: string) => void;
  /** From now on the box says what is wrong with its text. */
  readonly onBlur: () => void;
  readonly error: ComponentChildren;
  readonly readOnly: boolean;
}

export interface Boxes {
  readonly form: RecordForm;
  readonly readOnly: boolean;
  readonly change: (update: (form: RecordForm) => RecordForm) => void;
  box(name: string): Box;
  rowBox(set: string, rowId: string, name: string): Box;
  errorAt(path: string): string | undefined;
}

export interface RecordFormState extends Boxes {
  readonly content: RecordContent;
  /** Boxes whose text has no value, said or not yet. */
  readonly problems: readonly FieldProblem[];
  readonly missingToComplete: readonly Missing[];
  readonly saving: boolean;
  readonly failure: SaveFailure['code'] | null;
  /** Save was pressed and the form was not ready. */
  readonly asked: boolean;
  /** How often; every time the first error is brought into sight. */
  readonly refusals: number;
  /** Paths of the boxes that say what is wrong. */
  readonly wrong: readonly string[];
  /** Asked before a new record is saved that looks like another one; null: nothing is asked. */
  readonly question: ComponentChildren;
  /** What the office asks about, by path. */
  readonly marks: Correction['marks'] | undefined;
  /** True when it was saved. Otherwise the boxes say why not. */
  save(): Promise<boolean>;
}

/** Saving waits for the question no longer than this. */
const soon = () => new Promise<void>((done) => setTimeout(done, 2_000));
/** The question and the looking up are a part of their own: the form opens without them, and saves without them. */
const loadAlikeQuestion = () => import('./AlikeQuestion.tsx').catch(() => undefined);

export type OpenDraft = Extract<DraftState, { type: 'open' }>;

export function useRecordForm(
  kind: KindSpec,
  recordId: string,
  draft: Draft,
  state: OpenDraft,
  photos: readonly PhotoRow[],
): RecordFormState {
  const { db, deps } = useSession();
  const [refusals, setRefusals] = useState(0);
  const asked = refusals > 0;
  // Of the form as it was then: what is changed afterwards has not failed yet.
  const [failed, setFailed] = useState<{ readonly code: SaveFailure['code']; readonly form: RecordForm } | null>(null);
  const [saving, setSaving] = useState(false);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [syncDay, setSyncDay] = useState<CivilDay | null>(null);
  const [question, setQuestion] = useState<ComponentChildren>(null);
  const inHand = useRef(false);
  const { form, seen } = state;
  const readOnly = state.role === 'reader';
  const isEdit = seen !== null;
  // While a person writes in the second box; the first one is not kept waiting for it.
  const isUnderWay = left.size > 0;
  useEffect(() => {
    if (isEdit)
      loadSaveEdit().catch(() => undefined); // pressing save tries again, and says so
    else if (isUnderWay) void loadAlikeQuestion();
  }, [isEdit, isUnderWay]);
  useEffect(() => void lastSyncDay(db).then(setSyncDay), [db]);
  const lastDay = laterDay(civilToday(deps.now()), syncDay);

  const { content, problems } = useMemo(
    () => contentOf(kind, form, seen?.content ?? emptyContent, photoFactsById(photos), lastDay),
    [kind, form, seen, photos, lastDay],
  );
  const errors = useMemo(
    () => errorsOf(form, problems, asked ? kind.missingToSend(content) : [], asked, left),
    [kind, form, content, problems, asked, left],
  );
  const missingToComplete = useMemo(() => kind.missingToComplete(content), [kind, content]);

  async function save(): Promise<boolean> {
    if (inHand.current || readOnly) return false;
    inHand.current = true;
    setSaving(true);
    setFailed(null);
    try {
      if (!(await mayBeNew())) return false;
      const newest = await draft.close();
      const outcome = await saveRecord(db, deps, kind, {
        recordId,
        form: newest,
        seen,
        resubmit: draft.correction?.resubmit,
      });
      if (outcome.type === 'saved') return true;
      draft.reopen();
      if (outcome.type === 'incomplete') setRefusals((count) => count + 1);
      else setFailed({ code: outcome.code, form: newest });
      return false;
    } finally {
      inHand.current = false;
      setSaving(false);
    }
  }

  /** False: it looks like a record that is here, and the person would rather look at that first. */
  async function mayBeNew(): Promise<boolean> {
    if (isEdit || problems.length > 0 || kind.missingToSend(content).length > 0) return true; // said instead
    const part = await Promise.race([loadAlikeQuestion(), soon()]);
    return !part || part.mayBeNew(db, kind, content, recordId, draft.flush, setQuestion);
  }

  const marks = draft.correction?.marks;
  /** What every box has, wherever it stands. */
  const boxAt = (path: string) => ({
    onBlur: () => {
      if (!left.has(path)) setLeft(new Set(left).add(path));
    },
    error: errors.get(path) ?? marks?.get(path),
    readOnly,
  });

  return {
    form,
    readOnly,
    content,
    problems,
    missingToComplete,
    saving,
    failure: failed?.form === form ? failed.code : null,
    asked,
    refusals,
    wrong: [...errors.keys()],
    question,
    marks,
    save,
    change: draft.change,
    errorAt: (path) => errors.get(path),
    box: (name) => ({
      ...boxAt(name),
      value: textAt(form, name),
      onInput: (text) => draft.change((now) => setValue(now, name, text)),
    }),
    rowBox: (set, rowId, name) => ({
      ...boxAt(`${set}/${rowId}/${name}`),
      value: form.rows[set]?.find((row) => row.id === rowId)?.values[name] ?? '',
      onInput: (text) => draft.change((now) => setRowValue(now, set, rowId, name, text)),
    }),
  };
}

/** A text that is too long is said while typing, what cannot be read once its box is left, what is missing at save. */
function errorsOf(
  form: RecordForm,
  problems: readonly FieldProblem[],
  missing: readonly Missing[],
  asked: boolean,
  left: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const errors = new Map<string, string>();
  for (const { path, code } of missing) {
    const box = boxOf(form, path);
    // Of what cannot be sent without, the unit alone is chosen from a list that begins empty.
    errors.set(box, path === 'unitId' ? mustChoose : missingAtField[box === path ? code : 'required']);
  }
  for (const { path, code } of problems)
    if (asked || code === 'too-long' || left.has(path)) errors.set(path, typedProblems[code]);
  return errors;
}

/** A missing set is said at the name of its first row, where the person can mend it. */
function boxOf(form: RecordForm, path: string): string {
  const first = rowsOf(form, path)[0];
  return first ? `${path}/${first.id}/name` : path;
}

/** After every refused save: the first box with an error, in sight and in focus. */
export function useFocusOnRefusal(root: RefObject<HTMLElement | null>, refusals: number): void {
  useEffect(() => {
    if (refusals === 0) return;
    // Sections with an error open first, in the draw after this one.
    const soon = setTimeout(() => focusFirstError(root.current), 50);
    return () => clearTimeout(soon);
  }, [root, refusals]);
}

function focusFirstError(root: HTMLElement | null): void {
  const field = root?.querySelector('.field-error')?.closest('.field');
  field?.querySelector<HTMLElement>('input, textarea, select')?.focus({ preventScroll: true });
  // In the middle: the bar at the lower edge would hide it.
  field?.scrollIntoView({ block: 'center' });
}
