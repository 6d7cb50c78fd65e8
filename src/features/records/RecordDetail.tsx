// One record: where it stands, what it says, its photos, what it still lacks, and everything that happened to it.
import './records.css';
import { liveDrafts } from '../../db/drafts.ts';
import { liveRecord, type RecordPage } from '../../db/live.ts';
import { stepName } from '../../db/steps.ts';
import { recordStateSentence } from '../../i18n/vi/record-state.ts';
import { records } from '../../i18n/vi/records.ts';
import { textOf } from '../../shared/domain/record.ts';
import { hasRole, mayWriteFor } from '../../shared/domain/role.ts';
import { isOpenFor } from '../../shared/domain/workflow.ts';
import type { Me } from '../../shared/wire/down.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLive } from '../../ui/use-live.ts';
import { useUnits } from '../record-form/UnitField.tsx';
import { DraftLeft } from '../record-view/DraftLeft.tsx';
import type { UnitName } from '../record-view/print-value.ts';
import { RecordBody } from '../record-view/RecordBody.tsx';
import { RefusedHere } from '../record-view/RefusedHere.tsx';
import { ReturnedNotice } from '../record-view/ReturnedNotice.tsx';
import { useSession } from '../session/context.ts';
import { StateBadge } from '../session/StateBadge.tsx';
import { AuthorSteps, ResendUnchanged } from './AuthorSteps.tsx';

export function RecordDetail({ recordId }: { recordId: string }) {
  const { db, me } = useSession();
  const units = useUnits();
  const page = useLive(() => liveRecord(db, recordId), [db, recordId]);
  if (page === undefined)
    return (
      <Page title={records.record} back={{ href: '/', label: records.back }}>
        <Skeleton label={records.loading} lines={8} />
      </Page>
    );
  const unitName = (id: string) => units.find((unit) => unit.id === id)?.name ?? null;
  if (page === null) return <NotHere recordId={recordId} unitName={unitName} />;
  const list = page.kind === 'initiative' ? '/sang-kien' : '/';
  const editHref = mayEdit(me, page) ? `/r/${recordId}/sua` : null;
  const untitled = page.kind === 'initiative' ? records.untitled.initiative : records.untitled.nomination;
  return (
    <Page
      title={textOf(page.view.values.title) || untitled}
      back={{ href: list, label: records.back }}
      footer={
        editHref === null ? null : (
          <Button variant="primary" icon="edit" wide href={editHref}>
            {page.status === 'returned' || hasRefusedEdit(page) ? records.editAndResend : records.edit}
          </Button>
        )
      }
    >
      <div class="record-head" role="status" aria-label={recordStateSentence(page.state)}>
        <StateBadge state={page.state} />
        {page.dossier === null || recordStateSentence(page.state).includes(page.dossier) ? null : (
          <p>
            <span class="muted">{records.dossier}: </span>
            <strong>{page.dossier}</strong>
          </p>
        )}
      </div>
      {mayWriteFor(me, textOf(page.view.values.unitId)) && editHref === null && !isOver(page) ? (
        <p class="muted">{records.noLongerOpen}</p>
      ) : null}
      <DraftLeft recordId={recordId} editHref={editHref} />
      <ReturnedNotice
        page={page}
        editHref={editHref}
        actions={<ResendUnchanged page={page} draftLeft={<DraftLeft recordId={recordId} editHref={editHref} />} />}
      />
      <RecordBody page={page} unitName={unitName} editHref={editHref} />
      <AuthorSteps page={page} />
    </Page>
  );
}

/** Not a record yet, another unit's, or not pulled. */
function NotHere({ recordId, unitName }: { recordId: string; unitName: UnitName }) {
  const { db } = useSession();
  const drafts = useLive(() => liveDrafts(db), [db]);
  const draft = drafts?.find((row) => row.recordId === recordId && row.mode === 'new');
  return (
    <Page title={records.record} back={{ href: '/', label: records.back }}>
      <Notice
        tone="muted"
        icon={draft ? 'draft' : 'info'}
        actions={
          draft ? (
            <Button href={draft.kind === 'initiative' ? `/sang-kien/moi/${recordId}` : `/ghi/${recordId}`}>
              {records.continueDraft}
            </Button>
          ) : (
            <Button href="/">{records.back}</Button>
          )
        }
      >
        {draft ? records.stillDraft : records.notFound}
      </Notice>
      <RefusedHere recordId={recordId} unitName={unitName} />
    </Page>
  );
}

/** Of these no word about examining is said: the author withdrew it, or it became part of another. */
const isOver = ({ status }: Pick<RecordPage, 'status'>): boolean => status === 'withdrawn' || status === 'merged';

const hasRefusedEdit = ({ attention }: Pick<RecordPage, 'attention'>): boolean =>
  attention.some(({ op }) => stepName(op) === null);

/**
 * The unit writes until the commune examines it, the office a little longer. What only this phone knows is its writer's,
 * whichever unit it names: where the unit was refused, it is corrected in the form.
 */
export function mayEdit(me: Pick<Me, 'assignments'>, { status, view }: Pick<RecordPage, 'status' | 'view'>): boolean {
  if (status === null) return true;
  if (!mayWriteFor(me, textOf(view.values.unitId) || null)) return false;
  return isOpenFor(hasRole(me, 'officer') ? 'office' : 'unit', status);
}
