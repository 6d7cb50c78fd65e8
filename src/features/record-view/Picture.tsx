// One picture, or the words that say why it cannot be seen now.
import './record-view.css';
import { useState } from 'preact/hooks';
import type { PhotoSize } from '../../db/rows.ts';
import { photoView } from '../../i18n/vi/record-view.ts';
import type { Snapshot } from '../../shared/wire/down.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useOnline } from '../session/use-online.ts';
import { usePhotoAddress } from './use-photo-address.ts';

interface PictureProps {
  recordId: string;
  photoId: string;
  size: PhotoSize;
  held: Snapshot['held'][string] | undefined;
  alt: string;
}

export function Picture({ recordId, photoId, size, held, alt }: PictureProps) {
  const address = usePhotoAddress(recordId, photoId, size, held);
  const isOnline = useOnline();
  const [failed, setFailed] = useState<string | null>(null);
  // A picture that failed is tried again when the network is back.
  const attempt = `${photoId}/${size}/${isOnline}`;
  if (address.type === 'looking') return <span class="record-no-photo" />;
  // Until the photo itself can be seen, its thumbnail stands in.
  const instead = size === 'full' ? { recordId, photoId, held, alt } : null;
  if (address.type === 'awaited') return <NoPicture instead={instead} icon="upload" text={photoView.awaitedOne} />;
  if (failed === attempt) return <NoPicture instead={instead} icon="offline" text={photoView.notHere} />;
  return <img src={address.src} alt={alt} decoding="async" onError={() => setFailed(attempt)} />;
}

interface NoPictureProps {
  icon: 'upload' | 'offline';
  text: string;
  instead: Omit<PictureProps, 'size'> | null;
}

/** In a thumbnail there is room for the icon only; the words are still read out. */
function NoPicture({ icon, text, instead }: NoPictureProps) {
  return (
    <span class="record-no-photo" title={text}>
      {instead ? <Picture {...instead} size="thumb" /> : null}
      <Icon name={icon} large={instead !== null} />
      <span class={instead ? undefined : 'visually-hidden'}>{text}</span>
    </span>
  );
}
