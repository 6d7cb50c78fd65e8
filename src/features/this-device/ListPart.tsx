// A part of "Máy này" that lists something, and is not there when there is nothing of it.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface ListPartProps<T> {
  title: string;
  hint: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  row: (item: T) => ComponentChildren;
}

export function ListPart<T>({ title, hint, items, keyOf, row }: ListPartProps<T>) {
  const id = useId();
  if (items.length === 0) return null;
  return (
    <section class="stack-small device-part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p>{hint}</p>
      <ul class="plain-list">
        {items.map((item) => (
          <li key={keyOf(item)} class="attention-row">
            {row(item)}
          </li>
        ))}
      </ul>
    </section>
  );
}
