// What the commune did not take, each with its reason and the way to mend it.
import { refusalSentence } from '../../i18n/vi/problems.ts';
import { stepLabel } from '../../i18n/vi/records.ts';
import { thisDevice } from '../../i18n/vi/this-device.ts';
import { useLive } from '../../ui/use-live.ts';
import { useSession } from '../session/context.ts';
import { ListPart } from './ListPart.tsx';
import { liveAttention } from './live-attention.ts';

export function Attention() {
  const { db } = useSession();
  const items = useLive(() => liveAttention(db), [db]) ?? [];
  return (
    <ListPart
      title={thisDevice.attentionTitle}
      hint={thisDevice.attentionHint}
      items={items}
      keyOf={({ recordId }) => recordId}
      row={({ recordId, title, refusal, step }) => (
        <>
          <a class="attention-link" href={`/r/${recordId}`}>
            {title ?? thisDevice.open}
          </a>
          {step ? <span>{thisDevice.refusedStep(stepLabel(step))}</span> : null}
          {refusal ? <span>{refusalSentence(refusal)}</span> : null}
        </>
      )}
    />
  );
}
