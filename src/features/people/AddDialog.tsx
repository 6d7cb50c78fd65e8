// The frame in which people and units are added: one by one, or a pasted list. What was typed stays until the server took it.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { addPeople } from '../../i18n/vi/people.ts';
import { ui } from '../../i18n/vi/ui.ts';
import type { Result } from '../../shared/lib/result.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { announce } from '../../ui/LiveRegion.tsx';
import type { ApiFailure } from './api.ts';
import { Failure } from './Failure.tsx';
import { useAction } from './use-action.ts';

export interface OneWay<Wishes> {
  readonly isBusy: boolean;
  /** @param clear called once it is taken */
  add(wishes: Wishes, clear: () => void): void;
}

export interface ManyWay<Wishes> {
  readonly text: string;
  readonly isBusy: boolean;
  /** Positions, among what was sent, that the server did not take. */
  readonly refused: ReadonlySet<number>;
  readonly onText: (text: string) => void;
  readonly onAdd: (wishes: Wishes) => void;
}

interface AddDialogProps<Wishes, Answer> {
  open: boolean;
  title: string;
  /** Name of the way of one by one. */
  one: string;
  send: (wishes: Wishes) => Promise<Result<Answer, ApiFailure>>;
  /** What was added, as a sentence. */
  say: (answer: Answer) => string;
  drawOne: (way: OneWay<Wishes>) => ComponentChildren;
  drawMany: (way: ManyWay<Wishes>) => ComponentChildren;
  onClose: () => void;
  /** @param sentence to be said in sight */
  onAdded: (sentence: string) => Promise<void>;
}

export function AddDialog<Wishes, Answer>(props: AddDialogProps<Wishes, Answer>) {
  const { open, title, one, send, say, drawOne, drawMany, onClose, onAdded } = props;
  const [way, setWay] = useState<'one' | 'many'>('one');
  const [text, setText] = useState('');
  const action = useAction();
  const { isBusy, failure } = action;
  const add = (wishes: Wishes, clear: () => void) =>
    void action.run(
      () => send(wishes),
      async (answer) => {
        clear();
        const sentence = say(answer);
        announce(sentence);
        await onAdded(sentence);
        onClose();
      },
    );
  const onText = (typed: string) => {
    setText(typed);
    action.forget();
  };
  return (
    <Dialog open={open} title={title} closeLabel={ui.close} onClose={onClose}>
      <div class="stack">
        <Choice
          legend={addPeople.how}
          hideLegend
          value={way}
          options={[
            { value: 'one', label: one },
            { value: 'many', label: addPeople.many },
          ]}
          onChange={setWay}
        />
        {way === 'one'
          ? drawOne({ isBusy, add })
          : drawMany({
              text,
              isBusy,
              refused: refusedRows(failure),
              onText,
              onAdd: (wishes) => add(wishes, () => setText('')),
            })}
        <Failure failure={failure} />
      </div>
    </Dialog>
  );
}

/** `people/3/assignment/unitId` names the fourth. */
function refusedRows(failure: ApiFailure | null): ReadonlySet<number> {
  const positions = failure?.fields.map((path) => Number(path.split('/')[1])) ?? [];
  return new Set(positions.filter((at) => Number.isInteger(at)));
}
