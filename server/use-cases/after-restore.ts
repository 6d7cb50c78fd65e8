// The database was brought back from a backup: an epoch begins, so that phones bring what the backup lacks (SPEC.md S11).
import type { Deps } from '../deps.ts';
import type { InstallationTx } from '../store/store.ts';

type EpochDeps = Pick<Deps, 'store' | 'newId' | 'log' | 'now'>;

/** Further than any commune comes between two backups; what an earlier epoch numbered stays below what this one does. */
const jump = { seq: 1_000_000, dossiers: 1000 };

/** Told by whoever restored, before phones are answered. Gives how many communes there are. */
export function beginEpoch(deps: EpochDeps): Promise<number> {
  return deps.store.installation((tx) => begin(tx, deps));
}

/** The counter is finite, and whoever asks is only a phone. */
const unaskedEveryMs = 24 * 3600_000;

/** A phone knows more than this database does. Nothing happens where that was so within the last day. */
export function beginEpochUnasked(deps: EpochDeps): Promise<void> {
  return deps.store.installation(async (tx) => {
    const last = await tx.setting('epoch-began');
    const heals = last === null || deps.now() - Number(last) >= unaskedEveryMs;
    deps.log.error('behind-a-phone', { heals });
    if (heals) await begin(tx, deps);
  });
}

async function begin(tx: InstallationTx, { newId, log, now }: EpochDeps): Promise<number> {
  const communes = await tx.communes();
  await tx.setEpoch(newId());
  await tx.setSetting('epoch-began', String(now()));
  for (const { id } of communes) await tx.within(id).beginEpoch(jump);
  log.info('epoch-began', { communes: communes.length });
  return communes.length;
}
