// A form that is never lost: every change is in the database within a second, and at once when the page may be about to die.
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { getDraft, holdDraft, putDraft, releaseDraft } from '../../db/drafts.ts';
import type { PersonDb } from '../../db/person-db.ts';
import type { DraftRow } from '../../db/rows.ts';
import type { Resubmit } from '../../db/save-edit.ts';
import type { KindSpec } from '../../shared/domain/kind.ts';
import { textOf } from '../../shared/domain/record.ts';
import type { SeenRecord } from '../../shared/sync/plan-edit.ts';
import { onLeaving } from '../../ui/on-leaving.ts';
import { useSession } from '../session/context.ts';
import { type Autosave, createAutosave, type SaveState } from './autosave.ts';
import { contentOf } from './draft.ts';
import { parseForm, type RecordForm } from './form.ts';

export interface DraftOptions {
  readonly recordId: string;
  readonly kind: KindSpec;
  readonly mode: 'new' | 'edit';
  /** What the form begins with where no draft is stored; null: it is gone, there is nothing to write on. */
  readonly begin: () => Promise<DraftBeginning | null> | DraftBeginning | null;
  /** The first change, before it is written. */
  readonly onFirstChange?: () => void;
}

export interface DraftBeginning {
  readonly form: RecordForm;
  readonly seen: SeenRecord | null;
}

/** Of a returned record: saving sends it back, and the boxes say what the office asks. */
export interface Correction {
  readonly resubmit: Resubmit;
  /** By path of the field. */
  readonly marks: ReadonlyMap<string, ComponentChildren>;
  /** Of the button that saves. */
  readonly label: string;
}

/** What the screen that changes a record is given, whatever its kind. */
export interface EditorProps {
  readonly recordId: string;
  /** The record as the person sees it now. A stored draft of an earlier day goes before it. */
  readonly beginning: DraftBeginning;
  /** Null: saving changes the record where it stands. */
  readonly correction: Correction | null;
  /** Stands above the form. */
  readonly above: ComponentChildren;
  /** Asks again whether this tab may write. */
  readonly onRetry: () => void;
}

export type DraftState =
  | { readonly type: 'loading' }
  | { readonly type: 'gone' }
  | (DraftBeginning & {
      readonly type: 'open';
      /** reader: another tab writes in it. */
      readonly role: 'writer' | 'reader';
      readonly saved: SaveState;
      /** The browser was killed behind the camera: its photo never came. */
      readonly lostPhoto: boolean;
    });

export interface Draft {
  readonly state: DraftState;
  /** Of a returned record; whoever opens the editor adds it. */
  readonly correction?: Correction | null;
  change(update: (form: RecordForm) => RecordForm): void;
  /** Resolves when what was typed is on the disk. */
  flush(): Promise<void>;
  /** Stores the draft with its mark before the camera app comes to the front (P7). */
  beforeCamera(): Promise<void>;
  /** The camera gave its photo, or nothing. */
  afterCamera(): void;
  /** Writes no more: the draft is about to be saved or thrown away. Gives the newest form. */
  close(): Promise<RecordForm>;
  reopen(): void;
  /** Asks again whether this tab may write. */
  retry(): void;
}

const autosaveMs = 400;

export function useDraft(options: DraftOptions): Draft {
  const { db, deps, holdUpdates } = useSession();
  const { recordId, kind, mode } = options;
  const [state, setState] = useState<DraftState>(() => openAtOnce(options));
  const [turn, setTurn] = useState(0);
  const latest = useRef({ options, state, waitingForPhoto: false, touched: false });
  latest.current.options = options;
  latest.current.state = state;

  const autosave = useMemo<Autosave<DraftBeginning>>(
    () =>
      createAutosave({
        delayMs: autosaveMs,
        write: ({ form, seen }) =>
          putDraft(db, {
            recordId,
            kind: kind.kind,
            mode,
            form,
            seen,
            preview: previewOf(kind, form),
            updatedAt: deps.now(),
            waitingForPhoto: latest.current.waitingForPhoto,
          }),
        onState: (saved) => setState((now) => (now.type === 'open' ? { ...now, saved } : now)),
      }),
    [db, deps, recordId, kind, mode],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks anew
  useEffect(() => {
    let gone = false;
    const loading = load(db, latest.current.options);
    void loading.then((loaded) => {
      // What was typed while the database answered stays.
      if (!gone) setState((now) => (latest.current.touched && now.type === 'open' ? now : loaded));
    });
    return () => {
      gone = true;
      // Here, beside the asking: an effect that runs again for another reason must not let go of the draft.
      void loading.then(() => autosave.flush()).then(() => releaseDraft(recordId));
    };
  }, [db, recordId, turn]);

  useEffect(() => {
    const letGo = holdUpdates();
    const flush = () => void autosave.flush();
    const stop = onLeaving(flush);
    return () => {
      stop();
      letGo();
      flush();
    };
  }, [autosave, holdUpdates]);

  function touch(): void {
    if (latest.current.touched) return;
    latest.current.touched = true;
    latest.current.options.onFirstChange?.();
  }

  return {
    state,
    change(update) {
      const now = latest.current.state;
      if (now.type !== 'open' || now.role === 'reader') return;
      touch();
      // Somebody writes: the camera is gone, also where the browser does not say that it was closed.
      latest.current.waitingForPhoto = false;
      const next = { ...now, form: update(now.form), lostPhoto: false };
      latest.current.state = next; // a second change before the next draw builds on this one
      setState((shown) => ({ ...next, saved: shown.type === 'open' ? shown.saved : 'waiting' }));
      autosave.change({ form: next.form, seen: next.seen });
    },
    flush: () => autosave.flush(),
    async beforeCamera() {
      const now = latest.current.state;
      if (now.type !== 'open') return;
      touch();
      latest.current.waitingForPhoto = true;
      autosave.change({ form: now.form, seen: now.seen });
      await autosave.flush();
    },
    afterCamera() {
      const now = latest.current.state;
      if (!latest.current.waitingForPhoto || now.type !== 'open') return;
      latest.current.waitingForPhoto = false;
      autosave.change({ form: now.form, seen: now.seen });
    },
    async close() {
      await autosave.close();
      const now = latest.current.state;
      if (now.type !== 'open') throw new Error('a draft was closed before it was open');
      return now.form;
    },
    reopen: () => autosave.reopen(),
    retry: () => setTurn((count) => count + 1),
  };
}

/** What a list shows of a draft. */
function previewOf(kind: KindSpec, form: RecordForm): NonNullable<DraftRow['preview']> {
  const { content } = contentOf(kind, form);
  const { unitId, happenedOn } = content.values;
  return { ...kind.headline(content), unitId: textOf(unitId) || null, happenedOn: textOf(happenedOn) || null };
}

/** A new form is there in the first frame; the database is asked meanwhile. */
function openAtOnce({ begin, mode }: DraftOptions): DraftState {
  if (mode === 'edit') return { type: 'loading' };
  const beginning = begin();
  return beginning !== null && !(beginning instanceof Promise) ? open(beginning, 'writer') : { type: 'loading' };
}

async function load(db: PersonDb, { recordId, begin }: DraftOptions): Promise<DraftState> {
  const [role, stored] = await Promise.all([holdDraft(recordId), getDraft(db, recordId)]);
  const form = stored ? parseForm(stored.form) : null;
  if (stored && form)
    return { ...open({ form, seen: stored.seen }, role), saved: 'saved', lostPhoto: stored.waitingForPhoto };
  const beginning = await begin();
  return beginning === null ? { type: 'gone' } : open(beginning, role);
}

const open = (beginning: DraftBeginning, role: 'writer' | 'reader') =>
  ({ ...beginning, type: 'open', role, saved: 'clean', lostPhoto: false }) as const;
