// The short form: photo, who, whose unit, what, when, a sentence.
import { capture } from '../../i18n/vi/capture.ts';
import { subjectTypeLabels } from '../../i18n/vi/choice-labels.ts';
import { photoTexts } from '../../i18n/vi/photos.ts';
import { type SubjectType, subjectTypes } from '../../shared/domain/nomination.ts';
import type { CivilDay } from '../../shared/lib/civil-date.ts';
import { nfc } from '../../shared/lib/nfc.ts';
import { Choice } from '../../ui/Choice.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { rowsOf } from '../record-form/form.ts';
import { type PhotoParts, PhotoStrip } from '../record-form/PhotoStrip.tsx';
import { UnitField } from '../record-form/UnitField.tsx';
import type { RecordFormState } from '../record-form/use-record-form.ts';
import { WhenField } from '../record-form/WhenField.tsx';

export interface FieldsProps {
  record: RecordFormState;
  photoParts: PhotoParts;
  today: CivilDay;
}

/** Longest title, in characters (domain.md 3.2). */
const titleMost = 100;

export function QuickFields({ record, photoParts, today }: FieldsProps) {
  const [subject] = rowsOf(record.form, 'subjects');
  return (
    <>
      <PhotoStrip boxes={record} {...photoParts} hint={photoTexts.sensitive} />
      <SubjectTypeField record={record} />
      {subject ? (
        <TextField
          label={capture.name[subjectTypeOf(record)]}
          autoCapitalize="words"
          {...record.rowBox('subjects', subject.id, 'name')}
        />
      ) : null}
      <UnitField boxes={record} today={today} />
      <TitleField record={record} />
      <WhenField legend={capture.when} box={record.box('happenedOn')} today={today} />
      <TextArea label={capture.sentence} hint={capture.sentenceHint} rows={3} {...record.box('story')} />
    </>
  );
}

export function TitleField({ record }: { record: RecordFormState }) {
  const box = record.box('title');
  return (
    <TextField
      label={capture.what}
      hint={capture.whatHint}
      autoCapitalize="sentences"
      count={capture.count(nfc(box.value).trim().length, titleMost)}
      {...box}
    />
  );
}

export function SubjectTypeField({ record }: { record: RecordFormState }) {
  const box = record.box('subjectType');
  return (
    <Choice<SubjectType>
      legend={capture.who}
      options={subjectTypes.map((value) => ({ value, label: subjectTypeLabels[value] }))}
      value={subjectTypeOf(record)}
      onChange={box.onInput}
      disabled={box.readOnly}
      error={box.error}
    />
  );
}

export function subjectTypeOf({ form }: Pick<RecordFormState, 'form'>): SubjectType {
  return subjectTypes.find((type) => type === form.values.subjectType) ?? 'individual';
}
