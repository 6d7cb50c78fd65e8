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
import { type HalfWrittenItem, liveHalfWritten } from './live-half-written.ts';

export function HalfWritten() {
  const { db } = useSession();
  const items = useLive(() => liveHalfWritten(db), [db]) ?? [];
  if (items.length === 0) return null;
  return (
    <section class="stack-small device-part" aria-labelledby="half-written-title">
      <h2 id="half-written-title">{thisDevice.halfWrittenTitle}</h2>
      <p>{thisDevice.halfWrittenHint}</p>
      <ul class="plain-list">
        {items.map((item) => (
          <li key={`${item.recordId}/${item.step}/${item.conflictId}`} class="attention-row">
            <Words item={item} />
          </li>
        ))}
      </ul>
    </section>
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
