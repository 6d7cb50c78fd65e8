// Adding units: one by one, or a pasted list whose types are guessed from the names and shown before it is sent.
import { useContext, useState } from 'preact/hooks';
import { addPeople, units as words } from '../../i18n/vi/people.ts';
import { unitTypeByKey } from '../../shared/domain/catalogues/unit-types.ts';
import type { Unit } from '../../shared/domain/unit.ts';
import { nfc } from '../../shared/lib/fold.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { AddDialog, type ManyWay } from './AddDialog.tsx';
import { unitLike } from './already-there.ts';
import { type NewUnits, PeopleApiContext } from './api.ts';
import { PastePreview } from './PastePreview.tsx';
import { UnitTypeSelect } from './Units.tsx';
import { guessUnitType, unitLines } from './unit-lines.ts';

interface AddUnitsProps {
  open: boolean;
  /** Those that are there, in use or ended. */
  units: readonly Unit[];
  onClose: () => void;
  onAdded: (sentence: string) => Promise<void>;
}

export function AddUnits({ open, units, onClose, onAdded }: AddUnitsProps) {
  const [one, setOne] = useState({ name: '', type: '' });
  const api = useContext(PeopleApiContext);
  return (
    <AddDialog
      open={open}
      title={words.title}
      one={words.one}
      send={api.addUnits}
      say={({ added, existing }) => words.added(added.length, existing.length)}
      drawOne={({ isBusy, add }) => (
        <OneUnit
          value={one}
          units={units}
          isBusy={isBusy}
          onChange={setOne}
          onAdd={(wish) => add([wish], () => setOne({ name: '', type: '' }))}
        />
      )}
      drawMany={(way) => <ManyUnits {...way} units={units} />}
      onClose={onClose}
      onAdded={onAdded}
    />
  );
}

interface OneUnitProps {
  value: { name: string; type: string };
  units: readonly Unit[];
  isBusy: boolean;
  onChange: (value: OneUnitProps['value']) => void;
  onAdd: (wish: NewUnits[number]) => void;
}

function OneUnit({ value, units, isBusy, onChange, onAdd }: OneUnitProps) {
  const [asked, setAsked] = useState(false);
  const name = nfc(value.name).trim();
  // What the name says stands until a person says otherwise.
  const type = value.type || (guessUnitType(name) ?? '');
  const like = unitLike(units, name);
  const submit = () => {
    setAsked(true);
    if (name === '' || type === '' || like?.type === 'same') return;
    setAsked(false);
    onAdd({ name, type });
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
        error={asked && name === '' ? words.needName : undefined}
        onInput={(typed) => onChange({ ...value, name: typed })}
      />
      {like === null ? null : (
        <Notice tone="amber" icon="info" live="status">
          {like.type === 'same' ? words.there : words.like(like.name)}
        </Notice>
      )}
      <UnitTypeSelect
        value={type}
        error={asked && type === '' ? words.needType : undefined}
        onChange={(next) => onChange({ ...value, type: next })}
      />
      <Button type="submit" variant="primary" icon="add" wide busy={isBusy}>
        {addPeople.add}
      </Button>
    </form>
  );
}

interface ManyUnitsProps extends ManyWay<NewUnits> {
  units: readonly Unit[];
}

function ManyUnits({ text, units, isBusy, refused, onText, onAdd }: ManyUnitsProps) {
  const lines = unitLines(text);
  const likes = lines.map(({ name }, at) => unitLike(units, name) ?? unitLike(lines.slice(0, at), name));
  // What is there already is not sent, and not counted.
  const wanted = lines.filter(({ problem }, at) => problem !== null || likes[at]?.type !== 'same');
  const wish = wanted.flatMap(({ name, type, problem }) => (problem === null && type !== null ? [{ name, type }] : []));
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
        rows={lines.map(({ line, name, type, problem }, at) => ({
          line,
          cells: [name, type === null ? '' : (unitTypeByKey(type)?.name ?? type)],
          warning: warningOf(likes[at] ?? null),
          problem: problem
            ? words.problems[problem]
            : refused.has(wanted.findIndex((sent) => sent.line === line))
              ? words.problems.refused
              : null,
        }))}
      />
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

function warningOf(like: ReturnType<typeof unitLike>): string | null {
  if (like === null) return null;
  return like.type === 'same' ? words.there : words.like(like.name);
}
