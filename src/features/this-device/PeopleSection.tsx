// "Người dùng máy này": who is in front, the others with what each has unsent, and how people come and go.
import { useState } from 'preact/hooks';
import { isAllSent, livePeopleHere } from '../../db/people-here.ts';
import { roleNames } from '../../i18n/vi/enrolment.ts';
import { peopleHere as words } from '../../i18n/vi/people-here.ts';
import { thisDevice } from '../../i18n/vi/this-device.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useLive } from '../../ui/use-live.ts';
import { useSession } from '../session/context.ts';
import { PeopleHere } from '../session/PeopleHere.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import type { PhonePeople } from './phone-people.ts';

interface PeopleSectionProps {
  phone: PhonePeople;
  /** "Android · Chrome 140". */
  device: string;
}

export function PeopleSection({ phone, device }: PeopleSectionProps) {
  const { db, me } = useSession();
  const people = useLive(livePeopleHere, []) ?? [];
  const [isLeaving, setIsLeaving] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const [forgotten, setForgotten] = useState<readonly string[]>([]);
  const attempt = (work: Promise<unknown>) => {
    setHasFailed(false);
    work.catch(() => setHasFailed(true));
  };
  const others = people.filter(({ accountId, data }) => accountId !== db.accountId && data.type === 'kept');
  const lost = phone
    .lost(people)
    .filter(({ accountId }) => accountId !== db.accountId && !forgotten.includes(accountId));
  const forget = async (accountId: string) => {
    await phone.forget(accountId);
    setForgotten((before) => [...before, accountId]);
  };
  const own = people.find(({ accountId }) => accountId === db.accountId)?.data;
  return (
    <>
      <Facts
        facts={[
          [words.inFront, me.name],
          [thisDevice.commune, me.commune.name],
          [thisDevice.roles, [...new Set(me.assignments.map(({ role }) => roleNames[role]))].join(', ')],
          [thisDevice.device, device],
        ]}
      />
      {hasFailed ? (
        <Notice tone="red" icon="alert" live="alert">
          {words.failed}
        </Notice>
      ) : null}
      {others.length + lost.length > 0 ? (
        <>
          <h3>{words.othersTitle}</h3>
          <p class="muted small">{words.othersHint}</p>
          <PeopleHere
            people={others}
            lost={lost}
            communeName={me.commune.name}
            onSwitch={(accountId) => attempt(phone.switchTo(accountId))}
            onForget={(accountId) => attempt(forget(accountId))}
          />
        </>
      ) : null}
      <div class="people-ways">
        <Button icon="add" href="/e">
          {words.add}
        </Button>
        <Button icon="lock" onClick={() => setIsLeaving(true)}>
          {words.leave}
        </Button>
      </div>
      <p class="muted small">{words.addHint}</p>
      {isLeaving && own?.type === 'kept' ? (
        <LeaveDialog
          name={me.name}
          unsent={own.unsent}
          isAllSent={isAllSent(own.unsent)}
          onStay={() => setIsLeaving(false)}
          onLeave={(how) => attempt(phone.leave(db.accountId, how))}
        />
      ) : null}
    </>
  );
}
