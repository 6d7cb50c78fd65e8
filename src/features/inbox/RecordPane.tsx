// One record beside the queue, or alone on a phone: who proposes, the record itself, and the bar of what can be done with it.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { liveRecord, type RecordPage } from '../../db/live.ts';
import type { SaveFailure } from '../../db/save.ts';
import { inbox } from '../../i18n/vi/inbox.ts';
import { textOf } from '../../shared/domain/record.ts';
import { hasRole } from '../../shared/domain/role.ts';
import { isOpenFor } from '../../shared/domain/workflow.ts';
import { printInstant } from '../../shared/lib/civil-date.ts';
import { AppBar } from '../../ui/AppBar.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLive } from '../../ui/use-live.ts';
import type { UnitName } from '../record-view/print-value.ts';
import { RecordBody } from '../record-view/RecordBody.tsx';
import { useSession } from '../session/context.ts';
import { StateBadge } from '../session/StateBadge.tsx';
import { AlikeNotices, comparedWith } from './AlikeNotices.tsx';
import { Compare } from './Compare.tsx';
import { DisputeSection } from './DisputeSection.tsx';
import { receiveChoice, receiveOne } from './receive.ts';
import { useKeys } from './use-keys.ts';

interface RecordPaneProps {
  recordId: string;
  unitName: UnitName;
  /** Another record in which two people wrote different things. */
  nextDisputed: string | null;
  /** Records that may tell of the same deed. */
  alikes: readonly string[];
}

const back = { href: '/hop-den', label: inbox.back };

export function RecordPane(props: RecordPaneProps) {
  const other = useLocation().query[comparedWith];
  return other ? <Compare key={other} {...props} otherId={other} /> : <OneRecord {...props} />;
}

function OneRecord({ recordId, ...beside }: RecordPaneProps) {
  const { db } = useSession();
  const page = useLive(() => liveRecord(db, recordId), [db, recordId]);
  if (page === undefined)
    return (
      <div class="page-content">
        <Skeleton label={inbox.loadingRecord} lines={8} />
      </div>
    );
  if (page === null)
    return (
      <>
        <AppBar title={inbox.title} back={back} />
        <div class="page-content">
          <Notice tone="muted" icon="info">
            {inbox.notHere}
          </Notice>
        </div>
      </>
    );
  return <Shown page={page} {...beside} />;
}

function Shown({ page, unitName, nextDisputed, alikes }: Omit<RecordPaneProps, 'recordId'> & { page: RecordPage }) {
  const { me } = useSession();
  const title = textOf(page.view.values.title) || inbox.untitled;
  return (
    <>
      <AppBar title={title} back={back} />
      <div class="page-content inbox-record">
        <Head page={page} unitName={unitName} />
        <AlikeNotices page={page} ids={alikes} />
        <RecordBody
          page={page}
          unitName={unitName}
          {...(hasRole(me, 'officer')
            ? { disputes: <DisputeSection page={page} unitName={unitName} next={nextDisputed} /> }
            : {})}
        />
      </div>
      {page.mergedInto === null ? <Actions page={page} title={title} /> : null}
    </>
  );
}

function Head({ page, unitName }: RecordHeadProps) {
  const unit = textOf(page.view.values.unitId);
  return (
    <div class="stack-small">
      <div>
        <StateBadge state={page.state} />
      </div>
      <p class="muted">
        {[
          inbox.kinds[page.kind] ?? page.kind,
          ...(page.dossier === null ? [] : [inbox.dossier(page.dossier)]),
          ...(page.author === null ? [] : [inbox.proposedBy(page.author.name)]),
          ...(unit === '' ? [] : [inbox.fromUnit(unitName(unit) ?? inbox.noUnit)]),
        ].join(' · ')}
      </p>
    </div>
  );
}
type RecordHeadProps = { page: RecordPage; unitName: UnitName };

function Actions({ page, title }: { page: RecordPage; title: string }) {
  const { db, me, deps } = useSession();
  const [outcome, setOutcome] = useState<SaveFailure | 'received' | null>(null);
  const choice = receiveChoice(page, me);
  const mayReceive = choice.type === 'may';
  // From the press until the record is seen to have moved on: a second press in between finds nothing left to do.
  const pressed = useRef(false);
  useEffect(() => {
    if (!mayReceive) pressed.current = false;
  }, [mayReceive]);
  const receive = async () => {
    if (!mayReceive || pressed.current) return;
    pressed.current = true;
    const saved = await receiveOne(db, deps, page);
    // Received in another tab a moment ago: what was wanted is done.
    const isDone = saved.ok || saved.error.code === 'nothing-changed';
    if (!isDone) pressed.current = false;
    setOutcome(isDone ? 'received' : saved.error);
  };
  useKeys({ r: receive });
  const isOwnReceipt = page.status === 'received' && page.pending > 0;
  const mayEdit = hasRole(me, 'officer') && (page.status === null || isOpenFor('office', page.status));
  return (
    <div class="page-footer">
      {outcome !== null && outcome !== 'received' ? (
        <Notice tone="red" icon="alert" live="alert">
          {inbox.failed[outcome.code]}
        </Notice>
      ) : null}
      {/* Always there, so that what is put in it is said. */}
      <div role="status">
        {outcome === 'received' && !mayReceive ? (
          <Notice tone="leaf" icon="checkCircle">
            {inbox.saidReceived(title)}
          </Notice>
        ) : null}
      </div>
      <div class="row">
        <Button variant="primary" icon="received" disabled={!mayReceive} onClick={receive}>
          {inbox.receive}
        </Button>
        {mayEdit ? (
          <Button icon="edit" href={`/r/${page.id}/sua`}>
            {inbox.edit}
          </Button>
        ) : null}
        {choice.type === 'may' ? null : (
          <p class="muted small inbox-reason">
            {isOwnReceipt ? inbox.receivedHere : (receivedBy(page) ?? inbox.mayNot[choice.because])}
          </p>
        )}
      </div>
    </div>
  );
}

/** Who received it and when, where the state above speaks of something else: photos on their way. */
function receivedBy(page: RecordPage): string | null {
  if (page.state.type === 'received') return null;
  const event = page.events.findLast(({ command }) => command === 'receive');
  return event ? inbox.receivedBy(event.by.name, printInstant(Date.parse(event.receivedAt))) : null;
}
