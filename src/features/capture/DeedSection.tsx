// What was done, where, when, and in which field.
import { capture } from '../../i18n/vi/capture.ts';
import { fullForm } from '../../i18n/vi/full-form.ts';
import { activityFields } from '../../shared/domain/catalogues/fields-of-activity.ts';
import { TextField } from '../../ui/TextField.tsx';
import { UnitField } from '../record-form/UnitField.tsx';
import { WhenField } from '../record-form/WhenField.tsx';
import { Choose } from './PeopleSection.tsx';
import { type FieldsProps, TitleField } from './QuickFields.tsx';

export function DeedSection({ record, today }: FieldsProps) {
  return (
    <>
      <TitleField record={record} />
      <UnitField boxes={record} today={today} />
      <WhenField legend={capture.when} box={record.box('happenedOn')} today={today} />
      <TextField label={fullForm.place} hint={fullForm.placeHint} {...record.box('place')} />
      <Choose
        label={fullForm.activityField}
        box={record.box('activityField')}
        options={activityFields.map(({ key, name }) => [key, name])}
      />
    </>
  );
}
