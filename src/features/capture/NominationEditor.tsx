// `/r/<recordId>/sua` of a nomination: the long form over what the person saw when they began.
import { useLocation } from 'preact-iso';
import { capture } from '../../i18n/vi/capture.ts';
import { nomination } from '../../shared/domain/nomination.ts';
import { civilToday } from '../../shared/lib/civil-date.ts';
import { Page } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { GoneNotice } from '../record-form/DraftNotices.tsx';
import { type EditorProps, useDraft } from '../record-form/use-draft.ts';
import { useSession } from '../session/context.ts';
import { CaptureForm } from './CaptureForm.tsx';

export function NominationEditor({ recordId, beginning, correction, above, onRetry }: EditorProps) {
  const { deps } = useSession();
  const { route } = useLocation();
  const draft = useDraft({ recordId, kind: nomination, mode: 'edit', begin: () => beginning });
  const toRecord = () => route(`/r/${recordId}`, true);
  switch (draft.state.type) {
    case 'loading':
    case 'gone':
      return (
        <Page title={capture.editTitle}>
          {draft.state.type === 'gone' ? (
            <GoneNotice recordId={recordId} />
          ) : (
            <Skeleton label={capture.loading} lines={6} />
          )}
        </Page>
      );
    case 'open':
      return (
        <CaptureForm
          recordId={recordId}
          draft={{ ...draft, correction }}
          state={draft.state}
          today={civilToday(deps.now())}
          above={above}
          onRetry={onRetry}
          onSaved={toRecord}
          onDeleted={toRecord}
        />
      );
  }
}
