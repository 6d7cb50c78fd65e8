// The bar of what can be done with the record: the next step first, the others beside it or behind "Việc khác" on a phone.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RecordPage } from '../../db/live.ts';
import type { SaveFailure } from '../../db/save.ts';
import { inbox } from '../../i18n/vi/inbox.ts';
import { missingSentence } from '../../i18n/vi/missing-sentence.ts';
import { stepSaid, steps } from '../../i18n/vi/steps.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { hasRole } from '../../shared/domain/role.ts';
import { printInstant } from '../../shared/lib/civil-date.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { UnitName } from '../record-view/print-value.ts';
import { mayTake, type StepName } from '../record-view/record-steps.ts';
import { type SpokenStep, StepDialog } from '../record-view/StepDialog.tsx';
import { useStep } from '../record-view/use-step.ts';
import { useSession } from '../session/context.ts';
import { MarkList } from './MarkList.tsx';
import { markGroups } from './marks.ts';
import { receiveChoice, receiveOne } from './receive.ts';
import { useKeys } from './use-keys.ts';

interface ActionsProps {
  page: RecordPage;
  title: string;
  unitName: UnitName;
  mayEdit: boolean;
}

type Asks =
  | { readonly type: 'nothing' }
  /** `ready`: what is asked about already. */
  | { readonly type: 'words'; readonly step: SpokenStep; readonly ready: readonly string[] }
  | { readonly type: 'not-complete' };

const nothing: Asks = { type: 'nothing' };

export function Actions({ page, title, unitName, mayEdit }: ActionsProps) {
  const { me } = useSession();
  const { receive, mayReceive, failure: notReceived } = useReceive(page);
  const { take, failure: notTaken } = useStep(page);
  const [asks, setAsks] = useState<Asks>(nothing);
  const [done, setDone] = useState<StepName | null>(null);
  const [showsMore, setShowsMore] = useState(false);
  const may = (step: StepName) => mayTake(step, page, me);
  const ask = (step: SpokenStep) => () => (may(step) ? setAsks({ type: 'words', step, ready: [] }) : undefined);
  const finish = (step: StepName) => {
    setDone(step);
    setShowsMore(false);
  };
  const receiveNow = async () => {
    if (await receive()) finish('receive');
  };
  const eligible = async () => {
    if (!may('markEligible')) return;
    if (page.missingToComplete.length > 0) setAsks({ type: 'not-complete' });
    else if (await take('markEligible')) finish('markEligible');
  };
  const giveBack = ask('return');
  useKeys({
    r: () => void receiveNow(),
    t: giveBack,
    y: ask('comment'),
    d: () => void eligible(),
    x: ask('markIneligible'),
  });
  const isOfficer = hasRole(me, 'officer');
  const failure = notReceived ? inbox.failed[notReceived] : notTaken ? steps.failed[notTaken] : null;
  return (
    <div class="page-footer">
      {failure === null ? null : (
        <Notice tone="red" icon="alert" live="alert">
          {failure}
        </Notice>
      )}
      {/* Always there, so that what is put in it is said. */}
      <div role="status">{done === null ? null : <Done step={done} title={title} mayReceive={mayReceive} />}</div>
      <div class="inbox-actions">
        <Button
          variant={mayReceive ? 'primary' : 'secondary'}
          icon="received"
          disabled={!mayReceive}
          onClick={receiveNow}
        >
          {inbox.receive}
        </Button>
        {may('return') ? (
          <Button icon="returned" onClick={giveBack}>
            {inbox.giveBack}
          </Button>
        ) : null}
        {isOfficer ? (
          <span class="inbox-more-toggle">
            <IconButton
              icon={showsMore ? 'close' : 'chevronDown'}
              label={showsMore ? inbox.lessToDo : inbox.moreToDo}
              onClick={() => setShowsMore(!showsMore)}
            />
          </span>
        ) : null}
        <div class={showsMore ? 'inbox-more inbox-more-open' : 'inbox-more'}>
          {may('markEligible') ? (
            <Button variant="primary" icon="checkCircle" onClick={eligible}>
              {inbox.eligible}
            </Button>
          ) : null}
          {may('markIneligible') ? (
            <Button icon="stop" onClick={ask('markIneligible')}>
              {inbox.ineligible}
            </Button>
          ) : null}
          {may('comment') ? (
            <Button icon="draft" onClick={ask('comment')}>
              {inbox.comment}
            </Button>
          ) : null}
          {mayEdit ? (
            <Button icon="edit" href={`/r/${page.id}/sua`}>
              {inbox.edit}
            </Button>
          ) : null}
        </div>
        <Reason page={page} />
      </div>
      {asks.type === 'words' ? (
        <StepDialog
          key={asks.step}
          open
          page={page}
          step={asks.step}
          ready={asks.ready}
          onClose={() => setAsks(nothing)}
          onDone={() => finish(asks.step)}
          {...(asks.step === 'return'
            ? {
                marks: (ticked, onTick) => (
                  <MarkList groups={markGroups(page, unitName)} ticked={ticked} onTick={onTick} />
                ),
              }
            : {})}
        />
      ) : null}
      <Dialog
        open={asks.type === 'not-complete'}
        title={steps.notComplete.title}
        closeLabel={ui.close}
        onClose={() => setAsks((now) => (now.type === 'not-complete' ? nothing : now))}
        actions={
          <>
            <Button onClick={() => setAsks(nothing)}>{steps.cancel}</Button>
            {may('return') ? (
              <Button
                variant="primary"
                icon="returned"
                onClick={() =>
                  setAsks({ type: 'words', step: 'return', ready: page.missingToComplete.map(({ path }) => path) })
                }
              >
                {steps.notComplete.returnIt}
              </Button>
            ) : null}
          </>
        }
      >
        <p>{steps.notComplete.intro}</p>
        <ul>
          {[...new Set(page.missingToComplete.map((one) => missingSentence(page.kind, one)))].map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Dialog>
    </div>
  );
}

/** What was done here a moment ago. */
function Done({ step, title, mayReceive }: { step: StepName; title: string; mayReceive: boolean }) {
  if (step === 'receive' && mayReceive) return null;
  return (
    <Notice tone="leaf" icon="checkCircle">
      {step === 'receive' ? inbox.saidReceived(title) : stepSaid[step]}
    </Notice>
  );
}

/** Why it is not received now, or who received it. */
function Reason({ page }: { page: RecordPage }) {
  const { me } = useSession();
  const choice = receiveChoice(page, me);
  if (choice.type === 'may') return null;
  const isOwnReceipt = page.status === 'received' && page.pending > 0;
  return (
    <p class="muted small inbox-reason">
      {isOwnReceipt ? inbox.receivedHere : (receivedBy(page) ?? inbox.mayNot[choice.because])}
    </p>
  );
}

/** Who received it and when, where the state above speaks of something else: photos on their way. */
function receivedBy(page: RecordPage): string | null {
  if (page.state.type === 'received') return null;
  const event = page.events.findLast(({ command }) => command === 'receive');
  return event ? inbox.receivedBy(event.by.name, printInstant(Date.parse(event.receivedAt))) : null;
}

function useReceive(page: RecordPage) {
  const { db, me, deps } = useSession();
  const [failure, setFailure] = useState<SaveFailure['code'] | null>(null);
  const mayReceive = receiveChoice(page, me).type === 'may';
  // From the press until the record is seen to have moved on: a second press in between finds nothing left to do.
  const pressed = useRef(false);
  useEffect(() => {
    if (!mayReceive) pressed.current = false;
  }, [mayReceive]);
  /** True when it is received, also where another tab did it a moment ago: what was wanted is done. */
  const receive = async (): Promise<boolean> => {
    if (!mayReceive || pressed.current) return false;
    pressed.current = true;
    const saved = await receiveOne(db, deps, page);
    const isDone = saved.ok || saved.error.code === 'nothing-changed';
    if (!isDone) pressed.current = false;
    setFailure(saved.ok || isDone ? null : saved.error.code);
    return isDone;
  };
  return { receive, mayReceive, failure };
}
