// One record beside the queue, or alone on a phone: who proposes, the record itself, and the bar of what can be done with it.
import { useLocation } from 'preact-iso';
import { liveRecord, type RecordPage } from '../../db/live.ts';
import { inbox } from '../../i18n/vi/inbox.ts';
import { textOf } from '../../shared/domain/record.ts';
import { hasRole } from '../../shared/domain/role.ts';
import { isOpenFor } from '../../shared/domain/workflow.ts';
import { AppBar } from '../../ui/AppBar.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLive } from '../../ui/use-live.ts';
import { DraftLeft } from '../record-view/DraftLeft.tsx';
import type { UnitName } from '../record-view/print-value.ts';
import { RecordBody } from '../record-view/RecordBody.tsx';
import { RefusedHere } from '../record-view/RefusedHere.tsx';
import { ReturnedNotice } from '../record-view/ReturnedNotice.tsx';
import { useSession } from '../session/context.ts';
import { StateBadge } from '../session/StateBadge.tsx';
import { Actions } from './Actions.tsx';
import { AlikeNotices, comparedWith } from './AlikeNotices.tsx';
import { Compare } from './Compare.tsx';
import { DisputeSection } from './DisputeSection.tsx';

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
          <RefusedHere recordId={recordId} unitName={beside.unitName} />
        </div>
      </>
    );
  return <Shown page={page} {...beside} />;
}

function Shown({ page, unitName, nextDisputed, alikes }: Omit<RecordPaneProps, 'recordId'> & { page: RecordPage }) {
  const { me } = useSession();
  const mayEdit = hasRole(me, 'officer') && (page.status === null || isOpenFor('office', page.status));
  const title = textOf(page.view.values.title) || inbox.untitled;
  return (
    <>
      <AppBar title={title} back={back} />
      <div class="page-content inbox-record">
        <Head page={page} unitName={unitName} />
        <AlikeNotices page={page} ids={alikes} />
        <DraftLeft recordId={page.id} editHref={mayEdit ? `/r/${page.id}/sua` : null} />
        <ReturnedNotice page={page} editHref={null} />
        <RecordBody
          page={page}
          unitName={unitName}
          editHref={mayEdit ? `/r/${page.id}/sua` : null}
          {...(hasRole(me, 'officer')
            ? { disputes: <DisputeSection page={page} unitName={unitName} next={nextDisputed} /> }
            : {})}
        />
      </div>
      {page.mergedInto === null ? <Actions page={page} title={title} unitName={unitName} mayEdit={mayEdit} /> : null}
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
