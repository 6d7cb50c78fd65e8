// Several lines of text; it grows with them where the browser can.
import { Field, type FieldProps } from './Field.tsx';

export interface TextAreaProps extends FieldProps {
  value: string;
  onInput: (value: string) => void;
  onBlur?: () => void;
  rows?: number;
  maxLength?: number;
  count?: string;
  readOnly?: boolean;
  required?: boolean;
}

export function TextArea(props: TextAreaProps) {
  const { label, hint, error, note, value, onInput, rows = 4, count } = props;
  return (
    <Field label={label} hint={hint} error={error} {...(note === undefined ? {} : { note })}>
      {(control) => (
        <>
          <textarea
            {...control}
            class="control"
            rows={rows}
            value={value}
            onInput={(event) => onInput(event.currentTarget.value)}
            onBlur={props.onBlur}
            maxLength={props.maxLength}
            readOnly={props.readOnly}
            aria-required={props.required}
            autoCapitalize="sentences"
            spellcheck={false}
          />
          {count ? <span class="field-count">{count}</span> : null}
        </>
      )}
    </Field>
  );
}
