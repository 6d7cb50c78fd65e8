// A village for each test of a file, its store in SQLite on a disk, and a phone of its submitter.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { openSqliteStore } from '../../server/store/sqlite/sqlite-store.ts';
import type { Store } from '../../server/store/store.ts';
import { aCreate, aNomination, communeId, villageId } from './builders.ts';
import { enrolPhone, foundVillage, newId, type Phone, type SyncDeps, syncDeps } from './sync-village.ts';

/** Called once, at the top of a test file; read when a test runs. */
export function villageOnDisk() {
  let folder: string;
  let store: Store;
  let deps: SyncDeps;
  let dung: Phone;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'viec-tot-sync-'));
    store = await openSqliteStore(join(folder, 'viec-tot.db'), { newEpoch: () => 'epoch-1' });
    deps = syncDeps(store);
    await foundVillage(deps);
    dung = await enrolPhone(deps, [{ role: 'submitter', unitId: villageId }]);
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  return {
    get store() {
      return store;
    },
    get deps() {
      return deps;
    },
    get dung() {
      return dung;
    },
    /** Every record of the commune, as it is stored. */
    async everything(commune = communeId) {
      const rows = await store.read(commune, (tx) => tx.records.between({ type: 'commune' }, 0, 1e6));
      return rows.map(({ record }) => record);
    },
    newRecord: (content = aNomination(), seq = 1) => aCreate(content, { opId: newId(), recordId: newId(), seq }),
  };
}
