// `/r/<recordId>/sua`: opens the editor of the record's kind on what the person sees of it now.
import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { liveRecord, type RecordPage } from '../../db/live.ts';
import { records } from '../../i18n/vi/records.ts';
import { steps } from '../../i18n/vi/steps.ts';
import { kinds } from '../../shared/domain/kinds.ts';
import { hasRole } from '../../shared/domain/role.ts';
import type { Me } from '../../shared/wire/down.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLive } from '../../ui/use-live.ts';
import { formOf } from '../record-form/draft.ts';
import { fieldMarks } from '../record-form/marks.tsx';
import type { Correction, DraftBeginning, EditorProps } from '../record-form/use-draft.ts';
import { ReturnedNotice } from '../record-view/ReturnedNotice.tsx';
import { mayTake } from '../record-view/record-steps.ts';
import { returnsOf, wordsByMark } from '../record-view/returned.ts';
import { useSession } from '../session/context.ts';
import { mayEdit } from './RecordDetail.tsx';

interface EditPageProps {
  recordId: string;
  /** By kind of record; the app brings them together, since a feature does not know another. */
  editors: Readonly<Record<string, ComponentType<EditorProps>>>;
}

export function EditPage({ recordId, editors }: EditPageProps) {
  const { db, me } = useSession();
  const page = useLive(() => liveRecord(db, recordId), [db, recordId]);
  const [turn, setTurn] = useState(0);
  const [start, setStart] = useState<{ readonly kind: string; readonly beginning: DraftBeginning } | null>(null);
  const back = { href: `/r/${recordId}`, label: records.back };
  if (start === null && page && mayEdit(me, page)) {
    const beginning = beginningOf(page);
    // What the person saw when they began stays the base, whatever sync brings while they write (R3).
    if (beginning) setStart({ kind: page.kind, beginning });
  }
  const Editor = start ? editors[start.kind] : undefined;
  if (start && Editor)
    return (
      <Editor
        key={turn}
        recordId={recordId}
        beginning={start.beginning}
        correction={page ? correctionOf(page, me) : null}
        above={page ? <ReturnedNotice page={page} editHref="" actions={<UnchangedHint page={page} />} /> : null}
        onRetry={() => setTurn(turn + 1)}
      />
    );
  return (
    <Page title={records.edit} back={back}>
      {page === undefined ? (
        <Skeleton label={records.editing} lines={8} />
      ) : (
        <Notice tone="muted" icon="info" actions={<Button href={back.href}>{records.back}</Button>}>
          {page === null ? records.notFound : records.noLongerOpen}
        </Notice>
      )}
    </Page>
  );
}

/** As the record stands now, not when the form was opened: a return that comes meanwhile is seen above the form. */
function correctionOf(page: RecordPage, me: Me): Correction | null {
  if (hasRole(me, 'officer') || !mayTake('resubmit', page, me)) return null;
  return {
    resubmit: { expectStatus: page.status ?? '', expectRev: page.statusRev },
    marks: fieldMarks(wordsByMark(returnsOf(page))),
    label: steps.returned.saveAndResend,
  };
}

function UnchangedHint({ page }: { page: RecordPage }) {
  const { me } = useSession();
  return correctionOf(page, me) ? <p class="muted small">{steps.returned.unchangedHint}</p> : null;
}

function beginningOf({ kind, view, rev, revs }: RecordPage): DraftBeginning | null {
  const spec = kinds[kind];
  return spec ? { form: formOf(spec, view), seen: { content: view, rev, revs } } : null;
}
