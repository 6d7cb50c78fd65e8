// One draft of a nomination: the short form, or all of it. Both write into the same draft.
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { deleteDraft } from '../../db/drafts.ts';
import { capture } from '../../i18n/vi/capture.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { nomination } from '../../shared/domain/nomination.ts';
import type { CivilDay } from '../../shared/lib/civil-date.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Page } from '../../ui/Page.tsx';
import { OtherTabNotice } from '../record-form/DraftNotices.tsx';
import { SaveBar } from '../record-form/SaveBar.tsx';
import type { Draft } from '../record-form/use-draft.ts';
import { addPhotoRow, usePhotoIntake, usePhotosOf } from '../record-form/use-photos.ts';
import { type OpenDraft, useFocusOnRefusal, useRecordForm } from '../record-form/use-record-form.ts';
import { useSession } from '../session/context.ts';
import { LazyFullFields } from './LazyFullFields.tsx';
import { QuickFields } from './QuickFields.tsx';

interface CaptureFormProps {
  recordId: string;
  draft: Draft;
  state: OpenDraft;
  today: CivilDay;
  above: ComponentChildren;
  onRetry: () => void;
  onSaved: () => void;
  onDeleted: () => void;
}

export function CaptureForm({ recordId, draft, state, today, above, onRetry, onSaved, onDeleted }: CaptureFormProps) {
  const { db } = useSession();
  const isEdit = state.seen !== null;
  const [isFull, setIsFull] = useState(isEdit);
  const [asksDelete, setAsksDelete] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const photos = usePhotosOf(recordId, draft);
  const intake = usePhotoIntake(recordId, (photo) => draft.change((form) => addPhotoRow(form, photo)));
  const record = useRecordForm(nomination, recordId, draft, state, photos);
  const photoParts = { recordId, draft, intake, photos, lostPhoto: state.lostPhoto };

  useFocusOnRefusal(root, record.refusals);

  async function save(): Promise<void> {
    await intake.settled();
    if (await record.save()) onSaved();
  }

  return (
    <Page
      title={isEdit ? capture.editTitle : capture.title}
      back={{ href: isEdit ? `/r/${recordId}` : '/', label: ui.back }}
      footer={
        record.readOnly ? null : (
          <SaveBar
            saved={state.saved}
            failure={record.failure}
            incomplete={record.asked && nomination.missingToSend(record.content).length > 0}
            busy={record.saving}
            label={isEdit ? capture.saveEdit : capture.save}
            onSave={() => void save()}
          />
        )
      }
    >
      {record.readOnly ? <OtherTabNotice onRetry={onRetry} /> : null}
      {above}
      <div class="stack" ref={root}>
        {isFull ? (
          <LazyFullFields record={record} photoParts={photoParts} today={today} />
        ) : (
          <QuickFields record={record} photoParts={photoParts} today={today} />
        )}
      </div>
      {record.readOnly ? null : (
        <div class="row">
          {isEdit ? null : (
            <Button icon={isFull ? 'back' : 'edit'} onClick={() => setIsFull(!isFull)}>
              {isFull ? capture.less : capture.writeMore}
            </Button>
          )}
          {state.saved === 'clean' && !isEdit ? null : (
            <Button variant="quiet" icon="trash" onClick={() => setAsksDelete(true)}>
              {isEdit ? capture.dropChanges : capture.deleteDraft}
            </Button>
          )}
        </div>
      )}
      <Dialog
        open={asksDelete}
        title={isEdit ? capture.dropChanges : capture.deleteDraft}
        closeLabel={ui.close}
        onClose={() => setAsksDelete(false)}
        actions={
          <>
            <Button onClick={() => setAsksDelete(false)}>{capture.deleteDraftNo}</Button>
            <Button
              variant="danger"
              icon="trash"
              onClick={() =>
                void draft
                  .close()
                  .then(() => deleteDraft(db, recordId))
                  .then(onDeleted)
              }
            >
              {isEdit ? capture.dropChanges : capture.deleteDraftYes}
            </Button>
          </>
        }
      >
        {isEdit ? capture.dropChangesAsk : capture.deleteDraftAsk}
      </Dialog>
    </Page>
  );
}
