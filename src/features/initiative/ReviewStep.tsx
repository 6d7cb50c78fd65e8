// Everything on one page before it is saved, with the way back to each step.
import { initiativeTexts } from '../../i18n/vi/initiative.ts';
import { photoTexts } from '../../i18n/vi/photos.ts';
import { activityFields } from '../../shared/domain/catalogues/fields-of-activity.ts';
import { Button } from '../../ui/Button.tsx';
import { rowsOf } from '../record-form/form.ts';
import type { RecordFormState } from '../record-form/use-record-form.ts';
import { MissingList } from './MissingList.tsx';
import { ShareBar } from './ShareBar.tsx';
import { type StepName, stepNames } from './steps.ts';

export function ReviewStep({ record, onGo }: { record: RecordFormState; onGo: (step: StepName) => void }) {
  return (
    <>
      <MissingList kind="initiative" missing={record.missingToComplete} />
      {stepNames
        .filter((name) => name !== 'review')
        .map((name) => (
          <section key={name} class="wizard-review">
            <div class="wizard-author-head">
              <h3>{initiativeTexts.steps[name]}</h3>
              {record.readOnly ? null : (
                <Button
                  variant="quiet"
                  icon="edit"
                  label={initiativeTexts.change(initiativeTexts.steps[name])}
                  onClick={() => onGo(name)}
                >
                  {initiativeTexts.changeShort}
                </Button>
              )}
            </div>
            <p class="wizard-review-text">{summary(record, name) || initiativeTexts.empty}</p>
            {name === 'authors' ? <ShareBar rows={rowsOf(record.form, 'authors')} /> : null}
          </section>
        ))}
    </>
  );
}

function summary({ form }: RecordFormState, step: StepName): string {
  const text = (name: string) => (form.values[name] ?? '').trim();
  switch (step) {
    case 'title':
      return [
        text('title'),
        text('happenedOn'),
        activityFields.find(({ key }) => key === text('activityField'))?.name ?? '',
      ]
        .filter((part) => part !== '')
        .join('\n');
    case 'authors':
      return rowsOf(form, 'authors')
        .filter(({ values }) => (values.name ?? '').trim() !== '')
        .map(({ values }) => [values.name, values.share ? `${values.share} %` : ''].filter(Boolean).join(' – '))
        .join('\n');
    case 'old-way':
      return text('oldWay');
    case 'new-way':
      return text('newWay');
    case 'benefit':
      return text('benefit');
    case 'photos': {
      const count = form.rows.photos?.length ?? 0;
      return count === 0 ? '' : photoTexts.count(count);
    }
    case 'review':
      return '';
  }
}
