// The people of this phone who are not in front: what each has unsent, and the way to put them in front.
import './people-here.css';
import { isAllSent, type PersonHere } from '../../db/people-here.ts';
import { peopleHere as words } from '../../i18n/vi/people-here.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { LostPerson } from './loss.ts';
import { lastKnown } from './StorageLost.tsx';

interface PeopleHereProps {
  people: readonly PersonHere[];
  lost: readonly LostPerson[];
  /** Of who is in front; a commune is named where there is more than one. */
  communeName?: string;
  onSwitch: (accountId: string) => void;
  /** Takes a person off the list whose data the browser has cleared. */
  onForget: (accountId: string) => void;
}

export function PeopleHere({ people, lost, communeName, onSwitch, onForget }: PeopleHereProps) {
  const first = communeName ?? people[0]?.communeName;
  const hasSeveral = people.some((person) => person.communeName !== first);
  return (
    <ul class="plain-list stack-small">
      {people.map((person) =>
        person.data.type === 'kept' ? (
          <li key={person.accountId} class="card stack-small">
            <Name name={person.name} communeName={hasSeveral ? person.communeName : null} />
            <p class={isAllSent(person.data.unsent) ? 'muted' : 'person-unsent'}>
              {standing(person, person.data.unsent)}
            </p>
            <Way {...person} onClick={() => onSwitch(person.accountId)} />
          </li>
        ) : null,
      )}
      {lost.map((person) => (
        <li key={person.accountId} class="card stack-small">
          <Name name={person.name} communeName={null} />
          <p class="person-unsent">{words.lost}.</p>
          <p>{lastKnown(person)}</p>
          <Button
            wide
            icon="check"
            label={words.of(words.forget, person.name)}
            onClick={() => onForget(person.accountId)}
          >
            {words.forget}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Way({ name, leftAt, onClick }: Pick<PersonHere, 'name' | 'leftAt'> & { onClick: () => void }) {
  const action = leftAt === undefined ? words.switchTo : words.comeBack;
  return (
    <Button wide icon="forward" label={words.of(action, name)} onClick={onClick}>
      {action}
    </Button>
  );
}

function Name({ name, communeName }: { name: string; communeName: string | null }) {
  return (
    <p class="person-here">
      <Icon name="person" />
      <span>
        <strong>{name}</strong>
        {communeName !== null ? <span class="muted small"> · {communeName}</span> : null}
      </span>
    </p>
  );
}

/** `còn 2 hồ sơ chưa gửi`, `Đã thoát, đã gửi hết`. */
function standing({ leftAt }: PersonHere, unsent: Parameters<typeof isAllSent>[0]): string {
  const what = isAllSent(unsent) ? words.allSent : words.unsent(unsent);
  return leftAt === undefined ? what.charAt(0).toUpperCase() + what.slice(1) : words.left(what);
}
