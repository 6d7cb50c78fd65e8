// The commune's units: added, renamed, ended with the one that comes after.
import { useContext, useState } from 'preact/hooks';
import { units as words } from '../../i18n/vi/people.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { unitTypeByKey, unitTypes } from '../../shared/domain/catalogues/unit-types.ts';
import type { Unit } from '../../shared/domain/unit.ts';
import { isCivilDate, isCivilDay, parseCivilDate, printCivilDate } from '../../shared/lib/civil-date.ts';
import { matches, nfc, searchText } from '../../shared/lib/fold.ts';
import { Button } from '../../ui/Button.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { PeopleApiContext, type UnitChange } from './api.ts';
import { Failure } from './Failure.tsx';
import { unitsByName } from './units-by-name.ts';
import { useAction } from './use-action.ts';

interface UnitsProps {
  units: readonly Unit[];
  unitName: (id: string) => string;
  onAdd: () => void;
  reload: () => Promise<void>;
}

export function Units({ units, unitName, onAdd, reload }: UnitsProps) {
  const [query, setQuery] = useState('');
  const [changing, setChanging] = useState<Unit | null>(null);
  const shown = unitsByName(units.filter(({ name }) => matches(searchText(name), query)));
  return (
    <>
      <Button variant="primary" icon="add" wide onClick={onAdd}>
        {words.add}
      </Button>
      <SearchField label={words.search} clearLabel={ui.clearSearch} value={query} onInput={setQuery} />
      <p class="muted small" role="status">
        {units.length === 0 ? words.none : shown.length === 0 ? words.nothingFound : words.found(shown.length)}
      </p>
      <VirtualList
        label={words.listLabel}
        items={shown}
        keyOf={({ id }) => id}
        estimateRem={4.5}
        renderRow={(unit) => (
          <div class="unit-row">
            <span>
              <span class="person-name">{unit.name}</span>
              <span class="muted small unit-facts">{unitFacts(unit, unitName)}</span>
            </span>
            <Button icon="edit" label={words.changeLabel(unit.name)} onClick={() => setChanging(unit)}>
              {words.change}
            </Button>
          </div>
        )}
      />
      <Dialog
        open={changing !== null}
        title={words.changeTitle}
        closeLabel={ui.close}
        onClose={() => setChanging(null)}
      >
        {changing === null ? null : (
          <ChangeUnit
            key={changing.id}
            unit={changing}
            others={unitsByName(units.filter(({ id }) => id !== changing.id))}
            onDone={async () => {
              await reload();
              setChanging(null);
            }}
          />
        )}
      </Dialog>
    </>
  );
}

function unitFacts(unit: Unit, unitName: (id: string) => string): string {
  return [
    unitTypeByKey(unit.type)?.name ?? unit.type,
    ...(isCivilDate(unit.validTo) ? [words.ended(printCivilDate(unit.validTo))] : []),
    ...(unit.successorId === null ? [] : [words.successor(unitName(unit.successorId))]),
  ].join(' · ');
}

interface ChangeUnitProps {
  unit: Unit;
  others: readonly Unit[];
  onDone: () => Promise<void>;
}

function ChangeUnit({ unit, others, onDone }: ChangeUnitProps) {
  const api = useContext(PeopleApiContext);
  const action = useAction();
  const [form, setForm] = useState({
    name: unit.name,
    type: unit.type,
    until: isCivilDate(unit.validTo) ? printCivilDate(unit.validTo) : '',
    successorId: unit.successorId ?? '',
  });
  const [asked, setAsked] = useState(false);
  const name = nfc(form.name).trim();
  const until = form.until.trim() === '' ? null : parseCivilDate(form.until);
  const isDayWrong = until !== null && !(until.ok && isCivilDay(until.value));
  const submit = () => {
    setAsked(true);
    if (name === '' || isDayWrong) return;
    const change: UnitChange = {
      ...(name === unit.name ? {} : { name }),
      ...(form.type === unit.type ? {} : { type: form.type }),
      validTo: until?.ok ? until.value : null,
      successorId: form.successorId || null,
    };
    void action.run(() => api.changeUnit(unit.id, change), onDone);
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        label={words.name}
        value={form.name}
        maxLength={200}
        error={asked && name === '' ? words.needName : undefined}
        onInput={(typed) => setForm({ ...form, name: typed })}
      />
      <UnitTypeSelect value={form.type} onChange={(type) => setForm({ ...form, type })} />
      <fieldset class="unit-end stack-small">
        <legend>{words.endTitle}</legend>
        <p class="muted small">{words.endHint}</p>
        <DateField
          label={words.endFrom}
          hint={words.endFromHint}
          pickLabel={ui.pickDate}
          placeholder={ui.datePlaceholder}
          value={form.until}
          error={asked && isDayWrong ? words.notADay : undefined}
          onInput={(typed) => setForm({ ...form, until: typed })}
        />
        <Select
          label={words.successorLabel}
          placeholder={words.noSuccessor}
          value={form.successorId}
          options={others.map((other) => ({ value: other.id, label: other.name }))}
          onChange={(successorId) => setForm({ ...form, successorId })}
        />
      </fieldset>
      <Failure failure={action.failure} />
      <Button type="submit" variant="primary" wide busy={action.isBusy}>
        {words.save}
      </Button>
    </form>
  );
}

export function UnitTypeSelect(props: { value: string; error?: string | undefined; onChange: (type: string) => void }) {
  return (
    <Select
      label={words.type}
      placeholder={words.chooseType}
      value={props.value}
      error={props.error}
      options={unitTypes.map(({ key, name }) => ({ value: key, label: name }))}
      onChange={props.onChange}
    />
  );
}
