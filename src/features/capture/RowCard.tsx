// One of several people, results or confirmers, with its own way out.
import type { ComponentChildren } from 'preact';
import { IconButton } from '../../ui/Button.tsx';

interface RowCardProps {
  title: string;
  removeLabel: string;
  /** null: it may not be removed (the last one, or a form that is only read). */
  onRemove: (() => void) | null;
  children: ComponentChildren;
}

export function RowCard({ title, removeLabel, onRemove, children }: RowCardProps) {
  return (
    <fieldset class="form-row">
      <legend class="visually-hidden">{title}</legend>
      <div class="form-row-head">
        <strong aria-hidden="true">{title}</strong>
        {onRemove ? <IconButton icon="trash" label={removeLabel} onClick={onRemove} /> : null}
      </div>
      {children}
    </fieldset>
  );
}
