// Two records that may tell of one deed: beside one another, or one above the other on a phone. The officer says which stays
// and what shall stand where they differ; or that they are two deeds.
import './compare.css';
import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { markNotAlike } from '../../db/alike-pairs.ts';
import { liveRecord, type RecordPage } from '../../db/live.ts';
import type { SaveFailure } from '../../db/save.ts';
import { liveStepsWait, saveMerge } from '../../db/save-merge.ts';
import { alike } from '../../i18n/vi/alike.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { kinds } from '../../shared/domain/kinds.ts';
import { AppBar } from '../../ui/AppBar.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { announce } from '../../ui/LiveRegion.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLive } from '../../ui/use-live.ts';
import type { UnitName } from '../record-view/print-value.ts';
import { useSession } from '../session/context.ts';
import { ComparedRecord } from './ComparedRecord.tsx';
import { comesOver, differencesOf, mayNotMerge, mergePatch, otherSide, type Side, staysByItself } from './compare.ts';
import { forgetChoices, useChoices } from './compare-choices.ts';
import { DifferenceChoice } from './DifferenceChoice.tsx';

interface CompareProps {
  recordId: string;
  otherId: string;
  unitName: UnitName;
}

export function Compare({ recordId, otherId, unitName }: CompareProps) {
  const { db } = useSession();
  const a = useLive(() => liveRecord(db, recordId), [db, recordId]);
  const b = useLive(() => liveRecord(db, otherId), [db, otherId]);
  return (
    <div class="compare-page">
      <AppBar title={alike.title} back={{ href: `/hop-den/${recordId}`, label: alike.back }} />
      {a && b ? (
        <Both pages={{ a, b }} unitName={unitName} />
      ) : (
        <div class="page-content">
          {a === null || b === null ? (
            <Notice tone="muted" icon="info">
              {alike.gone}
            </Notice>
          ) : (
            <Skeleton label={alike.loading} lines={8} />
          )}
        </div>
      )}
    </div>
  );
}

function Both({ pages, unitName }: { pages: Readonly<Record<Side, RecordPage>>; unitName: UnitName }) {
  const { db, me } = useSession();
  const { a, b } = pages;
  const [choices, setChoices] = useChoices(a.id, b.id);
  const { wanted, picks } = choices;
  const stepsWait = useLive(() => liveStepsWait(db, [a.id, b.id]), [db, a.id, b.id]);
  const stays = wanted ?? staysByItself(a, b);
  const because = mayNotMerge(me, a, b, stepsWait ?? false);
  const names = { a: a.dossier ?? alike.noDossier, b: b.dossier ?? alike.noDossier };
  const kind = kinds[a.kind];
  if (!kind) return null;
  const differences = differencesOf(kind, a.view, b.view);
  const taken = comesOver(kind, pages[stays].view, pages[otherSide(stays)].view);
  return (
    <>
      <div class="page-content compare">
        <Choice<Side>
          legend={alike.keep}
          hint={alike.keepHint}
          options={[
            { value: 'a', label: names.a },
            { value: 'b', label: names.b },
          ]}
          value={stays}
          onChange={(side) => setChoices({ ...choices, wanted: side })}
          disabled={because !== null}
        />
        <div class="compare-sides">
          <ComparedRecord page={a} stays={stays === 'a'} />
          <ComparedRecord page={b} stays={stays === 'b'} />
        </div>
        <section class="stack">
          <h2 class="compare-count">{differences.length === 0 ? alike.same : alike.differences(differences.length)}</h2>
          {differences.map((difference) => (
            <DifferenceChoice
              key={difference.key}
              difference={difference}
              stays={stays}
              picks={picks}
              names={names}
              unitName={unitName}
              disabled={because !== null}
              onPick={(chosen) => setChoices({ ...choices, picks: { ...picks, [difference.key]: chosen } })}
            />
          ))}
        </section>
        {taken.length > 0 ? (
          <section class="stack-small">
            <h2>{alike.comesOver(names[otherSide(stays)])}</h2>
            <ul class="compare-taken">
              {taken.map(({ label, names: who, count, isPhotos }) => (
                <li key={label}>
                  {isPhotos ? alike.photos(count) : [label, who.join(', ') || String(count)].join(': ')}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
      <Actions
        stays={pages[stays]}
        goes={pages[otherSide(stays)]}
        because={because === null ? null : alike.mayNot[because]}
        patch={() => mergePatch(differences, stays, picks)}
        home={a.id}
        onDecided={() => forgetChoices(a.id, b.id)}
      />
    </>
  );
}

interface ActionsProps {
  stays: RecordPage;
  goes: RecordPage;
  /** Why they may not be merged; null: they may. */
  because: string | null;
  patch: () => ReturnType<typeof mergePatch>;
  /** The record the comparing began from. */
  home: string;
  onDecided: () => void;
}

function Actions({ stays, goes, because, patch, home, onDecided }: ActionsProps) {
  const { db, deps } = useSession();
  const { route } = useLocation();
  const [failure, setFailure] = useState<SaveFailure['code'] | null>(null);
  const [asks, setAsks] = useState(false);
  const pressed = useRef(false);
  const [staying, going] = [stays.dossier ?? alike.noDossier, goes.dossier ?? alike.noDossier];
  const leaveTo = (id: string, said: string) => {
    onDecided();
    announce(said);
    route(`/hop-den/${id}`, true);
  };
  const merge = async () => {
    if (pressed.current) return;
    pressed.current = true;
    setAsks(false);
    const saved = await saveMerge(db, deps, { stays, goes, patch: patch() });
    pressed.current = false;
    if (saved.ok || saved.error.code === 'nothing-changed') leaveTo(stays.id, alike.saidMerged(going, staying));
    else setFailure(saved.error.code);
  };
  const notAlike = async () => {
    await markNotAlike(db, stays.id, goes.id, deps.now());
    leaveTo(home, alike.saidNotAlike);
  };
  return (
    <div class="page-footer">
      {failure === null ? null : (
        <Notice tone="red" icon="alert" live="alert">
          {alike.failed[failure]}
        </Notice>
      )}
      <div class="row">
        <Button variant="primary" disabled={because !== null} describedBy="merge-does" onClick={() => setAsks(true)}>
          {alike.merge}
        </Button>
        <Button onClick={() => void notAlike()}>{alike.notAlike}</Button>
        <p id="merge-does" class="muted small inbox-reason">
          {because ?? alike.mergeInto(going, staying)}
        </p>
      </div>
      <Dialog
        open={asks && because === null}
        title={alike.mergeAsk(going, staying)}
        closeLabel={ui.close}
        onClose={() => setAsks(false)}
        actions={
          <>
            <Button onClick={() => setAsks(false)}>{ui.cancel}</Button>
            <Button variant="primary" icon="merged" onClick={merge}>
              {alike.mergeYes}
            </Button>
          </>
        }
      >
        <p>{alike.mergeForGood}</p>
      </Dialog>
    </div>
  );
}
