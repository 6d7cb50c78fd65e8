// One photo: from the phone's own bytes, else from the commune, else a picture-less frame that says so.
import './photo-strip.css';
import { useEffect, useState } from 'preact/hooks';
import { photoUrl } from '../../db/photos.ts';
import type { PhotoSize } from '../../db/rows.ts';
import { photoTexts } from '../../i18n/vi/photos.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useSession } from '../session/context.ts';

interface PhotoImageProps {
  recordId: string;
  photoId: string;
  size: PhotoSize;
  alt: string;
}

type Source = { readonly type: 'looking' } | { readonly type: 'at'; readonly url: string } | { readonly type: 'none' };

export function PhotoImage({ recordId, photoId, size, alt }: PhotoImageProps) {
  const { db } = useSession();
  const [source, setSource] = useState<Source>({ type: 'looking' });
  useEffect(() => {
    let own: string | null = null;
    let gone = false;
    void photoUrl(db, photoId, size).then((url) => {
      if (gone) {
        if (url !== null) URL.revokeObjectURL(url);
        return;
      }
      own = url;
      setSource({ type: 'at', url: url ?? `/api/v1/records/${recordId}/photos/${photoId}?size=${size}` });
    });
    return () => {
      gone = true;
      if (own !== null) URL.revokeObjectURL(own);
    };
  }, [db, recordId, photoId, size]);

  switch (source.type) {
    case 'looking':
      return <span class="photo-image" />;
    case 'at':
      return <img class="photo-image" src={source.url} alt={alt} onError={() => setSource({ type: 'none' })} />;
    case 'none':
      return (
        <span class="photo-image photo-image-none" role="img" aria-label={`${alt}. ${photoTexts.notHere}`}>
          <Icon name="image" />
        </span>
      );
  }
}
