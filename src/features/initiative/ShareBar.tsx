// The shares of the authors as one bar that must be full, and in words how much is left.
import { initiativeTexts } from '../../i18n/vi/initiative.ts';
import { printPercent, wholeShare } from '../../shared/lib/percent.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { FormRow } from '../record-form/form.ts';
import { remainingShare, shareParts } from './shares.ts';

/** Beside the buttons: with several authors the bar is out of sight when the last share is typed. */
export function ShareWarning({ rows }: { rows: readonly FormRow[] }) {
  const left = remainingShare(shareParts(rows));
  return left < 0 ? (
    <p class="field-error" role="alert">
      <Icon name="alert" />
      <span>{initiativeTexts.shareTooMuch(printPercent(-left))}</span>
    </p>
  ) : null;
}

export function ShareBar({ rows }: { rows: readonly FormRow[] }) {
  const parts = shareParts(rows);
  const left = remainingShare(parts);
  const most = Math.max(wholeShare, wholeShare - left);
  const words =
    left === 0
      ? initiativeTexts.shareDone
      : left > 0
        ? initiativeTexts.shareLeft(printPercent(left))
        : initiativeTexts.shareOver(printPercent(-left));
  return (
    <div class="share-bar-block">
      <div class="share-bar" aria-hidden="true">
        {parts.map(({ id, tenths }) => (
          <span key={id} class="share-bar-part" style={{ width: `${(tenths * 100) / most}%` }} />
        ))}
      </div>
      <p class={`share-bar-words ${left === 0 ? 'is-whole' : left < 0 ? 'is-over' : ''}`} role="status">
        <Icon name={left === 0 ? 'checkCircle' : left < 0 ? 'alert' : 'info'} />
        <span class="visually-hidden">{initiativeTexts.shareBar}: </span>
        {words}
      </p>
    </div>
  );
}
