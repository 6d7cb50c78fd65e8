// The queue: what stands in it under the filters, and doing the same with several records at once.
import { useState } from 'preact/hooks';
import type { Alikes } from '../../db/alike-pairs.ts';
import { type ListItem, liveList } from '../../db/live.ts';
import { alike } from '../../i18n/vi/alike.ts';
import { disputes } from '../../i18n/vi/disputes.ts';
import { inbox } from '../../i18n/vi/inbox.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLive } from '../../ui/use-live.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { useSession } from '../session/context.ts';
import { compareAddress } from './AlikeNotices.tsx';
import { QueueRow } from './QueueRow.tsx';
import { filtersOn, listFilterOf, type QueueFilter } from './queue-filter.ts';
import { liveBulkAhead } from './receive.ts';

export interface Ticks {
  readonly ids: ReadonlySet<string>;
  set(ids: ReadonlySet<string>): void;
  /** Receives those of them that wait for it. */
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

/** Where two of one kind are compared, also such as nothing was found alike in; the older one first. Null: they are not two. */
function pairAddress(ticked: readonly ListItem[]): string | null {
  const [older, newer] = ticked.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return ticked.length === 2 && older && newer?.kind === older.kind ? compareAddress(older.id, newer.id) : null;
}

/** The first button stays where it is, and receiving stands below it: nothing comes to lie under the pointer. */
function TickBar({ ticks, items }: { ticks: Ticks; items: readonly ListItem[] }) {
  const { db } = useSession();
  const [asks, setAsks] = useState(false);
  const ahead = useLive(() => liveBulkAhead(db, [...ticks.ids]), [db, ticks.ids], true);
  const isNone = ticks.ids.size === 0;
  const { done: count, skipped } = isNone || ahead === undefined ? { done: 0, skipped: 0 } : ahead;
  const pair = pairAddress(items.filter(({ id }) => ticks.ids.has(id)));
  const all = () => new Set(items.map(({ id }) => id));
  const receive = () => {
    setAsks(false);
    ticks.receive();
  };
  return (
    <>
      <Button variant="quiet" icon="check" onClick={() => ticks.set(isNone ? all() : new Set())}>
        {isNone ? inbox.selectShown : inbox.clearSelection}
      </Button>
      {count === 0 ? null : (
        <Button
          variant="primary"
          icon="received"
          wide
          busy={ticks.isBusy}
          onClick={() => (count === 1 ? receive() : setAsks(true))}
        >
          {inbox.receiveSelected(count)}
        </Button>
      )}
      {skipped === 0 ? null : <p class="muted small">{inbox.bulkSkipped(skipped)}</p>}
      {pair === null ? null : (
        <Button icon="merged" wide href={pair}>
          {alike.compare}
        </Button>
      )}
      <Dialog
        open={asks && count > 1}
        title={inbox.receiveAsk(count)}
        closeLabel={ui.close}
        onClose={() => setAsks(false)}
        actions={
          <>
            <Button onClick={() => setAsks(false)}>{ui.cancel}</Button>
            <Button variant="primary" icon="received" onClick={receive}>
              {inbox.receive}
            </Button>
          </>
        }
      />
    </>
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
