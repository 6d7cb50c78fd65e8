// What the link says: who, of which unit, until when. Nothing is spent before "Đúng là tôi".
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { enrolment, roleNames } from '../../i18n/vi/enrolment.ts';
import { printInstant } from '../../shared/lib/civil-date.ts';
import type { LookAnswer } from '../../shared/wire/enrolment.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import type { Founding } from './enrolling.ts';
import { FounderForm } from './FounderForm.tsx';

interface FoundProps {
  look: LookAnswer;
  notice?: ComponentChildren;
  accepting: boolean;
  failure: ComponentChildren;
  onAccept: (founding: Founding | null) => void;
  onNotMe: () => void;
}

export function Found({ look, notice, accepting, failure, onAccept, onNotMe }: FoundProps) {
  const [isOther, setIsOther] = useState(false);
  if (look.communeName === null)
    return <FounderForm suggestedName={look.name} accepting={accepting} failure={failure} onAccept={onAccept} />;
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
      <Button variant="primary" wide icon="check" busy={accepting} onClick={() => onAccept(null)}>
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
