// Two questions tell an extraordinary deed from a duty done; then what is proposed, and which movement it belongs to.
import { fullForm } from '../../i18n/vi/full-form.ts';
import { movements, movementsOn } from '../../shared/domain/catalogues/movements.ts';
import { proposals } from '../../shared/domain/catalogues/proposals.ts';
import { suggestsExtraordinary } from '../../shared/domain/nomination.ts';
import { isCivilDate } from '../../shared/lib/civil-date.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Select, type SelectGroup } from '../../ui/Select.tsx';
import type { RecordFormState } from '../record-form/use-record-form.ts';
import { Choose } from './PeopleSection.tsx';
import { answerTriage, type TriageQuestion } from './triage.ts';

export function ProposalSection({ record }: { record: RecordFormState }) {
  const movement = record.box('movementId');
  return (
    <>
      <YesNo record={record} name="beyondDuty" legend={fullForm.beyondDuty} />
      <YesNo record={record} name="unforeseen" legend={fullForm.unforeseen} />
      {suggestsExtraordinary(record.content) ? (
        <Notice tone="sky" icon="award" live="status">
          {fullForm.extraordinary}
        </Notice>
      ) : null}
      <Choose
        label={fullForm.proposal}
        box={record.box('proposal')}
        options={proposals.map(({ key, name }) => [key, name])}
      />
      <Select
        label={fullForm.movement}
        value={movement.value}
        onChange={movement.onInput}
        error={movement.error}
        disabled={movement.readOnly}
        placeholder={fullForm.movementNone}
        options={movementGroups(record.content.values.happenedOn)}
      />
    </>
  );
}

function YesNo({ record, name, legend }: { record: RecordFormState; name: TriageQuestion; legend: string }) {
  const { value, readOnly, error } = record.box(name);
  return (
    <Choice<'yes' | 'no'>
      legend={legend}
      options={[
        { value: 'yes', label: fullForm.yes },
        { value: 'no', label: fullForm.no },
      ]}
      value={value === 'yes' || value === 'no' ? value : null}
      onChange={(chosen) => record.change((form) => answerTriage(form, name, chosen))}
      disabled={readOnly}
      error={error}
    />
  );
}

/** Those that run on the day of the deed first; the others below, for a record entered late. */
function movementGroups(happenedOn: unknown): readonly SelectGroup[] {
  const open = isCivilDate(happenedOn) ? movementsOn(happenedOn) : movements.filter(({ kind }) => kind !== 'directive');
  const closed = movements.filter((row) => row.kind !== 'directive' && !open.includes(row));
  const asOptions = (rows: typeof movements) => rows.map(({ code, name }) => ({ value: code, label: name }));
  return [
    { label: fullForm.movementsOpen, options: asOptions(open) },
    { label: fullForm.movementsClosed, options: asOptions(closed) },
  ].filter(({ options }) => options.length > 0);
}
