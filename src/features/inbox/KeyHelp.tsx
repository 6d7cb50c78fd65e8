// The keys of the inbox: named on a button where there is a keyboard, and the whole table on demand.
import { inbox } from '../../i18n/vi/inbox.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';

interface KeyHelpProps {
  open: boolean;
  onOpen: () => void;
  onClose: () => void;
}

export function KeyHelp({ open, onOpen, onClose }: KeyHelpProps) {
  return (
    <div class="key-help">
      <Button variant="quiet" onClick={onOpen}>
        {inbox.keyLine}
      </Button>
      <Dialog open={open} title={inbox.keys} closeLabel={ui.close} onClose={onClose}>
        <dl class="key-table">
          {inbox.keyHelp.map(({ key, does }) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <p class="muted small">{inbox.keyHint}</p>
      </Dialog>
    </div>
  );
}
