// Records of the person's scope, newest first, drafts among them; searched without diacritics, filtered by state.
import './records.css';
import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { liveDisputed, liveNewEnds } from '../../db/disputes.ts';
import { liveDrafts } from '../../db/drafts.ts';
import { type ListItem, liveList } from '../../db/live.ts';
import type { ConflictRow } from '../../db/rows.ts';
import { recordStateWords } from '../../i18n/vi/record-state.ts';
import { records, statusLabels } from '../../i18n/vi/records.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { mayRecord } from '../../shared/domain/role.ts';
import { statuses } from '../../shared/domain/workflow.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLive } from '../../ui/use-live.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { useSession } from '../session/context.ts';
import { SyncStrip } from '../session/SyncStrip.tsx';
import { useCardsAhead } from '../session/use-cards-ahead.ts';
import type { ListKind } from './list-kind.ts';
import { RecordRow } from './RecordRow.tsx';
import { ReturnedCount } from './ReturnedCount.tsx';

/** What is drawn at first, and how much more when the end comes near. */
const pageSize = 60;
const none: readonly ConflictRow[] = [];

/** What the person can do something about first; then the steps at the commune, each word once. */
const hereFilters = ['draft', 'attention'] as const;
const filters = statuses.filter(
  (status, at) => statuses.findIndex((other) => statusLabels[other] === statusLabels[status]) === at,
);
type Filter = (typeof hereFilters)[number] | (typeof filters)[number];
const choices: readonly (readonly [Filter, label: string])[] = [
  ...hereFilters.map((here) => [here, recordStateWords[here]] as const),
  ...filters.map((status) => [status, statusLabels[status]] as const),
];

export function RecordList({ kind, chosen }: { kind: ListKind; chosen: string | null }) {
  const { db, deps } = useSession();
  useCardsAhead();
  const ends = useLive(() => liveNewEnds(db, deps.now()), [db, deps]) ?? none;
  const news = useMemo(() => new Set(ends.map(({ recordId }) => recordId)), [ends]);
  const open = useLive(() => liveDisputed(db), [db]);
  const disputed = useMemo(() => new Set(open), [open]);
  const drafts = useLive(() => liveDrafts(db, kind), [db, kind]);
  const begun = useMemo(() => new Set(drafts?.flatMap((row) => (row.mode === 'edit' ? [row.recordId] : []))), [drafts]);
  const [query, setQuery] = useState('');
  const [filter, setFilter] = useState<Filter | undefined>();
  const [limit, setLimit] = useState(pageSize);
  const here = hereFilters.find((one) => one === filter);
  const status = filters.find((one) => one === filter);
  const page = useLive(
    () => liveList(db, { kind, query, status, here, limit }),
    [db, kind, query, status, here, limit],
    true,
  );
  const more = page?.more ?? false;
  const onNearEnd = useCallback(() => {
    if (more) setLimit((now) => now + pageSize);
  }, [more]);
  const isFiltered = query.trim() !== '' || filter !== undefined;
  // The answer to a search that found nothing still stands here in the draw that follows its end: it must not take the search
  // box, and the keyboard with it, off the screen.
  const hadRecords = useRef(false);
  if (page !== undefined && page.items.length > 0) hadRecords.current = true;
  const isEmpty = page !== undefined && page.items.length === 0 && !isFiltered && !hadRecords.current;

  return (
    <div class="record-list">
      <SyncStrip />
      {status === 'returned' ? null : (
        <ReturnedCount
          kind={kind}
          onShow={() => {
            setQuery('');
            setFilter('returned');
            setLimit(pageSize);
          }}
        />
      )}
      {isEmpty ? null : (
        <div class="record-list-tools">
          <SearchField
            label={records.searchHint}
            value={query}
            onInput={(text) => {
              setQuery(text);
              setLimit(pageSize);
            }}
            clearLabel={ui.clearSearch}
            placeholder={records.searchShort}
          />
          <select
            class="control"
            aria-label={records.filterByState}
            value={filter ?? ''}
            onChange={({ currentTarget: { value } }) => {
              setFilter(choices.find(([one]) => one === value)?.[0]);
              setLimit(pageSize);
            }}
          >
            <option value="">{records.all}</option>
            {choices.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
      )}
      {page === undefined ? <Skeleton label={records.loading} lines={8} /> : null}
      {isEmpty ? <EmptyList kind={kind} /> : null}
      {page !== undefined && page.items.length === 0 && isFiltered ? (
        <div class="record-list-none" role="status">
          <p>{records.nothingFound}</p>
          <Button
            onClick={() => {
              setQuery('');
              setFilter(undefined);
            }}
          >
            {records.clearSearch}
          </Button>
        </div>
      ) : null}
      {page !== undefined && page.items.length > 0 ? (
        <VirtualList<ListItem>
          label={kind === 'initiative' ? records.initiatives : records.title}
          items={page.items}
          keyOf={(item) => item.id}
          estimateRem={6.5}
          {...(page.total === null ? {} : { total: page.total })}
          onNearEnd={onNearEnd}
          renderRow={(item) => (
            <RecordRow
              item={item}
              hasDraft={begun.has(item.id)}
              isChosen={item.id === chosen}
              isNews={news.has(item.id)}
              isDisputed={disputed.has(item.id)}
            />
          )}
        />
      ) : null}
    </div>
  );
}

function EmptyList({ kind }: { kind: ListKind }) {
  const { me } = useSession();
  const isWriter = mayRecord(me);
  return (
    <div class="record-list-none">
      <Icon name={kind === 'initiative' ? 'idea' : 'flower'} large />
      <p>{isWriter ? records.empty[kind] : records.emptyForReader}</p>
      {isWriter ? (
        <Button variant="primary" icon="add" href={kind === 'initiative' ? '/sang-kien/moi' : '/ghi'}>
          {records.emptyAction[kind]}
        </Button>
      ) : null}
    </div>
  );
}
