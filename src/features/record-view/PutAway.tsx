// Throws something away that a person wrote or took; words and pictures are asked for once more before they go.
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
  /** Of anything but words. */
  asking?: { readonly title: string; readonly text: string };
}

const ofWords = { title: steps.refused.askTitle, text: steps.refused.ask };

export function PutAway({ label, icon = 'check', hasWords, onPutAway, asking = ofWords }: PutAwayProps) {
  const [asks, setAsks] = useState(false);
  return (
    <>
      <Button icon={icon} onClick={() => (hasWords ? setAsks(true) : onPutAway())}>
        {label}
      </Button>
      <Dialog
        open={asks}
        title={asking.title}
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
        {asking.text}
      </Dialog>
    </>
  );
}
