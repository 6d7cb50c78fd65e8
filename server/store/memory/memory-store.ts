// The store in memory, for tests and the simulator: one transaction at a time, taken back when it fails.

import { oneAtATime } from '../one-at-a-time.ts';
import type { InstallationTx, Store, Tx } from '../store.ts';
import { memoryAccess } from './access.ts';
import { memoryPeople } from './people.ts';
import { memoryOperations, memoryRecords } from './records.ts';
import { type MemoryTables, memoryTables } from './tables.ts';

/** Settings of the installation stand under this commune. */
const installation = '';

/** @param tables of an earlier store: what a backup kept. */
export function createMemoryStore(
  deps: { readonly newEpoch: () => string },
  tables: MemoryTables = memoryTables(),
): Store {
  const turn = oneAtATime();
  const { journal } = tables;
  const writing = <T>(work: () => Promise<T>) => turn(() => undoOnError(tables, work).finally(() => journal.forget()));
  const reading = <T>(work: () => Promise<T>) =>
    turn(async () => {
      const result = await undoOnError(tables, work);
      if (journal.mark() === 0) return result;
      journal.rollbackTo(0);
      throw new Error('attempt to write a readonly database');
    });
  if (tables.settings.get(`${installation} epoch`) === undefined)
    tables.settings.set(`${installation} epoch`, deps.newEpoch());
  journal.forget();
  return {
    transaction: (communeId, work) => writing(() => work(memoryTx(tables, communeId))),
    read: (communeId, work) => reading(() => work(memoryTx(tables, communeId))),
    installation: (work) => writing(() => work(memoryInstallationTx(tables))),
    readInstallation: (work) => reading(() => work(memoryInstallationTx(tables))),
    ready: () => writing(() => Promise.resolve()),
    close: () => turn(() => Promise.resolve()),
  };
}

function memoryTx(tables: MemoryTables, communeId: string): Tx {
  const { communes, dossiers, settings } = tables;
  const row = () => {
    const known = communes.get(communeId);
    if (!known) throw new Error('no result');
    return known;
  };
  const nextSeq = async () => {
    const known = row();
    communes.set(communeId, { ...known, seq: known.seq + 1 });
    return known.seq + 1;
  };
  return {
    communeId,
    commune: async () => communes.get(communeId)?.commune ?? null,
    nextSeq,
    seq: async () => row().seq,
    nextDossierNumber: async (kind, year) => {
      const key = `${communeId} ${kind} ${year}`;
      const next = (dossiers.get(key) ?? 0) + 1;
      dossiers.set(key, next);
      return next;
    },
    lastDossierNumber: async (kind, year) => dossiers.get(`${communeId} ${kind} ${year}`) ?? 0,
    epoch: () => epochOf(tables),
    skipAhead: async (by) => {
      const known = row();
      communes.set(communeId, { ...known, seq: known.seq + by });
      return known.seq;
    },
    skipDossiers: async (by, kinds, year) => {
      for (const kind of kinds) {
        const key = `${communeId} ${kind} ${year}`;
        dossiers.set(key, dossiers.get(key) ?? 0);
      }
      for (const [key, last] of dossiers.entries()) {
        if (key.startsWith(`${communeId} `)) dossiers.set(key, last + by);
      }
    },
    setting: async (key) => settings.get(`${communeId} ${key}`) ?? null,
    setSetting: async (key, value) => settings.set(`${communeId} ${key}`, value),
    savepoint: (work) => undoOnError(tables, work),
    people: memoryPeople(tables, communeId, nextSeq),
    access: memoryAccess(tables, communeId),
    records: memoryRecords(tables, communeId, nextSeq),
    operations: memoryOperations(tables, communeId),
  };
}

function memoryInstallationTx(tables: MemoryTables): InstallationTx {
  const { communes, links, devices, queues, settings } = tables;
  const newestFirst = () => links.all().sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  return {
    within: (communeId) => memoryTx(tables, communeId),
    epoch: () => epochOf(tables),
    setEpoch: async (epoch) => settings.set(`${installation} epoch`, epoch),
    setting: async (key) => settings.get(`${installation} ${key}`) ?? null,
    setSetting: async (key, value) => settings.set(`${installation} ${key}`, value),
    communes: async () => communes.all().map(({ commune }) => commune),
    addCommune: async (commune) => communes.add(commune.id, { commune, seq: 0 }),
    linkByTokenHash: async (hash) => links.all().find(({ tokenHash }) => tokenHash === hash) ?? null,
    linkByCodeHash: async (hash) => newestFirst().find(({ codeHash }) => codeHash === hash) ?? null,
    foundingLinks: async () => newestFirst().filter(({ communeId }) => communeId === null),
    addLink: async (link) => links.add(link.id, link),
    changeLink: async (id, changes) => {
      const known = links.get(id);
      if (known) links.set(id, { ...known, ...changes });
    },
    deviceByTokenHash: async (hash) => devices.all().find(({ tokenHash }) => tokenHash === hash) ?? null,
    queue: async (id) => queues.get(id) ?? null,
    savepoint: (work) => undoOnError(tables, work),
  };
}

async function epochOf(tables: MemoryTables): Promise<string> {
  const epoch = tables.settings.get(`${installation} epoch`);
  if (epoch === undefined) throw new Error('the store has no epoch');
  return epoch;
}

async function undoOnError<T>({ journal }: MemoryTables, work: () => Promise<T>): Promise<T> {
  const mark = journal.mark();
  try {
    return await work();
  } catch (error) {
    journal.rollbackTo(mark);
    throw error;
  }
}
