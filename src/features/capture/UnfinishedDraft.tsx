// Above an empty form: what the person was writing last and has not saved.
import { liveDrafts } from '../../db/drafts.ts';
import { capture } from '../../i18n/vi/capture.ts';
import { nomination } from '../../shared/domain/nomination.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useLive } from '../../ui/use-live.ts';
import { useSession } from '../session/context.ts';

export function UnfinishedDraft({ except }: { except: string }) {
  const { db } = useSession();
  const drafts = useLive(() => liveDrafts(db, nomination.kind), [db]);
  const last = drafts?.find(({ recordId, mode }) => mode === 'new' && recordId !== except);
  if (!last) return null;
  const title = last.preview?.title || last.preview?.people.find((name) => name !== '') || capture.untitled;
  return (
    <Notice
      tone="amber"
      icon="draft"
      title={capture.unfinished}
      actions={<Button href={`/ghi/${last.recordId}`}>{capture.continueDraft}</Button>}
    >
      {title}
    </Notice>
  );
}
