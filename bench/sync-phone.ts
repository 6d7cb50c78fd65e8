// The app's own work on a weak line: its save, its engine and its server, which runs as a process of its own.

import type { DemoContent, DemoPlace } from '../server/demo/content.ts';
import { idMaker } from '../src/db/ids.ts';
import { saveNew } from '../src/db/save.ts';
import type { Operation } from '../src/shared/wire/operation.ts';
import { openPhone, type Phone } from '../tests/support/phone.ts';
import { startServer } from '../tests/support/server-process.ts';
import { foundVillage, type Village } from '../tests/support/village.ts';
import { recordMany } from './many-records.ts';
import { type Crossed, overWeakLine } from './measured-line.ts';
import { villageNomination } from './village-nominations.ts';

export interface SyncVillage {
  readonly village: Village;
  readonly port: number;
  close(): Promise<void>;
}

export async function openSyncVillage(): Promise<SyncVillage> {
  const server = await startServer();
  try {
    const village = await foundVillage(server.port, await server.adminLink());
    return { village, port: server.port, close: () => server.remove() };
  } catch (error) {
    await server.remove();
    throw error;
  }
}

export interface Delivered {
  readonly crossed: Crossed;
  readonly ops: readonly Operation[];
  /** Of the operations as JSON, before anything is compressed. */
  readonly plainBytes: number;
}

/** A phone that was in step with the commune, then had no signal for `count` records, delivers them. */
export async function deliver(
  { village, port }: SyncVillage,
  count: number,
  contentOf: (n: number, place: DemoPlace) => DemoContent,
): Promise<Delivered> {
  const phone = await openPhone(port, await village.link(village.people.head));
  try {
    await finish(phone.engine.run('start'));
    await saveOverDays(phone, village, count, contentOf);
    const rows = await phone.db.outbox.toArray();
    const crossed = await overWeakLine(port, (line) => timeOf(phone, line));
    // Settled and brought back by the feed: an operation leaves the outbox for nothing less.
    const left = await phone.db.outbox.count();
    const known = await phone.db.snapshots.bulkGet(rows.map(({ recordId }) => recordId));
    if (left > 0 || known.includes(undefined)) throw new Error(`${left} of ${count} records were not delivered`);
    return { crossed, ops: rows.map(({ op }) => op), plainBytes: rows.reduce((sum, { bytes }) => sum + bytes, 0) };
  } finally {
    phone.close();
  }
}

/** Everything there is, on a phone that holds nothing yet. */
export async function firstPull({ village, port }: SyncVillage, count: number): Promise<Crossed> {
  const phone = await openPhone(port, await village.link(village.people.head));
  try {
    const crossed = await overWeakLine(port, (line) => timeOf(phone, line));
    const known = await phone.db.snapshots.count();
    if (known !== count) throw new Error(`${known} of ${count} records were pulled`);
    return crossed;
  } finally {
    phone.close();
  }
}

/** Other people's records; gives what they said. */
export async function recordVillage({ village }: SyncVillage, count: number): Promise<readonly Operation[]> {
  return recordMany(await village.enrol(village.people.officer), village.hamlet, count, 1, villageNomination);
}

const hourMs = 3600_000;

/** Through the app's own save, hours apart: ids and times differ as they would. */
async function saveOverDays(
  phone: Phone,
  { hamlet }: Village,
  count: number,
  contentOf: (n: number, place: DemoPlace) => DemoContent,
): Promise<void> {
  const until = Date.now();
  for (let n = 0; n < count; n += 1) {
    const savedAt = until - (count - n) * 5 * hourMs - ((n * 7919) % 3600) * 997;
    const deps = { ...phone.deps, now: () => savedAt };
    const newId = idMaker(deps);
    const day = new Date(savedAt).toISOString().slice(0, 10);
    const { type, content } = contentOf(n, {
      unitId: hamlet.id,
      unitName: hamlet.name,
      unitType: 'village',
      day,
      newId,
    });
    const saved = await saveNew(phone.db, deps, { recordId: newId(), kind: type, content });
    if (!saved.ok) throw new Error(`A record was not saved: ${JSON.stringify(saved.error)}`);
  }
}

async function timeOf(phone: Phone, port: number): Promise<number> {
  const engine = phone.anotherEngine({ origin: `http://127.0.0.1:${port}` });
  const began = performance.now();
  await finish(engine.run('button'));
  return performance.now() - began;
}

async function finish(run: ReturnType<Phone['engine']['run']>): Promise<void> {
  const end = await run;
  if (end.type !== 'done') throw new Error(`The engine did not come to its end: ${JSON.stringify(end)}`);
}
