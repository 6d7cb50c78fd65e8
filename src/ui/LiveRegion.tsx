// What a screen reader is told without moving the focus. The app mounts one <LiveRegion>; anything may announce.
import { useEffect, useState } from 'preact/hooks';

let say: ((text: string) => void) | undefined;

/** Says it when there is a pause. A repeat of the same text is said again. */
export function announce(text: string): void {
  say?.(text);
}

export function LiveRegion() {
  const [message, setMessage] = useState({ text: '', turn: 0 });
  useEffect(() => {
    say = (text) => setMessage(({ turn }) => ({ text, turn: turn + 1 }));
    return () => {
      say = undefined;
    };
  }, []);
  return (
    <div class="visually-hidden" role="status" aria-live="polite">
      <span key={message.turn}>{message.text}</span>
    </div>
  );
}
