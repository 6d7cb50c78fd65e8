// One draft of a nomination: the short form, or all of it. Both write into the same draft.
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { capture } from '../../i18n/vi/capture.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { nomination } from '../../shared/domain/nomination.ts';
import type { CivilDay } from '../../shared/lib/civil-date.ts';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { OtherTabNotice } from '../record-form/DraftNotices.tsx';
import { DropDraft } from '../record-form/DropDraft.tsx';
import { SaveBar } from '../record-form/SaveBar.tsx';
import type { Draft } from '../record-form/use-draft.ts';
import { addPhotoRow, usePhotoIntake, usePhotosOf } from '../record-form/use-photos.ts';
import { type OpenDraft, useFocusOnRefusal, useRecordForm } from '../record-form/use-record-form.ts';
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
  const isEdit = state.seen !== null;
  const [isFull, setIsFull] = useState(isEdit);
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
            incomplete={record.asked && record.wrong.length > 0}
            busy={record.saving}
            label={draft.correction?.label ?? (isEdit ? capture.saveEdit : capture.save)}
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
      {record.question}
      {record.readOnly ? null : (
        <div class="row">
          {isEdit ? null : (
            <Button icon={isFull ? 'back' : 'edit'} onClick={() => setIsFull(!isFull)}>
              {isFull ? capture.less : capture.writeMore}
            </Button>
          )}
          {state.saved === 'clean' && !isEdit ? null : (
            <DropDraft recordId={recordId} draft={draft} isEdit={isEdit} onDeleted={onDeleted} />
          )}
        </div>
      )}
    </Page>
  );
}
