// One field in which two records differ: both values in full, and which shall stand.
import { useId } from 'preact/hooks';
import { alike } from '../../i18n/vi/alike.ts';
import { printValue, type UnitName } from '../record-view/print-value.ts';
import { type Chosen, type Difference, joined, type Picks, pickOf, type Side } from './compare.ts';

interface DifferenceChoiceProps {
  difference: Difference;
  stays: Side;
  picks: Picks;
  /** By what the two records are called. */
  names: Readonly<Record<Side, string>>;
  unitName: UnitName;
  disabled: boolean;
  onPick: (chosen: Chosen) => void;
}

export function DifferenceChoice(props: DifferenceChoiceProps) {
  const { difference, stays, picks, names, unitName, disabled, onPick } = props;
  const name = useId();
  const picked = pickOf(difference, stays, picks);
  const option = (value: Chosen, head: string, text: string, isWords: boolean) => (
    <label class="choice-option compare-value" key={value}>
      <input type="radio" name={name} checked={picked === value} onChange={() => onPick(value)} />
      <span>
        <span class="choice-hint">{head}</span>
        <span class={isWords ? 'record-text' : 'muted'}>{text}</span>
      </span>
    </label>
  );
  const side = (one: Side) => {
    const text = printValue(difference.name, difference.values[one], unitName);
    return option(one, names[one], text || alike.blank, text !== '');
  };
  return (
    <fieldset class="field" disabled={disabled}>
      <legend class="field-label">{difference.label}</legend>
      <div class="compare-values">
        {side('a')}
        {side('b')}
        {joined(difference, stays) === null ? null : option('both', alike.both, alike.bothHint, false)}
      </div>
    </fieldset>
  );
}
