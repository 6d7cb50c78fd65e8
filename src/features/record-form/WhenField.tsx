// The day, by one touch where it was today or yesterday.
import { useEffect, useRef, useState } from 'preact/hooks';
import { capture } from '../../i18n/vi/capture.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { addDays, type CivilDay, parseCivilDate, printCivilDate } from '../../shared/lib/civil-date.ts';
import { Choice } from '../../ui/Choice.tsx';
import { DateField } from '../../ui/DateField.tsx';
import type { Box } from './use-record-form.ts';

const options = [
  { value: 'today', label: capture.today },
  { value: 'yesterday', label: capture.yesterday },
  { value: 'other', label: capture.otherDay },
] as const;
type When = (typeof options)[number]['value'];

export function WhenField({ legend, box, today }: { legend: string; box: Box; today: CivilDay }) {
  const [wantsOther, setWantsOther] = useState(false);
  const other = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wantsOther) other.current?.querySelector('input')?.focus();
  }, [wantsOther]);
  const yesterday = addDays(today, -1);
  const typed = parseCivilDate(box.value);
  const day = typed.ok ? typed.value : null;
  const when: When = !wantsOther && day === today ? 'today' : !wantsOther && day === yesterday ? 'yesterday' : 'other';
  return (
    <>
      <Choice<When>
        legend={legend}
        options={options}
        value={when}
        disabled={box.readOnly}
        onChange={(chosen) => {
          setWantsOther(chosen === 'other');
          box.onInput(chosen === 'other' ? '' : printCivilDate(chosen === 'today' ? today : yesterday));
        }}
      />
      {when === 'other' ? (
        <div ref={other}>
          <DateField
            label={capture.day}
            pickLabel={ui.pickDate}
            placeholder={ui.datePlaceholder}
            max={today}
            {...box}
          />
        </div>
      ) : null}
    </>
  );
}
