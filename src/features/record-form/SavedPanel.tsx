// After a save: it is on the phone, and what one may do now.
import { liveRun } from '../../db/live-phone.ts';
import { capture } from '../../i18n/vi/capture.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useLive } from '../../ui/use-live.ts';
import { useSession } from '../session/context.ts';

interface SavedPanelProps {
  recordId: string;
  another: { readonly label: string; readonly onClick: () => void };
}

export function SavedPanel({ recordId, another }: SavedPanelProps) {
  const { db } = useSession();
  const run = useLive(() => liveRun(db), [db]);
  const isStopped = run?.type === 'stopped';
  return (
    <>
      <Notice tone={isStopped ? 'amber' : 'leaf'} icon="checkCircle" title={capture.saved} live="status">
        {isStopped ? capture.savedStopped : capture.savedHint}
      </Notice>
      <div class="stack-small">
        <Button variant="primary" icon="edit" wide href={`/r/${recordId}/sua`}>
          {capture.writeMore}
        </Button>
        <Button icon="add" wide onClick={another.onClick}>
          {another.label}
        </Button>
        <Button variant="quiet" icon="forward" wide href={`/r/${recordId}`}>
          {capture.seeRecord}
        </Button>
      </div>
    </>
  );
}
