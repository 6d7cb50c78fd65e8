// Four purposes, asked one by one for every person (Law 91/2025/QH15, article 9); a child's parent signs.

import { consentPurposeLabels, relationLabels } from '../../i18n/vi/choice-labels.ts';
import { fullForm } from '../../i18n/vi/full-form.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { consentPurposeKeys } from '../../shared/domain/catalogues/choice-keys.ts';
import type { CivilDay } from '../../shared/lib/civil-date.ts';
import { Choice } from '../../ui/Choice.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { type FormRow, rowsOf } from '../record-form/form.ts';
import { useNextId } from '../record-form/use-next-id.ts';
import type { Box, RecordFormState } from '../record-form/use-record-form.ts';
import { useSession } from '../session/context.ts';
import { answerConsent, consentAge, consentRow, signConsents } from './consents.ts';
import { Choose } from './PeopleSection.tsx';
import type { FieldsProps } from './QuickFields.tsx';

export function ConsentsSection({ record, today }: FieldsProps) {
  const { me } = useSession();
  const named = rowsOf(record.form, 'subjects').filter((row) => (row.values.name ?? '').trim() !== '');
  return (
    <>
      <p>{fullForm.consents.intro}</p>
      <p class="muted">{fullForm.consents.sentence(me.commune.name)}</p>
      {named.length === 0 ? <p>{fullForm.consents.needName}</p> : null}
      {named.map((subject) => (
        <SubjectConsents key={subject.id} record={record} subject={subject} today={today} />
      ))}
    </>
  );
}

function SubjectConsents({ record, subject, today }: { record: RecordFormState; subject: FormRow; today: CivilDay }) {
  const nextId = useNextId();
  const answered = rowsOf(record.form, 'consents').find((row) => row.values.subject === subject.id);
  const age = record.form.values.subjectType === 'individual' ? consentAge(subject.values.birth ?? '', today) : 'adult';
  return (
    <fieldset class="form-row">
      <legend class="visually-hidden">{fullForm.consents.of(subject.values.name ?? '')}</legend>
      <strong aria-hidden="true">{fullForm.consents.of(subject.values.name ?? '')}</strong>
      {age === 'adult' ? null : (
        <Notice tone="amber" icon="info">
          {age === 'unknown' ? fullForm.consents.ageUnknown : fullForm.consents.child}
        </Notice>
      )}
      {consentPurposeKeys.map((purpose) => {
        const given = consentRow(record.form, subject.id, purpose)?.values.given;
        return (
          <Choice<'yes' | 'no'>
            key={purpose}
            legend={consentPurposeLabels[purpose]}
            hint={purpose === 'dossier' ? fullForm.consents.dossierNotice : undefined}
            options={[
              { value: 'yes', label: fullForm.consents.given },
              { value: 'no', label: fullForm.consents.notGiven },
            ]}
            value={given === 'yes' || given === 'no' ? given : null}
            disabled={record.readOnly}
            onChange={(chosen) =>
              record.change((form) => answerConsent(form, { subject: subject.id, purpose }, chosen, nextId()))
            }
          />
        );
      })}
      {answered ? <Signature record={record} row={answered} asksChild={age === 'child-from-7'} /> : null}
    </fieldset>
  );
}

function Signature({ record, row, asksChild }: { record: RecordFormState; row: FormRow; asksChild: boolean }) {
  const subject = row.values.subject ?? '';
  const box = (name: string): Box => ({
    ...record.rowBox('consents', row.id, name),
    onInput: (text) => record.change((form) => signConsents(form, subject, name, text)),
  });
  const agrees = box('childAgrees');
  return (
    <>
      <TextField label={fullForm.consents.signer} autoCapitalize="words" {...box('signer')} />
      <Choose label={fullForm.consents.relation} box={box('relation')} options={Object.entries(relationLabels)} />
      <TextField label={fullForm.consents.phone} hint={fullForm.privateHint} type="tel" {...box('phone')} />
      <DateField
        label={fullForm.consents.signedOn}
        pickLabel={ui.pickDate}
        placeholder={ui.datePlaceholder}
        {...box('signedOn')}
      />
      {asksChild ? (
        <Choice<'yes' | 'no'>
          legend={fullForm.consents.childAgrees}
          options={[
            { value: 'yes', label: fullForm.yes },
            { value: 'no', label: fullForm.no },
          ]}
          value={agrees.value === 'yes' || agrees.value === 'no' ? agrees.value : null}
          onChange={agrees.onInput}
          disabled={agrees.readOnly}
        />
      ) : null}
    </>
  );
}
