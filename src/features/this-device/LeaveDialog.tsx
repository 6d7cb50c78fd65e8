// "Thoát khỏi máy này": says exactly what is unsent and that it is kept; offers to remove the records only when there is none.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Unsent } from '../../db/people-here.ts';
import { peopleHere } from '../../i18n/vi/people-here.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';

interface LeaveDialogProps {
  name: string;
  unsent: Unsent;
  isAllSent: boolean;
  onStay: () => void;
  onLeave: (how: { readonly erase: boolean }) => void;
}

export function LeaveDialog({ name, unsent, isAllSent, onStay, onLeave }: LeaveDialogProps) {
  const [step, setStep] = useState<'ask' | 'erase' | 'leaving'>('ask');
  const leave = (erase: boolean) => {
    setStep('leaving');
    onLeave({ erase });
  };
  if (step === 'erase' && isAllSent)
    return (
      <Asked title={peopleHere.erase.title(name)} onStay={onStay}>
        <p>{peopleHere.erase.body}</p>
        <p>{peopleHere.erase.asks}</p>
        <p>{peopleHere.erase.back}</p>
        <div class="dialog-actions">
          <Button onClick={() => setStep('ask')}>{peopleHere.erase.no}</Button>
          <Button variant="danger" icon="trash" onClick={() => leave(true)}>
            {peopleHere.erase.yes}
          </Button>
        </div>
      </Asked>
    );
  const words = peopleHere.ask;
  return (
    <Asked title={words.title(name)} onStay={onStay}>
      {isAllSent ? <p>{words.sent}</p> : <Kept unsent={unsent} />}
      <p>{words.comeBack}</p>
      <div class="dialog-actions">
        <Button onClick={onStay}>{words.no}</Button>
        <Button variant="primary" icon="lock" busy={step === 'leaving'} onClick={() => leave(false)}>
          {isAllSent ? words.yes : words.yesKeep}
        </Button>
      </div>
      {isAllSent ? (
        <Button variant="quiet" wide icon="trash" onClick={() => setStep('erase')}>
          {words.erase(name)}
        </Button>
      ) : null}
    </Asked>
  );
}

function Kept({ unsent }: { unsent: Unsent }) {
  return (
    <>
      <p>
        <strong>{peopleHere.ask.unsent(unsent)}</strong>
      </p>
      {unsent.records + unsent.photos > 0 ? <p>{peopleHere.ask.keeps}</p> : null}
      {unsent.drafts > 0 ? <p>{peopleHere.ask.keepsDrafts}</p> : null}
    </>
  );
}

function Asked({ title, onStay, children }: { title: string; onStay: () => void; children: ComponentChildren }) {
  return (
    <Dialog open title={title} closeLabel={ui.close} onClose={onStay}>
      <div class="stack">{children}</div>
    </Dialog>
  );
}
