// Throws something away that a person wrote; words are asked for once more before they go.
import { useState } from 'preact/hooks';
import { steps } from '../../i18n/vi/steps.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';

interface PutAwayProps {
  label: string;
  icon?: 'check' | 'trash';
  hasWords: boolean;
  onPutAway: () => void;
}

export function PutAway({ label, icon = 'check', hasWords, onPutAway }: PutAwayProps) {
  const [asks, setAsks] = useState(false);
  return (
    <>
      <Button icon={icon} onClick={() => (hasWords ? setAsks(true) : onPutAway())}>
        {label}
      </Button>
      <Dialog
        open={asks}
        title={steps.refused.askTitle}
        closeLabel={ui.close}
        onClose={() => setAsks(false)}
        actions={
          <>
            <Button onClick={() => setAsks(false)}>{steps.refused.keep}</Button>
            <Button variant="danger" icon="trash" onClick={onPutAway}>
              {label}
            </Button>
          </>
        }
      >
        {steps.refused.ask}
      </Dialog>
    </>
  );
}
