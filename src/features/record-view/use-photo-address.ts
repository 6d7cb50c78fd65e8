// Where the bytes of a photo can be shown from: this phone, or the commune's server when it holds them.
import { useEffect, useState } from 'preact/hooks';
import { photoUrl } from '../../db/photos.ts';
import type { PhotoSize } from '../../db/rows.ts';
import type { Snapshot } from '../../shared/wire/down.ts';
import { useSession } from '../session/context.ts';

export type PhotoAddress =
  | { readonly type: 'looking' }
  | { readonly type: 'here'; readonly src: string }
  /** It takes a network; the browser keeps what it fetched before. */
  | { readonly type: 'at-commune'; readonly src: string }
  /** The phone that took it has not delivered it. */
  | { readonly type: 'awaited' };

export function usePhotoAddress(
  recordId: string,
  photoId: string,
  size: PhotoSize,
  held: Snapshot['held'][string] | undefined,
): PhotoAddress {
  const { db } = useSession();
  const [found, setFound] = useState<{ readonly key: string; readonly address: PhotoAddress } | null>(null);
  const key = `${recordId}/${photoId}/${size}/${held ?? ''}`;
  useEffect(() => {
    let objectUrl: string | null = null;
    let isGone = false;
    photoUrl(db, photoId, size).then(
      (url) => {
        if (url === null) setFound({ key, address: fromCommune(recordId, photoId, size, held) });
        else if (isGone) URL.revokeObjectURL(url);
        else {
          objectUrl = url;
          setFound({ key, address: { type: 'here', src: url } });
        }
      },
      () => setFound({ key, address: fromCommune(recordId, photoId, size, held) }),
    );
    return () => {
      isGone = true;
      if (objectUrl !== null) URL.revokeObjectURL(objectUrl);
    };
  }, [db, key, recordId, photoId, size, held]);
  return found?.key === key ? found.address : { type: 'looking' };
}

function fromCommune(
  recordId: string,
  photoId: string,
  size: PhotoSize,
  held: Snapshot['held'][string] | undefined,
): PhotoAddress {
  return held === 'both' || held === size
    ? { type: 'at-commune', src: `/api/v1/records/${recordId}/photos/${photoId}?size=${size}` }
    : { type: 'awaited' };
}
