// The queue: what stands in it under the filters, and doing the same with several records at once.
import type { Alikes } from '../../db/alike-pairs.ts';
import { type ListItem, liveList } from '../../db/live.ts';
import { alike } from '../../i18n/vi/alike.ts';
import { disputes } from '../../i18n/vi/disputes.ts';
import { inbox } from '../../i18n/vi/inbox.ts';
import { Button } from '../../ui/Button.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLive } from '../../ui/use-live.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { useSession } from '../session/context.ts';
import { QueueRow } from './QueueRow.tsx';
import { filtersOn, listFilterOf, type QueueFilter } from './queue-filter.ts';

export interface Ticks {
  readonly ids: ReadonlySet<string>;
  set(ids: ReadonlySet<string>): void;
  /** Receives all that are ticked. */
  receive(): void;
  readonly isBusy: boolean;
}

interface QueueProps {
  items: readonly ListItem[] | undefined;
  more: boolean;
  total: number | null;
  filter: QueueFilter;
  openId: string | null;
  alikes: Alikes;
  unitName: (id: string) => string | null;
  /** Null: the reader receives nothing. */
  ticks: Ticks | null;
  onNearEnd: () => void;
  /** The same search, at every step. */
  onSearchAll: () => void;
  onShowAll: () => void;
}

export function Queue(props: QueueProps) {
  const { items, more, total, openId, alikes, unitName, ticks, onNearEnd } = props;
  if (items === undefined) return <Skeleton label={inbox.loading} lines={8} />;
  if (items.length === 0) return <EmptyQueue {...props} />;
  const tick = (id: string, isOn: boolean) => {
    const next = new Set(ticks?.ids);
    if (isOn) next.add(id);
    else next.delete(id);
    ticks?.set(next);
  };
  return (
    <>
      <div class="queue-bar">
        <p class="muted small" role="status">
          {more || total === null ? inbox.foundMore(items.length) : inbox.found(total)}
        </p>
        {ticks ? <TickBar ticks={ticks} items={items} /> : null}
      </div>
      <VirtualList
        label={inbox.listLabel}
        items={items}
        keyOf={(item) => item.id}
        estimateRem={7.5}
        onNearEnd={onNearEnd}
        {...(total === null ? {} : { total })}
        renderRow={(item) => (
          <QueueRow
            item={item}
            unitName={(item.unitId === null ? null : unitName(item.unitId)) ?? inbox.noUnit}
            isOpen={item.id === openId}
            mayBeTwice={alikes.has(item.id)}
            ticked={ticks ? ticks.ids.has(item.id) : null}
            onTick={(isOn) => tick(item.id, isOn)}
          />
        )}
      />
    </>
  );
}

function TickBar({ ticks, items }: { ticks: Ticks; items: readonly ListItem[] }) {
  const count = ticks.ids.size;
  if (count === 0)
    return (
      <Button variant="quiet" icon="check" onClick={() => ticks.set(new Set(items.map(({ id }) => id)))}>
        {inbox.selectShown}
      </Button>
    );
  return (
    <div class="row">
      <Button variant="primary" icon="received" busy={ticks.isBusy} onClick={ticks.receive}>
        {inbox.receiveSelected(count)}
      </Button>
      <Button variant="quiet" onClick={() => ticks.set(new Set())}>
        {inbox.clearSelection}
      </Button>
    </div>
  );
}

/** What was searched for may have been received a moment ago: then it is said where it is, not that there is none. */
function EmptyQueue({ filter, onSearchAll, onShowAll }: Pick<QueueProps, 'filter' | 'onSearchAll' | 'onShowAll'>) {
  const { db } = useSession();
  const isNarrowed = filter.query.trim() !== '' || filtersOn(filter) > 0;
  const isWaitingOnly = filter.status === 'sent';
  const elsewhere = useLive(() => liveList(db, listFilterOf({ ...filter, status: '' }, 20)), [db, filter], true);
  const isElsewhere = isNarrowed && isWaitingOnly && elsewhere?.items.some(({ isDraft }) => !isDraft) === true;
  if (isElsewhere)
    return (
      <div class="stack-small" role="status">
        <p class="muted">{inbox.notWaiting}</p>
        <Button icon="search" onClick={onSearchAll}>
          {inbox.searchAll}
        </Button>
      </div>
    );
  const isDisputed = filter.status === 'disputed';
  const isAlike = filter.status === 'alike';
  const sentence = isNarrowed
    ? inbox.nothingFound
    : isDisputed
      ? disputes.none
      : isAlike
        ? alike.none
        : isWaitingOnly
          ? inbox.emptyWaiting
          : inbox.empty;
  return (
    <div class="stack-small" role="status">
      <p class="muted">{sentence}</p>
      {isNarrowed || isWaitingOnly || isDisputed || isAlike ? (
        <Button onClick={onShowAll}>{inbox.showAll}</Button>
      ) : null}
    </div>
  );
}
