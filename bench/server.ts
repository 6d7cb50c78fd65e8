// What the endpoint does with one core and one disk, against what the bare engine does with the same durable writes.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../server/store/sqlite/sqlite-store.ts';
import type { Batch } from '../src/shared/wire/operation.ts';
import { aCreate, aNomination, villageId } from '../tests/support/builders.ts';
import { enrolPhone, foundVillage, newId, type Phone, syncDeps } from '../tests/support/sync-village.ts';
import { createBareEngine } from './bare-engine.ts';
import { held } from './budgets.ts';
import type { BenchLine } from './line.ts';
import { megabytesWithDevices } from './server-memory.ts';

const devices = 1000;
const memoryNote = '20 units, all phones at the same moment, 3 times: a signed record up, a page down';

/** Phones that sync at the same moment; each waits for its answer before it sends again. */
const phonesAtOnce = 16;
const syncsEach = 125;
const rounds = 5;

export async function benchServer(): Promise<BenchLine[]> {
  return [...(await benchThroughput()), held('server-memory', await megabytesWithDevices(devices), memoryNote)];
}

async function benchThroughput(): Promise<BenchLine[]> {
  const folder = await mkdtemp(join(tmpdir(), 'viec-tot-bench-'));
  const store = await openSqliteStore(join(folder, 'server.db'), { newEpoch: () => 'bench' });
  const deps = syncDeps(store, Date.now());
  await foundVillage(deps);
  const bare = await createBareEngine(join(folder, 'bare.db'));
  const phones = await Promise.all(
    Array.from({ length: phonesAtOnce }, () => enrolPhone(deps, [{ role: 'submitter', unitId: villageId }])),
  );
  const ours: number[] = [];
  const theirs: number[] = [];
  // Taken in turns, so that a busy neighbour on the machine slows both.
  for (let round = 0; round < rounds; round += 1) {
    const work = await Promise.all(phones.map((phone) => signed(phone, round * syncsEach)));
    ours.push(await perSecond(() => Promise.all(work.map(({ phone, batches }) => pushAll(phone, batches)))));
    theirs.push(await perSecond(() => Promise.resolve(bare.write(phonesAtOnce * syncsEach))));
  }
  bare.close();
  await store.close();
  await rm(folder, { recursive: true });
  const [server, engine] = [median(ours), median(theirs)];
  const note = `${phonesAtOnce} phones at once, one record a sync, each committed with synchronous=FULL; median of ${rounds} rounds`;
  return [
    { name: 'durable syncs of one record', value: server, unit: '/s', note },
    {
      name: 'the same rows by the bare engine',
      value: engine,
      unit: '/s',
      note: 'node:sqlite, prepared statements, one transaction each',
    },
    held('server-throughput', (100 * server) / engine),
  ];
}

/** Signing is the phone's work, so it is done before the clock starts. */
async function signed(phone: Phone, after: number): Promise<{ phone: Phone; batches: Batch[] }> {
  const seqs = Array.from({ length: syncsEach }, (_, i) => after + i + 1);
  const batches = seqs.map((seq) => phone.sign([aCreate(aNomination(), { opId: newId(), recordId: newId(), seq })]));
  return { phone, batches: await Promise.all(batches) };
}

async function pushAll(phone: Phone, batches: readonly Batch[]): Promise<void> {
  for (const batch of batches) {
    const down = await phone.send({ batch });
    if (!down.ok || down.value.answers[0]?.type !== 'applied') throw new Error('a record was not applied');
  }
}

async function perSecond(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (phonesAtOnce * syncsEach * 1000) / (performance.now() - began);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
