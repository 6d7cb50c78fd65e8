// What the office asks about, beside the box it asks about. Apart from the form's own parts: only a returned record has it.
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { steps } from '../../i18n/vi/steps.ts';
import { Icon } from '../../ui/Icon.tsx';

/** A longer one stands whole above the form. */
const noteAtField = 200;

/** What stands under each box, by path. */
export function fieldMarks(words: ReadonlyMap<string, string>): ReadonlyMap<string, ComponentChildren> {
  return new Map(
    [...words].map(([path, note]) => {
      const short = note.length > noteAtField ? `${note.slice(0, noteAtField).trimEnd()}…` : note;
      const text = short === '' ? steps.returned.inForm : steps.returned.atField(short);
      return [
        path,
        <span key={path} data-mark={path}>
          {text}
        </span>,
      ] as const;
    }),
  );
}

/** Of a whole set, which has no box of its own. */
export function SetMark({ path, marks }: { path: string; marks: ReadonlyMap<string, ComponentChildren> | undefined }) {
  const mark = marks?.get(path);
  return mark === undefined ? null : (
    <p class="field-error">
      <Icon name="alert" />
      {mark}
    </p>
  );
}

/** What stands behind `#`: the path of a field. '' when nothing does. */
export const wantedPath = (): string => decodeURIComponent(location.hash.slice(1));

/** Brings the marked box into sight and focus, once its section or step is drawn. */
export function useFocusOnMark(path: string): void {
  useEffect(() => {
    if (path === '') return;
    const soon = setTimeout(() => {
      const mark = document.querySelector(`[data-mark="${CSS.escape(path)}"]`);
      const field = mark?.closest('.field');
      field?.querySelector<HTMLElement>('input, textarea, select')?.focus({ preventScroll: true });
      (field ?? mark)?.scrollIntoView({ block: 'center' });
    }, 60);
    return () => clearTimeout(soon);
  }, [path]);
}

/** Calls back whenever a link leads to another field of the form that is open already. */
export function useHash(onWanted: (path: string) => void): void {
  useLayoutEffect(() => {
    const go = () => {
      const path = wantedPath();
      if (path !== '') onWanted(path);
    };
    window.addEventListener('hashchange', go);
    return () => window.removeEventListener('hashchange', go);
  });
}
