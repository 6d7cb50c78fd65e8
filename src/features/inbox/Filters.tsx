// Search, the views of the queue, and the finer filters behind "Lọc".
import { alike } from '../../i18n/vi/alike.ts';
import { disputes } from '../../i18n/vi/disputes.ts';
import { inbox, statusChoice } from '../../i18n/vi/inbox.ts';
import { movements } from '../../shared/domain/catalogues/movements.ts';
import { kinds } from '../../shared/domain/kinds.ts';
import type { Unit } from '../../shared/domain/unit.ts';
import { statuses } from '../../shared/domain/workflow.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Select } from '../../ui/Select.tsx';
import type { QueueCounts } from './counts.ts';
import { filtersOn, isStatus, type QueueFilter } from './queue-filter.ts';

interface FiltersProps {
  filter: QueueFilter;
  onChange: (change: Partial<QueueFilter>) => void;
  counts: QueueCounts | undefined;
  /** Records that may be the same deed as another. */
  alikes: number;
  units: readonly Unit[];
  /** Records in which two people wrote different things. */
  disputed: number;
}

export function Filters({ filter, onChange, counts, alikes, units, disputed }: FiltersProps) {
  const on = filtersOn(filter);
  const view = viewOf(filter);
  // Rare: its place is empty while there is nothing to choose.
  const showsDisputed = disputed > 0 || view === 'disputed';
  return (
    <div class="stack-small">
      <SearchField
        label={inbox.search}
        clearLabel={inbox.clearSearch}
        value={filter.query}
        onInput={(query) => onChange({ query })}
      />
      <Choice<View>
        legend={inbox.show}
        hideLegend
        value={view}
        options={[
          { value: 'waiting', label: inbox.waiting(counts?.byStatus.sent ?? null) },
          { value: 'all', label: inbox.all(counts?.all ?? null) },
          ...(showsDisputed ? [{ value: 'disputed' as const, label: disputes.tab(disputed) }] : []),
          ...(alikes > 0 || view === 'alike' ? [{ value: 'alike' as const, label: alike.tab(alikes) }] : []),
        ]}
        onChange={(next) => onChange({ status: statusOf[next] })}
      />
      <details class="inbox-filters">
        <summary>{on > 0 ? inbox.filtersOn(on) : inbox.filters}</summary>
        <div class="stack-small">
          <Select
            label={inbox.unit}
            placeholder={inbox.anyUnit}
            value={filter.unitId}
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(unitId) => onChange({ unitId })}
          />
          <Select
            label={inbox.status}
            placeholder={inbox.anyStatus}
            value={isStatus(filter.status) ? filter.status : ''}
            options={statuses.map((status) => ({
              value: status,
              label: inbox.counted(statusChoice(status), counts?.byStatus[status] ?? 0),
              disabled: status !== filter.status && counts?.byStatus[status] === 0,
            }))}
            onChange={(status) => onChange({ status: isStatus(status) ? status : '' })}
          />
          <Select
            label={inbox.movement}
            placeholder={inbox.anyMovement}
            value={filter.movementId}
            options={movements.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(movementId) => onChange({ movementId })}
          />
          <Select
            label={inbox.kind}
            placeholder={inbox.anyKind}
            value={filter.kind}
            options={Object.keys(kinds).map((kind) => ({ value: kind, label: inbox.kinds[kind] ?? kind }))}
            onChange={(kind) => onChange({ kind })}
          />
          {on > 0 ? (
            <Button onClick={() => onChange({ kind: '', unitId: '', movementId: '', status: '' })}>
              {inbox.clearFilters}
            </Button>
          ) : null}
        </div>
      </details>
    </div>
  );
}

type View = 'waiting' | 'all' | 'disputed' | 'alike';
const statusOf = { waiting: 'sent', all: '', disputed: 'disputed', alike: 'alike' } as const;

/** Null: a finer filter than the tabs. */
function viewOf({ status }: QueueFilter): View | null {
  if (status === 'sent') return 'waiting';
  if (status === 'disputed' || status === 'alike') return status;
  return status === '' ? 'all' : null;
}
