// "Trình duyệt đã xóa dữ liệu…": what happened, what may be lost, what is safe, and what to do. Calm and exact.
import './people-here.css';
import { peopleHere } from '../../i18n/vi/people-here.ts';
import { Notice } from '../../ui/Notice.tsx';
import type { Loss, LostPerson } from './loss.ts';

const words = peopleHere.loss;

export function StorageLost({ loss }: { loss: Loss }) {
  if (loss.type === 'none') return null;
  const isLost = loss.type === 'lost';
  return (
    <Notice tone="amber" icon="storage" live="status" title={isLost ? words.title : words.recognisedTitle(loss.name)}>
      <div class="stack-small">
        <p>{isLost ? words.why : words.recognised}</p>
        {isLost ? (
          <ul class="loss-list">
            {loss.people.map((person) => (
              <li key={person.accountId}>{lastKnown(person)}</li>
            ))}
          </ul>
        ) : null}
        <p>{words.safe}</p>
        <p class="notice-title">{words.todoTitle}</p>
        <ol class="loss-list">
          {words.todo.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </div>
    </Notice>
  );
}

export const lastKnown = ({ name, last }: LostPerson): string =>
  last === null ? words.lastUnknown(name) : words.last(name, last.seenAt, last);
