// Where two people wrote different things, the officer chooses: one conflict after another, with keys, with or without signal.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { RecordPage } from '../../db/live.ts';
import type { PersonDb } from '../../db/person-db.ts';
import { conflictsRewritten, keepRewriting } from '../../db/rewriting.ts';
import type { SaveFailure } from '../../db/save.ts';
import { dropRefusedChoice, isChosen, saveResolve } from '../../db/save-resolve.ts';
import { disputes as words } from '../../i18n/vi/disputes.ts';
import type { FieldValue } from '../../shared/domain/field.ts';
import type { Seen } from '../../shared/sync/base.ts';
import type { Resolution } from '../../shared/wire/operation.ts';
import { Button } from '../../ui/Button.tsx';
import { announce } from '../../ui/LiveRegion.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { type Dispute, disputesOf, strayRefusals } from '../record-view/disputes.ts';
import { fieldWords } from '../record-view/field-words.ts';
import type { UnitName } from '../record-view/print-value.ts';
import { useSession } from '../session/context.ts';
import { DisputeCard, RefusedChoice } from './DisputeCard.tsx';
import { useKeys } from './use-keys.ts';

interface DisputeSectionProps {
  page: RecordPage;
  unitName: UnitName;
  /** Another record that waits for a choice; null: there is none. */
  next: string | null;
}

export type Choose = (choice: Resolution['choice'], value: FieldValue, seen: Seen) => void;

export function DisputeSection({ page, unitName, next }: DisputeSectionProps) {
  const { db, deps } = useSession();
  const { route } = useLocation();
  const [failure, setFailure] = useState<SaveFailure['code'] | null>(null);
  const boxes = useBoxes(db);
  const [choseHere, setChoseHere] = useState(false);
  const section = useRef<HTMLElement>(null);
  const disputes = disputesOf(page);
  const strays = strayRefusals(page);
  const open = disputes.filter(({ decision }) => decision?.type !== 'waiting');
  const [current] = open;
  useFocusOnNext(section, choseHere ? (current?.conflict.id ?? 'done') : null);

  const choose = async (dispute: Dispute, ...[choice, value, seen]: Parameters<Choose>) => {
    const { conflict } = dispute;
    const saved = await saveResolve(db, deps, { conflict, choice, value, seen });
    const failed = saved.ok ? null : saved.error.code;
    // The same choice pressed twice is the person's own.
    if (failed === 'nothing-changed' && (await isChosen(db, conflict, { choice, value }))) return;
    setFailure(failed);
    if (failed !== null) return;
    await boxes.end(conflict.id);
    setChoseHere(true);
    announce(words.said(fieldWords(page.kind, conflict.field, page.view)));
  };
  const press = (choice: 'kept' | 'other') => {
    // Half-written words are not put away by a key: the box has buttons of its own.
    if (!current || boxes.open.has(current.conflict.id)) return;
    void choose(current, choice, choice === 'kept' ? current.standing.value : current.other.value, page);
  };
  const goOn = () => (next === null ? undefined : route(`/hop-den/${next}`, true));
  useKeys({
    '1': () => press('kept'),
    '2': () => press('other'),
    '3': () => (current ? boxes.begin(current.conflict.id) : undefined),
    n: goOn,
  });

  if (disputes.length === 0 && strays.length === 0 && !choseHere) return null;
  return (
    <section class="disputes" ref={section}>
      <h2>{words.title}</h2>
      {open.length > 0 ? <p class="muted">{words.intro}</p> : null}
      {failure === null ? null : (
        <Notice tone="red" icon="alert" live="alert">
          {words.failed[failure]}
        </Notice>
      )}
      {strays.map(({ wish, row }) => (
        <RefusedChoice
          key={row.seq}
          page={page}
          decision={{ type: 'refused', wish, row }}
          unitName={unitName}
          onDrop={() => void dropRefusedChoice(db, row.seq)}
        />
      ))}
      {disputes.map((dispute, at) => (
        <DisputeCard
          key={dispute.conflict.id}
          page={page}
          dispute={dispute}
          unitName={unitName}
          place={disputes.length > 1 ? words.at(at + 1, disputes.length) : null}
          isCurrent={dispute === current}
          rewriting={boxes.open.get(dispute.conflict.id) ?? null}
          onRewrite={() => boxes.begin(dispute.conflict.id)}
          onCancelRewrite={() => void boxes.end(dispute.conflict.id)}
          onChoose={(...chosen) => void choose(dispute, ...chosen)}
        />
      ))}
      {open.length === 0 ? (
        <div class="dispute dispute-decided" data-dispute="done" tabIndex={-1}>
          <p>{words.done}</p>
          {next === null ? (
            <p class="muted">{words.last}</p>
          ) : (
            <div>
              <Button variant="primary" icon="forward" onClick={goOn}>
                {words.next}
                <kbd>n</kbd>
              </Button>
            </div>
          )}
        </div>
      ) : null}
    </section>
  );
}

/** Whether the person has just opened a box, or it stands open again because something half-written was kept in it. */
export type BoxState = 'begun' | 'kept';

/** The boxes in which something is written anew, by conflict. What is half-written is in sight again when one comes back. */
function useBoxes(db: PersonDb) {
  const [open, setOpen] = useState<ReadonlyMap<string, BoxState>>(new Map());
  useEffect(() => {
    let isShown = true;
    void conflictsRewritten(db).then((ids) => {
      if (isShown) setOpen((now) => new Map([...ids.map((id) => [id, 'kept'] as const), ...now]));
    });
    return () => {
      isShown = false;
    };
  }, [db]);
  return {
    open,
    begin: (id: string) => setOpen((now) => new Map([...now, [id, 'begun'] as const])),
    end: async (id: string) => {
      await keepRewriting(db, id, null);
      setOpen((now) => new Map([...now].filter(([one]) => one !== id)));
    },
  };
}

/** After a choice the next conflict, or the way on, is in sight and in focus. Null: nothing was chosen here yet. */
function useFocusOnNext(section: { readonly current: HTMLElement | null }, id: string | null): void {
  const before = useRef<string | null>(null);
  useEffect(() => {
    if (id === null || id === before.current) return;
    before.current = id;
    const target = section.current?.querySelector<HTMLElement>(`[data-dispute="${id}"]`);
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: 'nearest' });
  }, [section, id]);
}
