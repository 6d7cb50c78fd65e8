// A date typed as dd/MM/yyyy (or a month, or a year), with a button for the system's own calendar.
import { useRef } from 'preact/hooks';
import { type CivilDate, isCivilDate, parseCivilDate, printCivilDate } from '../shared/lib/civil-date.ts';
import { IconButton } from './Button.tsx';
import { Field, type FieldProps } from './Field.tsx';

export interface DateFieldProps extends FieldProps {
  /** As typed: "5/11/2026". `parseCivilDate` reads it. */
  value: string;
  onInput: (typed: string) => void;
  onBlur?: () => void;
  /** Label of the calendar button. */
  pickLabel: string;
  placeholder?: string;
  /** ISO days, for the calendar only. */
  min?: string;
  max?: string;
  readOnly?: boolean;
}

export function DateField(props: DateFieldProps) {
  const { label, hint, error, note, value, onInput, pickLabel } = props;
  const picker = useRef<HTMLInputElement>(null);
  return (
    <Field label={label} hint={hint} error={error} {...(note === undefined ? {} : { note })}>
      {(control) => (
        <div class="control-with-button">
          <input
            {...control}
            class="control"
            type="text"
            inputMode="numeric"
            autoComplete="off"
            value={value}
            placeholder={props.placeholder}
            readOnly={props.readOnly}
            onInput={(event) => onInput(event.currentTarget.value)}
            onBlur={props.onBlur}
          />
          <input
            ref={picker}
            class="date-picker"
            type="date"
            tabIndex={-1}
            aria-hidden="true"
            value={isoDay(value)}
            min={props.min}
            max={props.max}
            onChange={(event) => onInput(printed(event.currentTarget.value))}
          />
          <IconButton
            icon="calendar"
            label={pickLabel}
            disabled={props.readOnly ?? false}
            onClick={() => openPicker(picker.current)}
          />
        </div>
      )}
    </Field>
  );
}

function isoDay(typed: string): string {
  const date = parseCivilDate(typed);
  return date.ok && date.value.length === 10 ? date.value : '';
}

const printed = (iso: string): string => (isCivilDate(iso) ? printCivilDate(iso satisfies CivilDate) : '');

/** A browser without a picker it will open for us still lets the day be typed. */
function openPicker(input: HTMLInputElement | null): void {
  try {
    input?.showPicker();
  } catch {
    input?.focus();
  }
}
