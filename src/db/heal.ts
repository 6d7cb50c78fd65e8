// Browsers lose a database's handle (iOS in the background, a crashed storage process). Closing and opening again brings
// it back; deleting never does, so nothing here or elsewhere calls deleteDatabase.
import type { Dexie } from 'dexie';

const mostReopenings = 3;
const lostHandle: readonly string[] = [
  'InvalidStateError',
  'InvalidState',
  'DatabaseClosedError',
  'UnknownError',
  'OpenFailedError',
];

/** Runs `work`; when the handle was lost, closes, reopens and runs it again, at most three times. `work` may run twice. */
export async function healed<T>(db: Dexie, work: () => Promise<T>): Promise<T> {
  for (let reopened = 0; ; reopened++) {
    try {
      return await work();
    } catch (error) {
      if (reopened === mostReopenings || !namesOf(error).some((name) => lostHandle.includes(name))) throw error;
      db.close({ disableAutoOpen: false });
      await db.open().catch(() => undefined); // the next round says whether it helped
    }
  }
}

export function isStorageFull(error: unknown): boolean {
  return namesOf(error).some((name) => name === 'QuotaExceededError' || name === 'QuotaExceeded');
}

export function isStorageClosed(error: unknown): boolean {
  return namesOf(error).some((name) => lostHandle.includes(name) || name === 'MissingAPIError');
}

/** Names of an error and of what it wraps: Dexie wraps the browser's error in its own. */
function namesOf(error: unknown): readonly string[] {
  if (typeof error !== 'object' || error === null) return [];
  const name = 'name' in error && typeof error.name === 'string' ? [error.name] : [];
  const inner = 'inner' in error ? namesOf(error.inner) : [];
  const several =
    'failures' in error && Array.isArray(error.failures)
      ? error.failures.slice(0, 3).flatMap((each) => namesOf(each))
      : [];
  return [...name, ...inner, ...several];
}
