// Words of steps and choices that were not taken, wherever they were written: also where the record offers that no longer.
import '../record-view/steps.css';
import { dropHalfWritten } from '../../db/half-written.ts';
import { fieldLabel } from '../../i18n/vi/catalogue-labels.ts';
import { stepLabel } from '../../i18n/vi/records.ts';
import { thisDevice } from '../../i18n/vi/this-device.ts';
import { announce } from '../../ui/LiveRegion.tsx';
import { useLive } from '../../ui/use-live.ts';
import { CopyText } from '../record-view/CopyText.tsx';
import { PutAway } from '../record-view/PutAway.tsx';
import { useSession } from '../session/context.ts';
import { ListPart } from './ListPart.tsx';
import { type HalfWrittenItem, liveHalfWritten } from './live-half-written.ts';

export function HalfWritten() {
  const { db } = useSession();
  const items = useLive(() => liveHalfWritten(db), [db]) ?? [];
  return (
    <ListPart
      title={thisDevice.halfWrittenTitle}
      hint={thisDevice.halfWrittenHint}
      items={items}
      keyOf={({ recordId, step, conflictId }) => `${recordId}/${step}/${conflictId}`}
      row={(item) => <Words item={item} />}
    />
  );
}

function Words({ item }: { item: HalfWrittenItem }) {
  const { db } = useSession();
  const { recordId, record, step, field, text } = item;
  const drop = () => dropHalfWritten(db, item).then(() => announce(thisDevice.wordsDropped));
  const where = record && field !== null ? fieldLabel(record.kind, field) : null;
  return (
    <>
      {record ? (
        <a class="attention-link" href={`/r/${recordId}`}>
          {record.title || thisDevice.open}
        </a>
      ) : (
        <span>{thisDevice.recordGone}</span>
      )}
      <span>{thisDevice.halfWrittenIn(stepLabel(step), where)}</span>
      <p class="step-note">{text}</p>
      <div class="row">
        <CopyText text={text} />
        <PutAway label={thisDevice.dropWords} icon="trash" hasWords onPutAway={() => void drop()} />
      </div>
    </>
  );
}
