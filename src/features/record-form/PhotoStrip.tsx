// Photos of the record that is being written: take, choose, see, remove; and under them what went wrong with one.
import './photo-strip.css';
import { useRef, useState } from 'preact/hooks';
import { removePhoto } from '../../db/photos.ts';
import type { PhotoRow } from '../../db/rows.ts';
import { capture } from '../../i18n/vi/capture.ts';
import { photoProblems, photoTexts } from '../../i18n/vi/photos.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { photoRows } from '../../shared/domain/photo.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { announce } from '../../ui/LiveRegion.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useSession } from '../session/context.ts';
import { removeRow, rowsOf } from './form.ts';
import { PhotoImage } from './PhotoImage.tsx';
import type { Draft } from './use-draft.ts';
import type { PhotoIntake } from './use-photos.ts';
import type { Boxes } from './use-record-form.ts';

export interface PhotoParts {
  recordId: string;
  draft: Draft;
  intake: PhotoIntake;
  /** Photos of the record that lie on this phone. */
  photos: readonly PhotoRow[];
  lostPhoto: boolean;
}

interface PhotoStripProps extends PhotoParts {
  boxes: Boxes;
  hint?: string;
}

export function PhotoStrip({ recordId, boxes, draft, intake, photos, lostPhoto, hint }: PhotoStripProps) {
  const { db } = useSession();
  const [asksFor, setAsksFor] = useState<string | null>(null);
  const shown = rowsOf(boxes.form, 'photos').map(({ id }) => id);
  const stored = new Map(photos.map((photo) => [photo.id, photo]));

  function take(files: readonly File[]): void {
    draft.afterCamera();
    const room = photoRows.most - shown.length - intake.left;
    if (files.length > room) intake.say(photoTexts.most(photoRows.most));
    intake.take(files.slice(0, Math.max(0, room)));
  }

  function remove(photoId: string): void {
    boxes.change((form) => removeRow(form, 'photos', photoId));
    void removePhoto(db, photoId); // not one that waits to be sent
    setAsksFor(null);
    announce(photoTexts.removed);
  }

  return (
    <section class="stack-small" aria-label={photoTexts.title}>
      {boxes.readOnly ? null : (
        <div class="photo-buttons">
          <PickButton icon="camera" label={photoTexts.take} camera draft={draft} onFiles={take} />
          <PickButton icon="images" label={photoTexts.choose} draft={draft} onFiles={take} />
        </div>
      )}
      {hint ? <p class="field-hint">{hint}</p> : null}
      {lostPhoto ? (
        <Notice tone="amber" icon="camera">
          {photoTexts.lost}
        </Notice>
      ) : null}
      {shown.length > 0 ? (
        <ul class="photo-strip">
          {shown.map((id, at) => (
            <li key={id} class="photo-tile">
              <PhotoImage recordId={recordId} photoId={id} size="thumb" alt={photoTexts.photo(at + 1, '')} />
              {boxes.readOnly ? null : (
                <IconButton icon="close" label={`${photoTexts.remove} (${at + 1})`} onClick={() => setAsksFor(id)} />
              )}
            </li>
          ))}
        </ul>
      ) : null}
      <Dialog
        open={asksFor !== null}
        title={photoTexts.remove}
        closeLabel={ui.close}
        onClose={() => setAsksFor(null)}
        actions={
          <>
            <Button onClick={() => setAsksFor(null)}>{capture.deleteDraftNo}</Button>
            <Button variant="danger" icon="trash" onClick={() => asksFor !== null && remove(asksFor)}>
              {photoTexts.removeYes}
            </Button>
          </>
        }
      />
      {intake.left > 0 ? (
        <p class="photo-working" role="status">
          <Icon name="clock" />
          {photoTexts.working(intake.left)}
        </p>
      ) : null}
      {shown.some((id) => stored.get(id)?.state === 'heic') ? (
        <Notice tone="amber" icon="info">
          {photoProblems.heic}
        </Notice>
      ) : null}
      {photos
        .filter((photo) => photo.failure !== null)
        .map((photo) => (
          <Notice key={photo.id} tone="red" icon="alert">
            {photo.failure === null ? '' : photoProblems[photo.failure]}
          </Notice>
        ))}
      {intake.faults.map(({ id, text }) => (
        <Notice
          key={id}
          tone="red"
          icon="alert"
          live="alert"
          actions={<Button onClick={() => intake.dismiss(id)}>{photoTexts.dismiss}</Button>}
        >
          {text}
        </Notice>
      ))}
    </section>
  );
}

interface PickButtonProps {
  icon: 'camera' | 'images';
  label: string;
  camera?: boolean;
  draft: Draft;
  onFiles: (files: readonly File[]) => void;
}

function PickButton({ icon, label, camera = false, draft, onFiles }: PickButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        icon={icon}
        wide
        onClick={() => {
          // The draft and its mark are on the disk before the camera comes to the front: Android may kill the browser behind it (P7).
          void draft.beforeCamera().finally(() => input.current?.click());
        }}
      >
        {label}
      </Button>
      <input
        ref={input}
        class="visually-hidden"
        type="file"
        accept="image/*"
        capture={camera ? 'environment' : undefined}
        multiple={!camera}
        tabIndex={-1}
        aria-hidden="true"
        data-pick={camera ? 'camera' : 'gallery'}
        onCancel={() => draft.afterCamera()}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = ''; // the same photo may be chosen again
          onFiles(files);
        }}
      />
    </>
  );
}
