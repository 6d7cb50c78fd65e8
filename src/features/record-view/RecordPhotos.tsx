// The photos of a record: thumbnails at once, one at full size on demand.
import './record-view.css';
import { useState } from 'preact/hooks';
import type { RecordPage } from '../../db/live.ts';
import { photoView } from '../../i18n/vi/record-view.ts';
import { rowsInOrder, textOf } from '../../shared/domain/record.ts';
import { Icon } from '../../ui/Icon.tsx';
import { PhotoViewer } from './PhotoViewer.tsx';
import { Picture } from './Picture.tsx';

export function RecordPhotos({ page }: { page: Pick<RecordPage, 'id' | 'view' | 'held' | 'photosHere'> }) {
  const [shown, setShown] = useState<number | null>(null);
  const photos = rowsInOrder(page.view, 'photos');
  const unsent = photos.filter(({ id }) => page.held[id] !== 'both');
  const here = page.photosHere.filter(({ id, failure }) => failure === null && unsent.some((photo) => photo.id === id));
  const undecoded = here.filter(({ state }) => state === 'heic').length;
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
      <Awaited count={here.length - undecoded} icon="onPhone" text={photoView.onThisPhone} />
      <Awaited count={undecoded} icon="onPhone" text={photoView.undecoded} />
      <Awaited count={unsent.length - here.length} icon="upload" text={photoView.awaited} />
      {shown === null ? null : <PhotoViewer page={page} photos={photos} start={shown} onClose={() => setShown(null)} />}
    </section>
  );
}

interface AwaitedProps {
  count: number;
  icon: 'onPhone' | 'upload';
  text: (count: number) => string;
}

function Awaited({ count, icon, text }: AwaitedProps) {
  return count === 0 ? null : (
    <p class="record-awaited">
      <Icon name={icon} />
      {text(count)}
    </p>
  );
}
