// One record in the queue: a tick for doing the same with several, and a link to read it.
import type { ListItem } from '../../db/live.ts';
import { alike } from '../../i18n/vi/alike.ts';
import { inbox } from '../../i18n/vi/inbox.ts';
import { isCivilDate, printCivilDate } from '../../shared/lib/civil-date.ts';
import { StatePill } from '../../ui/StatePill.tsx';
import { StateBadge } from '../session/StateBadge.tsx';

interface QueueRowProps {
  item: ListItem;
  unitName: string;
  isOpen: boolean;
  /** It may be the same deed as another. */
  mayBeTwice: boolean;
  /** Null: the reader does nothing with several records. */
  ticked: boolean | null;
  onTick: (ticked: boolean) => void;
}

export function QueueRow({ item, unitName, isOpen, mayBeTwice, ticked, onTick }: QueueRowProps) {
  const title = item.title || inbox.untitled;
  const day = isCivilDate(item.happenedOn) ? printCivilDate(item.happenedOn) : '';
  return (
    <div class={isOpen ? 'queue-row queue-row-open' : 'queue-row'}>
      {ticked === null ? null : (
        <label class="queue-tick">
          <input
            type="checkbox"
            checked={ticked}
            aria-label={inbox.select(title)}
            onChange={(event) => onTick(event.currentTarget.checked)}
          />
        </label>
      )}
      <a class="queue-link" href={`/hop-den/${item.id}`} aria-current={isOpen ? 'true' : undefined}>
        <span class="queue-title">{title}</span>
        <span>{item.people.filter((name) => name !== '').join(', ')}</span>
        <span class="muted small">{[unitName, day, item.dossier].filter((part) => part).join(' · ')}</span>
        <span class="queue-states">
          <StateBadge state={item.state} short />
          {mayBeTwice ? <StatePill icon="merged" word={alike.mark} tone="amber" /> : null}
        </span>
      </a>
    </div>
  );
}
