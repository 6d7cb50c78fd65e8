// One record beside the queue, or alone on a phone: who proposes, the record itself, and the bar of what can be done with it.
import { useState } from 'preact/hooks';
import { liveRecord, type RecordPage } from '../../db/live.ts';
import type { SaveFailure } from '../../db/save.ts';
import { inbox } from '../../i18n/vi/inbox.ts';
import { textOf } from '../../shared/domain/record.ts';
import { hasRole } from '../../shared/domain/role.ts';
import { isOpenFor } from '../../shared/domain/workflow.ts';
import { printInstant } from '../../shared/lib/civil-date.ts';
import { AppBar } from '../../ui/AppBar.tsx';
import { Button } from '../../ui/Button.tsx';
import { announce } from '../../ui/LiveRegion.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLive } from '../../ui/use-live.ts';
import type { UnitName } from '../record-view/print-value.ts';
import { RecordBody } from '../record-view/RecordBody.tsx';
import { useSession } from '../session/context.ts';
import { StateBadge } from '../session/StateBadge.tsx';
import { receiveChoice, receiveOne } from './receive.ts';
import { useKeys } from './use-keys.ts';

interface RecordPaneProps {
  recordId: string;
  unitName: UnitName;
}

const back = { href: '/hop-den', label: inbox.back };

export function RecordPane({ recordId, unitName }: RecordPaneProps) {
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
  return <Shown page={page} unitName={unitName} />;
}

function Shown({ page, unitName }: { page: RecordPage; unitName: UnitName }) {
  const title = textOf(page.view.values.title) || inbox.untitled;
  return (
    <>
      <AppBar title={title} back={back} />
      <div class="page-content inbox-record">
        <Head page={page} unitName={unitName} />
        <RecordBody page={page} unitName={unitName} />
      </div>
      <Actions page={page} title={title} />
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
  const [failure, setFailure] = useState<SaveFailure | null>(null);
  const choice = receiveChoice(page, me);
  const receive = async () => {
    if (choice.type !== 'may') return;
    const saved = await receiveOne(db, deps, page);
    setFailure(saved.ok ? null : saved.error);
    if (saved.ok) announce(inbox.saidReceived(title));
  };
  useKeys({ r: receive });
  const isOwnReceipt = page.status === 'received' && page.pending > 0;
  const mayEdit = hasRole(me, 'officer') && (page.status === null || isOpenFor('office', page.status));
  return (
    <div class="page-footer">
      {failure ? (
        <Notice tone="red" icon="alert" live="alert">
          {inbox.failed[failure.code]}
        </Notice>
      ) : null}
      <div class="row">
        <Button variant="primary" icon="received" disabled={choice.type !== 'may'} onClick={receive}>
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
