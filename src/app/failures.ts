// Errors of the page, kept on the phone as codes and sent along with the next sync. Never a name, a text or an id.
import { systemIds } from '../db/ids.ts';
import type { PersonDb } from '../db/person-db.ts';
import { appStore } from './store.ts';

/** Notes it where somebody is enrolled, and gives the code a person can read out. */
export function noteFailure(error: unknown): string {
  const code = failureCode(error);
  const { who } = appStore.getState();
  if (who.type === 'enrolled') void keep(who.db, code);
  return code;
}

async function keep(db: PersonDb, code: string): Promise<void> {
  const place = placeOf(location.pathname);
  try {
    const { noteError } = await import('../db/storage.ts');
    await noteError(db, systemIds, { code, place, version: __APP_VERSION__ });
  } catch {
    // The database itself, or the network before its first visit was whole, may be what failed.
  }
}

/** `TypeError` becomes `type-error`. The message is not used: it may carry what a person typed. */
export function failureCode(error: unknown): string {
  const name = error instanceof Error && error.name !== '' ? error.name : 'unknown';
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-');
}

/** `/r/0197…` becomes `/r/:id`. */
export const placeOf = (path: string): string => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id');

export function watchFailures(): void {
  addEventListener('error', (event) => void noteFailure(event.error));
  addEventListener('unhandledrejection', (event) => void noteFailure(event.reason));
}
