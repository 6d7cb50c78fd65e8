// One of many, by the system's own list.
import { Field, type FieldProps } from './Field.tsx';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

export interface SelectGroup {
  readonly label: string;
  readonly options: readonly SelectOption[];
}

export interface SelectProps extends FieldProps {
  /** '' is "nothing chosen". */
  value: string;
  onChange: (value: string) => void;
  options: readonly (SelectOption | SelectGroup)[];
  /** The line for '' . Without it there is no empty choice. */
  placeholder?: string;
  disabled?: boolean;
  required?: boolean;
}

export function Select({
  label,
  hint,
  error,
  note,
  value,
  onChange,
  options,
  placeholder,
  disabled,
  required,
}: SelectProps) {
  return (
    <Field label={label} hint={hint} error={error} {...(note === undefined ? {} : { note })}>
      {(control) => (
        <select
          {...control}
          class="control"
          value={value}
          disabled={disabled}
          aria-required={required}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {placeholder === undefined ? null : <option value="">{placeholder}</option>}
          {options.map((option) =>
            'options' in option ? (
              <optgroup key={option.label} label={option.label}>
                {option.options.map(optionOf)}
              </optgroup>
            ) : (
              optionOf(option)
            ),
          )}
        </select>
      )}
    </Field>
  );
}

function optionOf({ value, label, disabled }: SelectOption) {
  return (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  );
}
