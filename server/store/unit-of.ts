import type { StoredRecord } from '../../src/shared/sync/record-store.ts';

/** The unit a record belongs to: what its scope is computed from. */
export function unitOf(record: Pick<StoredRecord, 'content'>): string | null {
  const { unitId } = record.content.values;
  return typeof unitId === 'string' ? unitId : null;
}
