// The photos of a record: thumbnails at once, one at full size on demand.
import './record-view.css';
import { useState } from 'preact/hooks';
import type { RecordPage } from '../../db/live.ts';
import { photoView } from '../../i18n/vi/record-view.ts';
import { rowsInOrder, textOf } from '../../shared/domain/record.ts';
import { photosNotHeld } from '../../shared/sync/record-state.ts';
import { Icon } from '../../ui/Icon.tsx';
import { PhotoViewer } from './PhotoViewer.tsx';
import { Picture } from './Picture.tsx';

export function RecordPhotos({ page }: { page: Pick<RecordPage, 'id' | 'view' | 'held'> }) {
  const [shown, setShown] = useState<number | null>(null);
  const photos = rowsInOrder(page.view, 'photos');
  const awaited = photosNotHeld(page.view, page.held);
  return (
    <section class="stack-small">
      <h2>{photoView.title}</h2>
      {photos.length === 0 ? <p class="muted">{photoView.none}</p> : null}
      <ul class="record-photos">
        {photos.map(({ id, row }, index) => (
          <li key={id}>
            <button
              type="button"
              class="record-photo"
              aria-label={photoView.open(index + 1, textOf(row.caption))}
              onClick={() => setShown(index)}
            >
              <Picture recordId={page.id} photoId={id} size="thumb" held={page.held[id]} alt="" />
            </button>
          </li>
        ))}
      </ul>
      {awaited > 0 ? (
        <p class="record-awaited">
          <Icon name="upload" />
          {photoView.awaited(awaited)}
        </p>
      ) : null}
      {shown === null ? null : <PhotoViewer page={page} photos={photos} start={shown} onClose={() => setShown(null)} />}
    </section>
  );
}
