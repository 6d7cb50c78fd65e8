// The boxes of one step.
import { fullForm } from '../../i18n/vi/full-form.ts';
import { initiativeTexts } from '../../i18n/vi/initiative.ts';
import { activityFields } from '../../shared/domain/catalogues/fields-of-activity.ts';
import type { CivilDay } from '../../shared/lib/civil-date.ts';
import { unreachable } from '../../shared/lib/unreachable.ts';
import { Select } from '../../ui/Select.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { PhotoDetails } from '../record-form/PhotoDetails.tsx';
import type { PhotoParts } from '../record-form/PhotoStrip.tsx';
import { UnitField } from '../record-form/UnitField.tsx';
import type { RecordFormState } from '../record-form/use-record-form.ts';
import { WhenField } from '../record-form/WhenField.tsx';
import { AuthorsStep } from './AuthorsStep.tsx';
import { ReviewStep } from './ReviewStep.tsx';
import type { StepName } from './steps.ts';

interface StepFieldsProps {
  step: StepName;
  record: RecordFormState;
  photoParts: PhotoParts;
  today: CivilDay;
  onGo: (step: StepName) => void;
}

export function StepFields({ step, record, photoParts, today, onGo }: StepFieldsProps) {
  switch (step) {
    case 'title':
      return <TitleStep record={record} today={today} />;
    case 'authors':
      return <AuthorsStep record={record} />;
    case 'old-way':
      return <TextArea rows={8} label={initiativeTexts.oldWay} {...record.box('oldWay')} />;
    case 'new-way':
      return <TextArea rows={8} label={initiativeTexts.newWay} {...record.box('newWay')} />;
    case 'benefit':
      return <TextArea rows={8} label={initiativeTexts.benefit} {...record.box('benefit')} />;
    case 'photos':
      return (
        <>
          <p class="muted">{initiativeTexts.photosHint}</p>
          <PhotoDetails boxes={record} {...photoParts} />
        </>
      );
    case 'review':
      return <ReviewStep record={record} onGo={onGo} />;
    default:
      return unreachable(step);
  }
}

function TitleStep({ record, today }: { record: RecordFormState; today: CivilDay }) {
  const field = record.box('activityField');
  return (
    <>
      <TextArea rows={2} label={initiativeTexts.name} hint={initiativeTexts.nameHint} {...record.box('title')} />
      <UnitField boxes={record} today={today} />
      <WhenField legend={initiativeTexts.happenedOn} box={record.box('happenedOn')} today={today} />
      <Select
        label={initiativeTexts.activityField}
        value={field.value}
        onChange={field.onInput}
        error={field.error}
        disabled={field.readOnly}
        placeholder={fullForm.choose}
        options={activityFields.map(({ key, name }) => ({ value: key, label: name }))}
      />
    </>
  );
}
