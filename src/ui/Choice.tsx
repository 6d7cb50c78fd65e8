// One of a few, all in sight: radio buttons as large targets, under one another or as segments of one bar.
import './choice.css';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { FieldError } from './Field.tsx';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';

export interface ChoiceOption<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly hint?: string;
  readonly icon?: IconName;
}

export interface ChoiceProps<V extends string> {
  legend: string;
  /** The legend is said to screen readers only. */
  hideLegend?: boolean;
  options: readonly ChoiceOption<V>[];
  /** null: nothing chosen yet. */
  value: V | null;
  onChange: (value: V) => void;
  /** segmented: beside one another, wrapping when the text is large. */
  look?: 'segmented' | 'list';
  hint?: ComponentChildren;
  error?: ComponentChildren;
  disabled?: boolean;
}

export function Choice<V extends string>(props: ChoiceProps<V>) {
  const { legend, options, value, onChange, look = 'segmented', hint, error } = props;
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter((part) => part !== '').join(' ');
  return (
    <fieldset class="field" disabled={props.disabled} aria-describedby={described || undefined}>
      <legend class={props.hideLegend ? 'visually-hidden' : 'field-label'}>{legend}</legend>
      {hint ? (
        <div class="field-hint" id={`${id}-hint`}>
          {hint}
        </div>
      ) : null}
      <div class={`choice choice-${look}`}>
        {options.map((option) => (
          <label class="choice-option" key={option.value}>
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.icon ? <Icon name={option.icon} /> : null}
            <span>
              {option.label}
              {option.hint ? <span class="choice-hint">{option.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}
