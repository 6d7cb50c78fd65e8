// What the link says: who, of which unit, until when. Nothing is spent before "Đúng là tôi".
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { enrolment, roleNames } from '../../i18n/vi/enrolment.ts';
import { printInstant } from '../../shared/lib/civil-date.ts';
import type { LookAnswer } from '../../shared/wire/enrolment.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import type { Founding, WhoseWork } from './enrolling.ts';
import { FounderForm } from './FounderForm.tsx';

interface FoundProps {
  look: LookAnswer;
  notice?: ComponentChildren;
  accepting: boolean;
  /** Work of that name lies here that the commune has lost (S11.6). */
  asksWhoseWork: boolean;
  failure: ComponentChildren;
  onAccept: (founding: Founding | null, whoseWork: WhoseWork | null) => void;
  onNotMe: () => void;
}

export function Found(props: FoundProps) {
  const { look, notice, accepting, failure, onAccept, onNotMe } = props;
  const [whoseWork, setWhoseWork] = useState<WhoseWork | null>(null);
  const [isOther, setIsOther] = useState(false);
  if (look.communeName === null)
    return (
      <FounderForm
        suggestedName={look.name}
        accepting={accepting}
        failure={failure}
        onAccept={(founding) => onAccept(founding, null)}
      />
    );
  return (
    <Page title={enrolment.foundTitle}>
      {notice}
      <Facts
        facts={[
          [enrolment.name, look.name],
          ...(look.unitName === null ? [] : [[enrolment.unit, look.unitName] as const]),
          [enrolment.commune, look.communeName],
          [enrolment.roles, look.roles.map((role) => roleNames[role]).join(', ')],
          [enrolment.expires, printInstant(Date.parse(look.expiresAt))],
        ]}
      />
      {failure}
      {props.asksWhoseWork ? (
        <Choice
          legend={enrolment.whoseWork.legend(look.name)}
          look="list"
          value={whoseWork}
          onChange={setWhoseWork}
          disabled={accepting}
          options={[
            { value: 'mine', label: enrolment.whoseWork.mine },
            { value: 'a-namesakes', label: enrolment.whoseWork.aNamesakes },
          ]}
        />
      ) : null}
      <Button variant="primary" wide icon="check" busy={accepting} onClick={() => onAccept(null, whoseWork)}>
        {accepting ? enrolment.accepting : enrolment.itIsMe}
      </Button>
      {isOther ? (
        <Notice
          tone="amber"
          icon="info"
          live="status"
          actions={<Button onClick={onNotMe}>{enrolment.otherWay}</Button>}
        >
          {enrolment.notMeHint}
        </Notice>
      ) : (
        <Button wide disabled={accepting} onClick={() => setIsOther(true)}>
          {enrolment.notMe}
        </Button>
      )}
    </Page>
  );
}
