// Reaches the sending from the first screens without loading it with them.
import type { PersonDb } from '../db/person-db.ts';

const sending = () => import('./sending.ts');
// Not there yet, and no network to fetch it: what was saved is safe, and the next start sends it.
const later = () => undefined;

export function afterSave(db: PersonDb): void {
  sending().then((loaded) => loaded.afterSave(db), later);
}

export function sendNow(): void {
  sending().then((loaded) => loaded.sendNow(), later);
}
