// Keys of the frequent actions. Silent while somebody types, while a dialog is open, and with Ctrl, Alt or Meta.
import { useLayoutEffect, useRef } from 'preact/hooks';

export function useKeys(actions: Readonly<Record<string, () => void>>): void {
  const latest = useRef(actions);
  latest.current = actions;
  useLayoutEffect(() => {
    function press(event: KeyboardEvent): void {
      const isChord = event.ctrlKey || event.altKey || event.metaKey;
      if (event.defaultPrevented || event.isComposing || isChord || isBusyElsewhere(event.target)) return;
      const action = Object.hasOwn(latest.current, event.key) ? latest.current[event.key] : undefined;
      if (!action) return;
      event.preventDefault();
      action();
    }
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

function isBusyElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]') !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  const isTick = target instanceof HTMLInputElement && ['checkbox', 'radio'].includes(target.type);
  return !isTick && target.matches('input, textarea, select, [contenteditable]');
}
