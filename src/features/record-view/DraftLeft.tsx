// "Còn bản nháp chưa gửi": what a person began to change and left is said wherever the record stands as if it were all of it.
import { liveDrafts } from '../../db/drafts.ts';
import { records } from '../../i18n/vi/records.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useLive } from '../../ui/use-live.ts';
import { useSession } from '../session/context.ts';

interface DraftLeftProps {
  recordId: string;
  /** The form; null: the reader may not write in it any more. */
  editHref: string | null;
}

/** Nothing where there is no such draft. */
export function DraftLeft({ recordId, editHref }: DraftLeftProps) {
  const { db } = useSession();
  const drafts = useLive(() => liveDrafts(db), [db]);
  if (!drafts?.some((draft) => draft.recordId === recordId && draft.mode === 'edit')) return null;
  return (
    <Notice
      tone="amber"
      icon="draft"
      title={records.draftLeft}
      actions={editHref === null ? null : <Button href={editHref}>{records.continueDraft}</Button>}
    >
      {records.draftLeftHint}
    </Notice>
  );
}
