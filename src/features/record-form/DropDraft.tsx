// Throws away what was written and not saved, after asking.
import { useState } from 'preact/hooks';
import { deleteDraft } from '../../db/drafts.ts';
import { capture } from '../../i18n/vi/capture.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useSession } from '../session/context.ts';
import type { Draft } from './use-draft.ts';

interface DropDraftProps {
  recordId: string;
  draft: Draft;
  /** The record that was saved stays. */
  isEdit: boolean;
  onDeleted: () => void;
}

export function DropDraft({ recordId, draft, isEdit, onDeleted }: DropDraftProps) {
  const { db } = useSession();
  const [asks, setAsks] = useState(false);
  const name = isEdit ? capture.dropChanges : capture.deleteDraft;
  const drop = () =>
    draft
      .close()
      .then(() => deleteDraft(db, recordId))
      .then(onDeleted);
  return (
    <>
      <Button variant="quiet" icon="trash" onClick={() => setAsks(true)}>
        {name}
      </Button>
      <Dialog
        open={asks}
        title={name}
        closeLabel={ui.close}
        onClose={() => setAsks(false)}
        actions={
          <>
            <Button onClick={() => setAsks(false)}>{capture.deleteDraftNo}</Button>
            <Button variant="danger" icon="trash" onClick={() => void drop()}>
              {isEdit ? capture.dropChanges : capture.deleteDraftYes}
            </Button>
          </>
        }
      >
        {isEdit ? capture.dropChangesAsk : capture.deleteDraftAsk}
      </Dialog>
    </>
  );
}
