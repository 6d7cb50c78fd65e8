// Adding people: one by one, or a pasted list that is shown line by line before it is sent. What was typed stays until it is taken.
import { useContext, useState } from 'preact/hooks';
import { roleNames } from '../../i18n/vi/enrolment.ts';
import { person, roleHints, addPeople as words } from '../../i18n/vi/people.ts';
import { isUnitRole, type Role } from '../../shared/domain/role.ts';
import type { Unit } from '../../shared/domain/unit.ts';
import { nfc } from '../../shared/lib/fold.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { AddDialog, type ManyWay } from './AddDialog.tsx';
import { Anyway } from './Anyway.tsx';
import { personKey, personLike } from './already-there.ts';
import { type NewPeople, PeopleApiContext } from './api.ts';
import { PastePreview } from './PastePreview.tsx';
import { type PersonLine, personLines } from './person-lines.ts';
import { RoleFields } from './RoleFields.tsx';
import { type PersonOnList, roleLines } from './sheet.ts';

interface AddPeopleProps {
  open: boolean;
  /** Those that people may be given to today. */
  units: readonly Unit[];
  people: readonly PersonOnList[];
  onClose: () => void;
  /** @param sentence what was added, to be said in sight. */
  onAdded: (sentence: string) => Promise<void>;
}

export function AddPeople({ open, units, people, onClose, onAdded }: AddPeopleProps) {
  const [one, setOne] = useState<OneProps['value']>({ name: '', role: 'submitter', unitId: '' });
  const api = useContext(PeopleApiContext);
  return (
    <AddDialog
      open={open}
      title={words.title}
      one={words.one}
      send={api.addPeople}
      say={({ added }) => words.added(added.length)}
      drawOne={({ isBusy, add }) => (
        <OnePerson
          value={one}
          units={units}
          people={people}
          isBusy={isBusy}
          onChange={setOne}
          onAdd={(wish) => add([wish], () => setOne({ ...one, name: '' }))}
        />
      )}
      drawMany={(way) => <ManyPeople {...way} units={units} people={people} />}
      onClose={onClose}
      onAdded={onAdded}
    />
  );
}

interface OneProps {
  value: { name: string; role: Role; unitId: string };
  units: readonly Unit[];
  people: readonly PersonOnList[];
  isBusy: boolean;
  onChange: (value: OneProps['value']) => void;
  onAdd: (wish: NewPeople[number]) => void;
}

function OnePerson({ value, units, people, isBusy, onChange, onAdd }: OneProps) {
  const [asked, setAsked] = useState(false);
  const name = nfc(value.name).trim();
  const unitId = isUnitRole(value.role) ? value.unitId : null;
  const needsUnit = unitId === '';
  const wished = { name, role: value.role, unitId };
  const like = needsUnit ? null : personLike(people, wished);
  // The tick is for this person only; another name asks anew.
  const [agreed, setAgreed] = useState<string | null>(null);
  const isAgreed = agreed === personKey(wished);
  const submit = () => {
    setAsked(true);
    if (name === '' || needsUnit || (like && !isAgreed)) return;
    setAsked(false);
    setAgreed(null);
    onAdd({ name, assignment: { role: value.role, unitId } });
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
        value={value.name}
        maxLength={200}
        autoCapitalize="words"
        error={asked && name === '' ? words.needName : undefined}
        onInput={(typed) => onChange({ ...value, name: typed })}
      />
      <RoleFields
        role={value.role}
        unitId={value.unitId}
        units={units}
        unitError={asked && needsUnit ? words.needUnit : undefined}
        onChange={(change) => onChange({ ...value, ...change })}
      />
      <p class="muted small">{roleHints[value.role]}</p>
      {like ? (
        <Notice tone="amber" icon="info" live="status">
          <div class="stack-small">
            <p>{words.there(like.name, placesOf(like, units))}</p>
            <Anyway
              label={words.anyway}
              checked={isAgreed}
              onChange={(isOn) => setAgreed(isOn ? personKey(wished) : null)}
            />
            {asked && !isAgreed ? <p class="paste-wrong">{words.needAnyway}</p> : null}
          </div>
        </Notice>
      ) : null}
      <Button type="submit" variant="primary" icon="add" wide busy={isBusy}>
        {words.add}
      </Button>
    </form>
  );
}

interface ManyProps extends ManyWay<NewPeople> {
  units: readonly Unit[];
  people: readonly PersonOnList[];
}

function ManyPeople({ text, units, people, isBusy, refused, onText, onAdd }: ManyProps) {
  const lines = personLines(text, units);
  const warnings = doublingsOf(lines, people, units);
  const doubled = warnings.filter((warning) => warning !== null).length;
  // The tick is for the list it was given for; another list asks anew.
  const [agreed, setAgreed] = useState<string | null>(null);
  const wanted = agreed === text ? lines : lines.filter((_, at) => warnings[at] === null);
  const wish = wishOf(wanted);
  return (
    <div class="stack">
      <TextArea
        label={words.lines}
        hint={`${words.linesHint} ${words.example}`}
        rows={6}
        value={text}
        onInput={onText}
      />
      <PastePreview
        columns={words.columns}
        rows={lines.map(({ line, name, role, unit, unitTyped, problem }, at) => ({
          line,
          warning: warnings[at] ?? null,
          cells: [
            name,
            role === null ? '' : roleNames[role],
            role !== null && !isUnitRole(role) ? person.wholeCommune : (unit?.name ?? unitTyped),
          ],
          problem: problem
            ? words.problems[problem]
            : refused.has(wanted.findIndex((sent) => sent.line === line))
              ? words.problems.refused
              : null,
        }))}
      />
      {doubled > 0 ? (
        <Anyway
          label={words.anywayMany(doubled)}
          checked={agreed === text}
          onChange={(isOn) => setAgreed(isOn ? text : null)}
        />
      ) : null}
      <Button
        variant="primary"
        icon="add"
        wide
        busy={isBusy}
        disabled={wish.length === 0 || wish.length < wanted.length}
        onClick={() => onAdd(wish)}
      >
        {words.addMany(wish.length)}
      </Button>
    </div>
  );
}

/** For each line, who of that name is there already, or stands in a line above. */
function doublingsOf(
  lines: readonly PersonLine[],
  people: readonly PersonOnList[],
  units: readonly Unit[],
): readonly (string | null)[] {
  const above = new Set<string>();
  return lines.map(({ name, role, unit, problem }) => {
    if (problem !== null || role === null) return null;
    const wished = { name, role, unitId: unit?.id ?? null };
    const key = personKey(wished);
    const isAbove = above.has(key);
    above.add(key);
    const like = personLike(people, wished);
    if (like) return words.there(like.name, placesOf(like, units));
    return isAbove ? words.thereAbove : null;
  });
}

const placesOf = (one: PersonOnList, units: readonly Unit[]): string =>
  roleLines(one, (id) => units.find((unit) => unit.id === id)?.name ?? '').join('; ');

const wishOf = (lines: readonly PersonLine[]): NewPeople =>
  lines.flatMap(({ name, role, unit, problem }) =>
    problem === null && role !== null ? [{ name, assignment: { role, unitId: unit?.id ?? null } }] : [],
  );
