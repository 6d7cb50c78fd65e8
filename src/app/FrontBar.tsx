// Says that another person is in front now: after a switch, and in a tab whose open form belongs to the one before.
import { peopleHere } from '../i18n/vi/people-here.ts';
import { Button } from '../ui/Button.tsx';

const words = peopleHere.bar;

export function MovedBar({ name, onClose }: { name: string; onClose: () => void }) {
  return (
    <div class="update-bar" role="status">
      <span>{words.moved(name)}</span>
      <Button icon="check" onClick={onClose}>
        {words.ok}
      </Button>
    </div>
  );
}

/** `front` null: the person left the phone, and nobody is in front. */
export function ElsewhereBar({ own, front, onGo }: { own: string; front: string | null; onGo: () => void }) {
  return (
    <div class="update-bar" role="status">
      <span>{front === null ? words.ownLeft(own) : words.elsewhere(front, own)}</span>
      <Button icon="forward" onClick={onGo}>
        {front === null ? words.close : words.goThere(front)}
      </Button>
    </div>
  );
}
