// The people, household or collective honoured: one or several.
import { capture } from '../../i18n/vi/capture.ts';
import { genderLabels } from '../../i18n/vi/choice-labels.ts';
import { fullForm } from '../../i18n/vi/full-form.ts';
import { honorifics } from '../../shared/domain/catalogues/honorifics.ts';
import { subjectClasses } from '../../shared/domain/catalogues/subject-classes.ts';
import type { SubjectType } from '../../shared/domain/nomination.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { addRow, removeRow, rowsOf } from '../record-form/form.ts';
import { useNextId } from '../record-form/use-next-id.ts';
import type { Box, RecordFormState } from '../record-form/use-record-form.ts';
import { SubjectTypeField, subjectTypeOf } from './QuickFields.tsx';
import { RowCard } from './RowCard.tsx';

export function PeopleSection({ record }: { record: RecordFormState }) {
  const nextId = useNextId();
  const type = subjectTypeOf(record);
  const subjects = rowsOf(record.form, 'subjects');
  return (
    <>
      <SubjectTypeField record={record} />
      {subjects.map(({ id, values }, at) => (
        <RowCard
          key={id}
          title={fullForm.subjectNumber[type](at + 1)}
          removeLabel={fullForm.removeSubject((values.name ?? '').trim())}
          onRemove={
            subjects.length > 1 && !record.readOnly
              ? () => record.change((form) => removeRow(form, 'subjects', id))
              : null
          }
        >
          <SubjectFields type={type} box={(name) => record.rowBox('subjects', id, name)} />
        </RowCard>
      ))}
      {record.readOnly ? null : (
        <Button icon="add" onClick={() => record.change((form) => addRow(form, 'subjects', nextId()))}>
          {fullForm.addSubject[type]}
        </Button>
      )}
    </>
  );
}

function SubjectFields({ type, box }: { type: SubjectType; box: (name: string) => Box }) {
  const isPerson = type === 'individual';
  const isHousehold = type === 'household';
  return (
    <>
      {isPerson || isHousehold ? (
        <Choose
          label={fullForm.honorific}
          box={box('honorific')}
          options={honorifics.map(({ key, name }) => [key, name])}
        />
      ) : null}
      <TextField label={capture.name[type]} autoCapitalize="words" {...box('name')} />
      <TextField label={isPerson ? fullForm.position : fullForm.positionOf[type]} {...box('position')} />
      <Choose
        label={fullForm.classification}
        box={box('classification')}
        options={subjectClasses.filter((row) => row.appliesTo === type).map(({ key, name }) => [key, name])}
      />
      {isPerson ? (
        <div class="form-pair">
          <TextField label={fullForm.birth} hint={fullForm.birthHint} inputMode="numeric" {...box('birth')} />
          <Choose label={fullForm.gender} box={box('gender')} options={Object.entries(genderLabels)} />
        </div>
      ) : null}
      <TextField label={fullForm.address} {...box('address')} />
      <TextField label={fullForm.phone} hint={fullForm.privateHint} type="tel" {...box('phone')} />
    </>
  );
}

/** A list of a catalogue, bound to a box. */
export function Choose({
  label,
  box,
  options,
  hint,
}: {
  label: string;
  box: Box;
  options: readonly (readonly [value: string, label: string])[];
  hint?: string;
}) {
  return (
    <Select
      label={label}
      hint={hint}
      value={box.value}
      onChange={box.onInput}
      error={box.error}
      disabled={box.readOnly}
      placeholder={fullForm.choose}
      options={options.map(([value, name]) => ({ value, label: name }))}
    />
  );
}
