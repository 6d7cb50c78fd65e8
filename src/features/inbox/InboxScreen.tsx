// The officer's inbox: the queue on the left and the record on the right; on a phone one after the other.
import './inbox.css';
import { useMemo, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { liveDisputed } from '../../db/disputes.ts';
import { liveList } from '../../db/live.ts';
import { liveUnits } from '../../db/live-phone.ts';
import { inbox } from '../../i18n/vi/inbox.ts';
import { hasRole } from '../../shared/domain/role.ts';
import { AppBar } from '../../ui/AppBar.tsx';
import { Button } from '../../ui/Button.tsx';
import { announce } from '../../ui/LiveRegion.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ListDetail } from '../../ui/Page.tsx';
import { useLive } from '../../ui/use-live.ts';
import { useSession } from '../session/context.ts';
import { SyncStrip } from '../session/SyncStrip.tsx';
import { useCardsAhead } from '../session/use-cards-ahead.ts';
import { liveCounts } from './counts.ts';
import { Filters } from './Filters.tsx';
import { KeyHelp } from './KeyHelp.tsx';
import { Queue } from './Queue.tsx';
import { listFilterOf, useQueueFilter, waitingOnes } from './queue-filter.ts';
import { RecordPane } from './RecordPane.tsx';
import { type BulkOutcome, receiveMany } from './receive.ts';
import { inPairs, useAlikes } from './use-alikes.ts';
import { useKeys } from './use-keys.ts';

const pageSize = 100;
const none: readonly string[] = [];

export function InboxScreen({ recordId }: { recordId?: string }) {
  const { db, me, deps } = useSession();
  const { route } = useLocation();
  useCardsAhead();
  const [filter, setFilter] = useQueueFilter(db);
  const [limit, setLimit] = useState(pageSize);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [bulk, setBulk] = useState<BulkOutcome | 'running' | null>(null);
  const [showsKeys, setShowsKeys] = useState(false);
  const alikes = useAlikes(hasRole(me, 'officer'));
  const pairs = useMemo(() => inPairs(alikes), [alikes]);
  const list = useLive(
    () => liveList(db, listFilterOf(filter, limit, pairs)),
    [db, filter, limit, filter.status === 'alike' ? pairs : null],
    true,
  );
  const counts = useLive(() => liveCounts(db), [db], true);
  const units = useLive(() => liveUnits(db), [db], true);
  const disputed = useLive(() => liveDisputed(db), [db], true) ?? none;
  const unitName = useMemo(() => {
    const names = new Map(units?.map(({ id, name }) => [id, name]));
    return (id: string) => names.get(id) ?? null;
  }, [units]);
  // A draft is nobody's business but its writer's, on the list of their own records.
  const items = useMemo(() => list?.items.filter(({ isDraft }) => !isDraft), [list]);

  const openId = recordId || null;
  const step = useStep(items ?? [], openId, (id) => route(`/hop-den/${id}`, openId !== null));
  useKeys({ j: () => step(1), k: () => step(-1), '?': () => setShowsKeys(true) });

  const change: typeof setFilter = (to) => {
    setFilter(to);
    setLimit(pageSize);
    setTicked(new Set());
  };
  const receiveTicked = async () => {
    setBulk('running');
    const outcome = await receiveMany(db, deps, [...ticked]);
    setTicked(new Set());
    setBulk(outcome);
    announce(bulkSentence(outcome));
  };

  return (
    <ListDetail
      listLabel={inbox.listLabel}
      detailLabel={inbox.recordLabel}
      placeholder={<p>{inbox.choose}</p>}
      list={
        <>
          {/* Anew whenever it stands alone again, so that it names the page and takes the focus. */}
          <AppBar
            key={openId === null ? 'alone' : 'beside'}
            title={inbox.title}
            actions={<KeyHelp open={showsKeys} onOpen={() => setShowsKeys(true)} onClose={() => setShowsKeys(false)} />}
          />
          <div class="page-content inbox-list">
            <SyncStrip />
            <Filters
              filter={filter}
              onChange={change}
              counts={counts}
              alikes={pairs.length}
              units={units ?? []}
              disputed={disputed.length}
            />
            {bulk === null || bulk === 'running' ? null : <BulkNotice outcome={bulk} onClose={() => setBulk(null)} />}
            <Queue
              items={items}
              more={list?.more ?? false}
              total={list?.total ?? null}
              filter={filter}
              openId={openId}
              alikes={alikes}
              unitName={unitName}
              ticks={
                hasRole(me, 'officer')
                  ? { ids: ticked, set: setTicked, receive: receiveTicked, isBusy: bulk === 'running' }
                  : null
              }
              onNearEnd={() => (list?.more ? setLimit((now) => now + 2 * pageSize) : undefined)}
              onSearchAll={() => change({ status: '' })}
              onShowAll={() => change({ ...waitingOnes, status: '' })}
            />
          </div>
        </>
      }
      detail={
        openId === null ? null : (
          <RecordPane
            key={openId}
            recordId={openId}
            unitName={unitName}
            nextDisputed={after(disputed, openId)}
            alikes={alikes.get(openId) ?? none}
          />
        )
      }
    />
  );
}

/** The next one, around the end; null where there is no other. */
function after(ids: readonly string[], id: string): string | null {
  const others = ids.filter((one) => one !== id);
  return others.find((one) => one < id) ?? others[0] ?? null; // newest first
}

/** To the next or the former record of the queue. Where the open one left the queue, on from where it stood. */
function useStep(items: readonly { readonly id: string }[], openId: string | null, open: (id: string) => void) {
  const stood = useRef(-1);
  const at = items.findIndex(({ id }) => id === openId);
  if (at >= 0) stood.current = at;
  return (by: 1 | -1) => {
    const from = at >= 0 ? at + by : by === 1 ? Math.max(stood.current, 0) : stood.current - 1;
    const target = items[from];
    if (!target) return;
    open(target.id);
    document.querySelector(`[data-key="${target.id}"]`)?.scrollIntoView({ block: 'nearest' });
  };
}

function bulkSentence({ done, skipped, failure }: BulkOutcome): string {
  return [
    inbox.bulkDone(done),
    ...(skipped > 0 ? [inbox.bulkSkipped(skipped)] : []),
    ...(failure ? [inbox.failed[failure.code]] : []),
  ].join(' ');
}

function BulkNotice({ outcome, onClose }: { outcome: BulkOutcome; onClose: () => void }) {
  return (
    <Notice
      tone={outcome.failure ? 'red' : 'leaf'}
      icon={outcome.failure ? 'alert' : 'checkCircle'}
      actions={<Button onClick={onClose}>{inbox.gotIt}</Button>}
    >
      {bulkSentence(outcome)}
    </Notice>
  );
}
