// A list of thousands of rows that draws only those in sight. It scrolls with the page, or with the nearest element that scrolls.
import './virtual-list.css';
import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { rowsBetween, topsOf } from './window-rows.ts';

export interface VirtualListProps<T> {
  /** Said to screen readers. */
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  /** One row; it should hold one link or button. Rows may differ in height. */
  renderRow: (item: T, index: number) => ComponentChildren;
  /** A first guess of a row's height in rem; the real one is measured. */
  estimateRem: number;
  /** Rows there are in all, if more than `items` holds. */
  total?: number;
  /** The end is near: time to load more. */
  onNearEnd?: () => void;
}

const spare = 6;

export function VirtualList<T>({ label, items, keyOf, renderRow, estimateRem, total, onNearEnd }: VirtualListProps<T>) {
  const list = useRef<HTMLUListElement>(null);
  const heights = useRef(new Map<string, number>());
  const [measured, setMeasured] = useState(0);
  const [view, setView] = useState({ from: 0, to: 800 });
  const [focused, setFocused] = useState(-1);

  const estimate = estimateRem * rem();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `measured` says that the heights have changed; `keyOf` is a new function at every draw
  const tops = useMemo(
    () =>
      topsOf(items.length, (index) => {
        const item = items[index];
        return (item === undefined ? undefined : heights.current.get(keyOf(item))) ?? estimate;
      }),
    [items, measured, estimate],
  );
  const { first, end } = rowsBetween(tops, view.from, view.to, spare);

  const look = useCallback(() => {
    const element = list.current;
    if (!element) return;
    const pane = scrollPane(element);
    const height = pane?.clientHeight || window.innerHeight || 800;
    const from = (pane?.getBoundingClientRect().top ?? 0) - element.getBoundingClientRect().top;
    setView((old) =>
      Math.abs(old.from - from) < 1 && old.to - old.from === height ? old : { from, to: from + height },
    );
  }, []);

  useEffect(() => {
    const target: EventTarget = (list.current && scrollPane(list.current)) ?? window;
    target.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    look();
    return () => {
      target.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
  }, [look]);

  // After every draw: rows that came are measured; a changed height moves those below.
  useLayoutEffect(() => {
    let changed = false;
    for (const row of list.current?.children ?? []) {
      const key = row.getAttribute('data-key');
      const height = row.getBoundingClientRect().height;
      if (key === null || height === 0 || Math.abs((heights.current.get(key) ?? 0) - height) < 0.5) continue;
      heights.current.set(key, height);
      changed = true;
    }
    if (changed) setMeasured((turn) => turn + 1);
  });

  const isNearEnd = end >= items.length;
  useEffect(() => {
    if (isNearEnd && items.length > 0) onNearEnd?.();
  }, [isNearEnd, items.length, onNearEnd]);

  // The row that holds the focus stays drawn, or the focus would be lost when it scrolls out of sight.
  const drawn = Array.from({ length: end - first }, (_, at) => first + at);
  if (focused >= 0 && focused < items.length && (focused < first || focused >= end)) drawn.push(focused);

  return (
    <ul
      ref={list}
      class="virtual-list"
      aria-label={label}
      style={{ height: `${tops[items.length] ?? 0}px` }}
      onKeyDown={(event) => moveFocus(event, items.length, setFocused)}
      onFocusIn={(event) => setFocused(rowIndex(event.target))}
      onFocusOut={() => setFocused(-1)}
    >
      {drawn.map((index) => {
        const item = items[index];
        if (item === undefined) return null;
        const key = keyOf(item);
        return (
          <li
            key={key}
            data-key={key}
            data-index={index}
            aria-posinset={index + 1}
            aria-setsize={total ?? items.length}
            style={{ transform: `translateY(${tops[index] ?? 0}px)` }}
          >
            {renderRow(item, index)}
          </li>
        );
      })}
    </ul>
  );
}

/** Arrow keys, Home and End go from row to row; Tab does too, as in every list of links. */
function moveFocus(
  event: KeyboardEvent & { currentTarget: HTMLElement },
  count: number,
  setFocused: (index: number) => void,
) {
  const from = rowIndex(event.target);
  if (from < 0 || event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
  const to = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: count - 1 }[event.key];
  if (to === undefined || to < 0 || to >= count) return;
  event.preventDefault();
  const list = event.currentTarget;
  setFocused(to);
  // Drawn in the next frame, if it was not yet.
  requestAnimationFrame(() => {
    const row = list.querySelector<HTMLElement>(`[data-index="${to}"]`);
    row?.querySelector<HTMLElement>('a, button')?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  });
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

function rowIndex(target: EventTarget | null): number {
  const row = target instanceof Element ? target.closest('li[data-index]') : null;
  return row ? Number(row.getAttribute('data-index')) : -1;
}

/** null: the page itself scrolls. */
function scrollPane(element: Element): Element | null {
  for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return null;
}

const rem = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
