// One photo over the whole screen, by the browser's own <dialog>: arrows go to the others, Escape closes it.
import './photo-viewer.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RecordPage } from '../../db/live.ts';
import { photoView } from '../../i18n/vi/record-view.ts';
import { type Row, textOf } from '../../shared/domain/record.ts';
import { isCivilDate, printCivilDate } from '../../shared/lib/civil-date.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Picture } from './Picture.tsx';

interface PhotoViewerProps {
  page: Pick<RecordPage, 'id' | 'held'>;
  photos: readonly { readonly id: string; readonly row: Row }[];
  start: number;
  onClose: () => void;
}

export function PhotoViewer({ page, photos, start, onClose }: PhotoViewerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [wanted, setWanted] = useState(start);
  // A photo may be taken out of the record while it is looked at.
  const at = Math.min(wanted, photos.length - 1);
  const photo = photos[at];
  useEffect(() => {
    if (dialog.current && !dialog.current.open) dialog.current.showModal();
  }, []);
  const isGone = photo === undefined;
  useEffect(() => {
    if (isGone) onClose();
  }, [isGone, onClose]);
  if (!photo) return null;

  const caption = textOf(photo.row.caption);
  const place = photoView.at(at + 1, photos.length);
  const go = (step: number) => setWanted(Math.min(Math.max(at + step, 0), photos.length - 1));
  return (
    <dialog
      ref={dialog}
      class="photo-viewer"
      aria-label={place}
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') go(1);
        if (event.key === 'ArrowLeft') go(-1);
      }}
    >
      <div class="photo-viewer-bar">
        <p role="status">{place}</p>
        {/* The browser closes it, and `close` tells us: Escape and this button go one way. */}
        <IconButton icon="close" label={photoView.close} onClick={() => dialog.current?.close()} />
      </div>
      <figure class="photo-viewer-figure">
        <Picture
          key={photo.id}
          recordId={page.id}
          photoId={photo.id}
          size="full"
          held={page.held[photo.id]}
          alt={caption === '' ? place : caption}
        />
        <figcaption>
          {caption === '' ? null : <p>{caption}</p>}
          <p class="small">{captionFacts(photo.row)}</p>
        </figcaption>
      </figure>
      {photos.length > 1 ? (
        <div class="photo-viewer-steps">
          <IconButton icon="back" label={photoView.previous} disabled={at === 0} onClick={() => go(-1)} />
          <IconButton icon="forward" label={photoView.next} disabled={at === photos.length - 1} onClick={() => go(1)} />
        </div>
      ) : null}
    </dialog>
  );
}

/** Who took it and when: the day a person named, or what the camera said. */
function captionFacts(row: Row): string {
  const photographer = textOf(row.photographer);
  const day = textOf(row.takenOn) || textOf(row.takenAt).slice(0, 10);
  return [
    ...(photographer === '' ? [] : [photoView.by(photographer)]),
    ...(isCivilDate(day) ? [photoView.takenOn(printCivilDate(day))] : []),
  ].join(' · ');
}
