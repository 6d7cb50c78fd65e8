// After a save: it is on the phone, and what one may do now.
import { capture } from '../../i18n/vi/capture.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

interface SavedPanelProps {
  recordId: string;
  another: { readonly label: string; readonly onClick: () => void };
}

export function SavedPanel({ recordId, another }: SavedPanelProps) {
  return (
    <>
      <Notice tone="leaf" icon="checkCircle" title={capture.saved} live="status">
        {capture.savedHint}
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
