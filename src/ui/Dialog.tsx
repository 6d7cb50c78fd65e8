// A question over the page, by the browser's own <dialog>: it holds the focus, and Escape closes it.
import './dialog.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { IconButton } from './Button.tsx';

export interface DialogProps {
  open: boolean;
  title: string;
  onClose: () => void;
  closeLabel: string;
  children?: ComponentChildren;
  /** Buttons, the main one last. */
  actions?: ComponentChildren;
}

export function Dialog({ open, title, onClose, closeLabel, children, actions }: DialogProps) {
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    if (!dialog || dialog.open === open) return;
    if (open) dialog.showModal();
    else dialog.close();
  }, [open]);
  return (
    <dialog ref={element} class="dialog" aria-labelledby={id} onClose={onClose}>
      {open ? (
        <div class="stack">
          <div class="dialog-head">
            <h2 id={id}>{title}</h2>
            <IconButton icon="close" label={closeLabel} onClick={onClose} />
          </div>
          {children ? <div>{children}</div> : null}
          {actions ? <div class="dialog-actions">{actions}</div> : null}
        </div>
      ) : null}
    </dialog>
  );
}
