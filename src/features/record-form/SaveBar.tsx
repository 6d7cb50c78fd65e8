// At the thumb: what the draft's state is, why it could not be saved, and the button.
import type { SaveFailure } from '../../db/save.ts';
import { capture } from '../../i18n/vi/capture.ts';
import { beforeSending } from '../../i18n/vi/missing.ts';
import { unreachable } from '../../shared/lib/unreachable.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { SaveState } from './autosave.ts';

interface SaveBarProps {
  saved: SaveState;
  failure: SaveFailure['code'] | null;
  /** Save was pressed while something was missing. */
  incomplete: boolean;
  busy: boolean;
  label: string;
  onSave: () => void;
}

export function SaveBar({ saved, failure, incomplete, busy, label, onSave }: SaveBarProps) {
  return (
    <div class="stack-small">
      <SaveMessage saved={saved} failure={failure} incomplete={incomplete} />
      <Button variant="primary" icon="check" wide busy={busy} onClick={onSave}>
        {label}
      </Button>
    </div>
  );
}

export function SaveMessage({ saved, failure, incomplete }: Pick<SaveBarProps, 'saved' | 'failure' | 'incomplete'>) {
  if (failure !== null || saved === 'failed' || incomplete)
    return (
      <p class="field-error" role="alert">
        <Icon name="alert" />
        <span>
          {failure !== null ? capture.saveFailures[failure] : saved === 'failed' ? capture.draftFailed : beforeSending}
        </span>
      </p>
    );
  const words = draftWords(saved);
  return words === '' ? null : <p class="small muted">{words}</p>;
}

function draftWords(saved: Exclude<SaveState, 'failed'>): string {
  switch (saved) {
    case 'clean':
      return '';
    case 'waiting':
      return capture.draftSaving;
    case 'saved':
      return capture.draftSaved;
    default:
      return unreachable(saved);
  }
}
