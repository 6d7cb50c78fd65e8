// Ticks beside everything the author may be asked about.
import { steps } from '../../i18n/vi/steps.ts';
import type { MarkGroup } from './marks.ts';

interface MarkListProps {
  groups: readonly MarkGroup[];
  ticked: readonly string[];
  onTick: (path: string, on: boolean) => void;
}

export function MarkList({ groups, ticked, onTick }: MarkListProps) {
  return (
    <div class="stack">
      <div>
        <h3>{steps.marks.legend}</h3>
        <p class="field-hint">{steps.marks.hint}</p>
      </div>
      {groups.map(({ title, items }) => (
        <fieldset key={title} class="mark-list">
          <legend>{title}</legend>
          {items.map(({ path, label, value }) => (
            <label key={path} class="mark-tick">
              <input
                type="checkbox"
                checked={ticked.includes(path)}
                onChange={(event) => onTick(path, event.currentTarget.checked)}
              />
              <span>
                {label}
                {value === '' ? null : <span class="mark-value">{value}</span>}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
