// One draft of an initiative, a step at a time. Every step may be left empty until the end.
import './wizard.css';
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { initiativeTexts } from '../../i18n/vi/initiative.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { initiative } from '../../shared/domain/initiative.ts';
import type { CivilDay } from '../../shared/lib/civil-date.ts';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { OtherTabNotice } from '../record-form/DraftNotices.tsx';
import { DropDraft } from '../record-form/DropDraft.tsx';
import { rowsOf } from '../record-form/form.ts';
import { SetMark, useFocusOnMark, useHash, wantedPath } from '../record-form/marks.tsx';
import { SaveMessage } from '../record-form/SaveBar.tsx';
import type { Draft } from '../record-form/use-draft.ts';
import { addPhotoRow, usePhotoIntake, usePhotosOf } from '../record-form/use-photos.ts';
import { type OpenDraft, useFocusOnRefusal, useRecordForm } from '../record-form/use-record-form.ts';
import { ShareWarning } from './ShareBar.tsx';
import { StepFields } from './StepFields.tsx';
import { resumeAt, type StepName, stepNames, stepOf } from './steps.ts';

/** Steps that hold a set of rows. */
const stepSets: Readonly<Partial<Record<StepName, string>>> = { authors: 'authors', photos: 'photos' };

interface WizardProps {
  recordId: string;
  draft: Draft;
  state: OpenDraft;
  today: CivilDay;
  above?: ComponentChildren;
  onRetry: () => void;
  onSaved: () => void;
  onDeleted: () => void;
}

export function Wizard(props: WizardProps) {
  const { recordId, draft, state, today, above, onRetry, onSaved, onDeleted } = props;
  const isEdit = state.seen !== null;
  const photos = usePhotosOf(recordId, draft);
  const intake = usePhotoIntake(recordId, (photo) => draft.change((form) => addPhotoRow(form, photo)));
  const record = useRecordForm(initiative, recordId, draft, state, photos);
  // The list of what a record lacks, or of what the office asks about, names the field behind `#`.
  const [wanted, setWanted] = useState(isEdit ? wantedPath : '');
  const [step, setStep] = useState<StepName>(() =>
    isEdit ? stepOf({ path: wanted }) : resumeAt(record.missingToComplete),
  );
  useFocusOnMark(wanted);
  useHash((path) => {
    setWanted(path);
    setStep(stepOf({ path }));
  });
  // Called from the review to one step: from there it leads back.
  const [fromReview, setFromReview] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const at = stepNames.indexOf(step);

  useFocusOnRefusal(root, record.refusals);

  function go(to: StepName): void {
    setStep(to);
    window.scrollTo({ top: 0 });
    requestAnimationFrame(() => heading.current?.focus());
  }

  async function save(): Promise<void> {
    await intake.settled();
    if (await record.save()) {
      onSaved();
      return;
    }
    const [first] = [...record.problems, ...initiative.missingToSend(record.content)];
    if (first) setStep(stepOf(first));
  }

  const next = fromReview && step !== 'review' ? 'review' : stepNames[at + 1];
  const previous = stepNames[at - 1];
  return (
    <Page
      title={isEdit ? initiativeTexts.editTitle : initiativeTexts.title}
      back={isEdit ? { href: `/r/${recordId}`, label: ui.back } : { href: '/sang-kien', label: ui.back }}
      footer={
        <div class="stack-small">
          {step === 'authors' ? <ShareWarning rows={rowsOf(record.form, 'authors')} /> : null}
          <SaveMessage
            saved={state.saved}
            failure={record.failure}
            incomplete={record.asked && record.wrong.length > 0}
          />
          <div class="wizard-buttons">
            {previous ? (
              <Button
                icon="back"
                onClick={() => {
                  setFromReview(false);
                  go(previous);
                }}
              >
                {initiativeTexts.back}
              </Button>
            ) : null}
            {next ? (
              <Button variant="primary" icon="forward" onClick={() => go(next)}>
                {initiativeTexts.next}
              </Button>
            ) : record.readOnly ? null : (
              <Button variant="primary" icon="check" busy={record.saving} onClick={() => void save()}>
                {draft.correction?.label ?? (isEdit ? initiativeTexts.saveEdit : initiativeTexts.save)}
              </Button>
            )}
          </div>
        </div>
      }
    >
      {record.readOnly ? <OtherTabNotice onRetry={onRetry} /> : null}
      {above}
      <ProgressBar label={initiativeTexts.step(at + 1, stepNames.length)} value={at + 1} max={stepNames.length} />
      <div class="stack" ref={root}>
        <h2 ref={heading} tabIndex={-1} class="wizard-heading">
          {initiativeTexts.steps[step]}
        </h2>
        {stepSets[step] ? <SetMark path={stepSets[step]} marks={record.marks} /> : null}
        <StepFields
          step={step}
          record={record}
          photoParts={{ recordId, draft, intake, photos, lostPhoto: state.lostPhoto }}
          today={today}
          onGo={(to) => {
            setFromReview(true);
            go(to);
          }}
        />
      </div>
      {record.question}
      {at === 0 ? <p class="muted">{initiativeTexts.leave}</p> : null}
      {record.readOnly || state.saved === 'clean' || step !== 'review' ? null : (
        <div class="row">
          <DropDraft recordId={recordId} draft={draft} isEdit={isEdit} onDeleted={onDeleted} />
        </div>
      )}
    </Page>
  );
}
