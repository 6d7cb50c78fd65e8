// What of the commune's records the officer looks at. Remembered while the app is open: one comes back to it after an edit.
import { useState } from 'preact/hooks';
import type { ListFilter } from '../../db/live.ts';
import type { PersonDb } from '../../db/person-db.ts';
import { type Status, statuses } from '../../shared/domain/workflow.ts';

export interface QueueFilter {
  readonly query: string;
  /**
   * '' is any, in each of these. Wherever it stands: `disputed`, two people wrote different things in it; `alike`, it may be
   * the same deed as another.
   */
  readonly status: Status | 'disputed' | 'alike' | '';
  readonly kind: string;
  readonly unitId: string;
  readonly movementId: string;
}

/** The queue opens with what waits to be received. */
export const waitingOnes: QueueFilter = { query: '', status: 'sent', kind: '', unitId: '', movementId: '' };

const remembered = new WeakMap<PersonDb, QueueFilter>();

export function useQueueFilter(db: PersonDb): readonly [QueueFilter, (change: Partial<QueueFilter>) => void] {
  const [filter, setFilter] = useState(() => remembered.get(db) ?? waitingOnes);
  return [
    filter,
    (change) => {
      const next = { ...(remembered.get(db) ?? waitingOnes), ...change };
      remembered.set(db, next);
      setFilter(next);
    },
  ];
}

/** @param alikes records that may be the same deed as another, in order */
export function listFilterOf(filter: QueueFilter, limit: number, alikes: readonly string[] = []): ListFilter {
  return {
    limit,
    query: filter.query.trim() || undefined,
    status: isStatus(filter.status) ? filter.status : undefined,
    here: filter.status === 'disputed' ? 'disputed' : undefined,
    kind: filter.kind || undefined,
    unitId: filter.unitId || undefined,
    movementId: filter.movementId || undefined,
    ids: filter.status === 'alike' ? alikes : undefined,
  };
}

/** Filters that stand behind "Lọc"; the search and the tabs are in sight anyway. */
export function filtersOn({ status, kind, unitId, movementId }: QueueFilter): number {
  const finer = status !== 'sent' && isStatus(status) ? status : '';
  return [finer, kind, unitId, movementId].filter((value) => value !== '').length;
}

export const isStatus = (value: string): value is Status => (statuses as readonly string[]).includes(value); // asks whether a wider string is one
