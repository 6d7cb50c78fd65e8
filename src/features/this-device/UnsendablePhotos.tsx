// Photos that no run sends, each with the reason; the person may take them off the phone.
import { putAwayPhoto } from '../../db/unsendable.ts';
import { photoProblems } from '../../i18n/vi/photos.ts';
import { thisDevice } from '../../i18n/vi/this-device.ts';
import { announce } from '../../ui/LiveRegion.tsx';
import { useLive } from '../../ui/use-live.ts';
import { Picture } from '../record-view/Picture.tsx';
import { PutAway } from '../record-view/PutAway.tsx';
import { useSession } from '../session/context.ts';
import { ListPart } from './ListPart.tsx';
import { liveUnsendable, type UnsendableItem } from './live-unsendable.ts';

export function UnsendablePhotos() {
  const { db } = useSession();
  const items = useLive(() => liveUnsendable(db), [db]) ?? [];
  return (
    <ListPart
      title={thisDevice.unsendableTitle}
      hint={thisDevice.unsendableHint}
      items={items}
      keyOf={({ id }) => id}
      row={(item) => <Unsendable item={item} />}
    />
  );
}

function Unsendable({ item: { id, recordId, title, reason } }: { item: UnsendableItem }) {
  const { db } = useSession();
  const drop = () => putAwayPhoto(db, id).then(() => announce(thisDevice.photoDropped));
  return (
    <>
      {title === null ? (
        <span>{thisDevice.recordGone}</span>
      ) : (
        <a class="attention-link" href={`/r/${recordId}`}>
          {title || thisDevice.open}
        </a>
      )}
      <div class="unsendable-photo">
        <Picture recordId={recordId} photoId={id} size="thumb" held={undefined} alt="" />
      </div>
      <span>{photoProblems[reason]}</span>
      <div class="row">
        <PutAway
          label={thisDevice.dropPhoto}
          icon="trash"
          hasWords
          asking={thisDevice.dropPhotoAsking}
          onPutAway={() => void drop()}
        />
      </div>
    </>
  );
}
