// `/r/<recordId>/sua` of an initiative: the same steps over what the person saw when they began.
import { useLocation } from 'preact-iso';
import { initiativeTexts } from '../../i18n/vi/initiative.ts';
import { initiative } from '../../shared/domain/initiative.ts';
import { civilToday } from '../../shared/lib/civil-date.ts';
import { Page } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { type EditorProps, useDraft } from '../record-form/use-draft.ts';
import { useSession } from '../session/context.ts';
import { Wizard } from './Wizard.tsx';

export function InitiativeEditor({ recordId, beginning, correction, above, onRetry }: EditorProps) {
  const { deps } = useSession();
  const { route } = useLocation();
  const draft = useDraft({ recordId, kind: initiative, mode: 'edit', begin: () => beginning });
  const toRecord = () => route(`/r/${recordId}`, true);
  if (draft.state.type !== 'open')
    return (
      <Page title={initiativeTexts.editTitle}>
        <Skeleton label={initiativeTexts.title} lines={5} />
      </Page>
    );
  return (
    <Wizard
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
