// One line of text. Nothing listens to keys: Vietnamese input methods compose letters from several.
import { Field, type FieldProps } from './Field.tsx';

export interface TextFieldProps extends FieldProps {
  /** What stands in the control, as typed. */
  value: string;
  onInput: (value: string) => void;
  onBlur?: () => void;
  type?: 'text' | 'tel' | 'search' | 'url';
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'search' | 'url' | 'none';
  autoComplete?: string;
  autoCapitalize?: 'off' | 'sentences' | 'words' | 'characters';
  /** Offered while typing; anything else may be typed too. */
  suggestions?: readonly string[];
  maxLength?: number;
  /** E.g. "12/100", or that the text is too long. */
  count?: string;
  readOnly?: boolean;
  required?: boolean;
  spellcheck?: boolean;
}

export function TextField(props: TextFieldProps) {
  const { label, hint, error, note, value, onInput, suggestions, count, type = 'text', autoComplete = 'off' } = props;
  return (
    <Field label={label} hint={hint} error={error} {...(note === undefined ? {} : { note })}>
      {(control) => (
        <>
          <input
            {...control}
            class="control"
            type={type}
            value={value}
            onInput={(event) => onInput(event.currentTarget.value)}
            onBlur={props.onBlur}
            inputMode={props.inputMode}
            autoComplete={autoComplete}
            autoCapitalize={props.autoCapitalize}
            list={suggestions ? `${control.id}-list` : undefined}
            maxLength={props.maxLength}
            readOnly={props.readOnly}
            aria-required={props.required}
            spellcheck={props.spellcheck ?? false}
          />
          {suggestions ? (
            <datalist id={`${control.id}-list`}>
              {suggestions.map((text) => (
                <option key={text} value={text} />
              ))}
            </datalist>
          ) : null}
          {count ? <span class="field-count">{count}</span> : null}
        </>
      )}
    </Field>
  );
}
