// What every field has around its control: label, hint, and the error that explains, joined for screen readers.
import './field.css';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './Icon.tsx';

export interface FieldProps {
  label: string;
  hint?: ComponentChildren;
  /** A sentence that says what to do. Shown in red with an icon, never by colour alone. */
  error?: ComponentChildren;
  /** Words behind the label, e.g. that it may stay empty. */
  note?: string;
}

/** Attributes the control carries. */
export interface ControlAttributes {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': 'true' | undefined;
}

export function Field({
  label,
  hint,
  error,
  note,
  children,
}: FieldProps & { children: (control: ControlAttributes) => ComponentChildren }) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter((part) => part !== '').join(' ');
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
        {note ? <span class="field-note"> {note}</span> : null}
      </label>
      {hint ? (
        <div class="field-hint" id={`${id}-hint`}>
          {hint}
        </div>
      ) : null}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? 'true' : undefined })}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}

export function FieldError({ id, error }: { id: string; error: ComponentChildren }) {
  return error ? (
    <p class="field-error" id={id}>
      <Icon name="alert" />
      <span>{error}</span>
    </p>
  ) : null;
}
