// Whose record it is: the person's own unit, or any unit for the office, which then names who told it.
import { liveUnits } from '../../db/live-phone.ts';
import { capture } from '../../i18n/vi/capture.ts';
import { hasRole, mayRecord, unitsOf } from '../../shared/domain/role.ts';
import type { Unit } from '../../shared/domain/unit.ts';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useLive } from '../../ui/use-live.ts';
import { useSession } from '../session/context.ts';
import type { Boxes } from './use-record-form.ts';

const none: readonly Unit[] = [];

export function useUnits(): readonly Unit[] {
  const { db } = useSession();
  return useLive(() => liveUnits(db), [db]) ?? none;
}

export function UnitField({ boxes, today }: { boxes: Boxes; today: string }) {
  const { me } = useSession();
  const units = useUnits();
  const isOffice = hasRole(me, 'officer');
  const own = unitsOf(me);
  const box = boxes.box('unitId');
  const choices = units.filter(
    ({ id, validTo }) => (isOffice || own.includes(id)) && (validTo === null || validTo >= today || id === box.value),
  );
  const [only] = choices;
  const sourceNote = boxes.box('sourceNote');
  // One unit and it is theirs: nothing to choose.
  if (!isOffice && choices.length === 1 && only?.id === box.value)
    return (
      <p>
        <span class="muted">{capture.unit}: </span>
        {only.name}
      </p>
    );
  return (
    <>
      <Select
        label={capture.unit}
        value={box.value}
        onChange={box.onInput}
        error={box.error}
        disabled={box.readOnly}
        placeholder={capture.unitChoose}
        hint={choices.length > 0 ? undefined : mayRecord(me) ? capture.unitNone : capture.unitNotGiven}
        options={choices.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {isOffice ? <TextField label={capture.sourceNote} hint={capture.sourceNoteHint} {...sourceNote} /> : null}
    </>
  );
}
