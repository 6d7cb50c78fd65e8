// How long receipts stay (SPEC.md S11).
import { receiptMs } from '../shared/sync/receipt.ts';
import { getMeta } from './meta.ts';
import type { PersonDb } from './person-db.ts';

/** Lets go of what is older than 90 days by the server's clock, as it was last heard: this phone's own may be wrong by years. */
export function letOldReceiptsGo(db: PersonDb): Promise<void> {
  return db.transaction('rw', db.receipts, db.meta, async () => {
    const lastHeard = await getMeta(db, 'lastSyncAt');
    if (lastHeard === undefined) return;
    const heardAt = Date.parse(lastHeard);
    const old = await db.receipts
      .where('answeredAt')
      .below(heardAt - receiptMs)
      .toArray();
    // Dated by this phone's clock, which says nothing; it came before the server was last heard.
    const undated = old.filter(({ clock }) => clock === undefined);
    await db.receipts.bulkPut(undated.map((row) => ({ ...row, answeredAt: heardAt, clock: 'server' as const })));
    await db.receipts.bulkDelete(old.filter(({ clock }) => clock === 'server').map(({ seq }) => seq));
  });
}
