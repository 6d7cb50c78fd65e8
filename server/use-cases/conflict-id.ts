// How a conflict is named: by the operation whose words were not taken, the record, and the path.
import { hash } from 'node:crypto';

/** The same in every life of the database: a choice that a phone offers again after a restore finds it (S11). A UUID of version 8. */
export function conflictIdOf(opId: string, recordId: string, field: string): string {
  const hex = hash('sha256', `${opId} ${recordId} ${field}`, 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
