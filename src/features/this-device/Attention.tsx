// What the commune did not take, each with its reason and the way to mend it.
import { refusalSentence } from '../../i18n/vi/problems.ts';
import { stepLabel } from '../../i18n/vi/records.ts';
import { thisDevice } from '../../i18n/vi/this-device.ts';
import { useLive } from '../../ui/use-live.ts';
import { useSession } from '../session/context.ts';
import { liveAttention } from './live-attention.ts';

export function Attention() {
  const { db } = useSession();
  const items = useLive(() => liveAttention(db), [db]) ?? [];
  if (items.length === 0) return null;
  return (
    <section class="stack-small device-part" aria-labelledby="attention-title">
      <h2 id="attention-title">{thisDevice.attentionTitle}</h2>
      <p>{thisDevice.attentionHint}</p>
      <ul class="plain-list">
        {items.map(({ recordId, title, refusal, step }) => (
          <li key={recordId} class="attention-row">
            <a class="attention-link" href={`/r/${recordId}`}>
              {title ?? thisDevice.open}
            </a>
            {step ? <span>{thisDevice.refusedStep(stepLabel(step))}</span> : null}
            {refusal ? <span>{refusalSentence(refusal)}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
