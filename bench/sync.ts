// What a weak line costs: fifty waiting records up, a thousand down, and beside them the same documents by PouchDB.
import type { Operation } from '../src/shared/wire/operation.ts';
import { held } from './budgets.ts';
import type { BenchLine } from './line.ts';
import { type Crossed, medianOf, overWeakLine, weakLine } from './measured-line.ts';
import { type PouchDoc, peersInstalled, peerVersions, replicate, startPouchServer } from './peer-pouchdb.ts';
import { type Delivered, deliver, firstPull, openSyncVillage, recordVillage } from './sync-phone.ts';
import { alikeNomination, quickNomination, villageNomination } from './village-nominations.ts';

const waiting = 50;
const many = 1000;
const runs = 5;
const line = `${weakLine.kbitPerSecond} kbit/s each way, ${weakLine.roundTripMs} ms round trip, a new connection`;

export async function benchSync(): Promise<BenchLine[]> {
  const pushed = await ourPush();
  const pulled = await ourPull();
  return [
    ...pushLines(pushed),
    ...pullLines(pulled.runs),
    ...(await pouchLines(
      pushed.full.map(({ ops }) => ops.map(toDoc)),
      pulled.ops.map(toDoc),
    )),
  ];
}

interface Pushed {
  /** As people fill the form. */
  readonly full: readonly Delivered[];
  /** The least that can be sent. */
  readonly quick: readonly Delivered[];
  /** The least, with the same words in each. */
  readonly alike: readonly Delivered[];
}

async function ourPush(): Promise<Pushed> {
  const village = await openSyncVillage();
  const told = { full: villageNomination, quick: quickNomination, alike: alikeNomination };
  const pushed: Record<keyof typeof told, Delivered[]> = { full: [], quick: [], alike: [] };
  try {
    for (const how of ['full', 'quick', 'alike'] as const)
      for (let run = 0; run < runs; run += 1) pushed[how].push(await deliver(village, waiting, told[how]));
    return pushed;
  } finally {
    await village.close();
  }
}

async function ourPull(): Promise<{ readonly runs: readonly Crossed[]; readonly ops: readonly Operation[] }> {
  const village = await openSyncVillage();
  try {
    const ops = await recordVillage(village, many);
    return { ops, runs: await repeated(() => firstPull(village, many)) };
  } finally {
    await village.close();
  }
}

function pushLines({ full, quick, alike }: Pushed): readonly BenchLine[] {
  const crossed = medianOf(full.map((one) => one.crossed));
  const plain = (runs: readonly Delivered[]) => `${kb(runs[0]?.plainBytes ?? Number.NaN).toFixed(1)} KB of plain JSON`;
  const least = medianOf(quick.map((one) => one.crossed));
  return [
    held('sync-push-time', seconds(crossed), `${line}; settled and confirmed; median of ${runs}`),
    held('sync-push-requests', crossed.requests),
    held('sync-push-bytes', kb(medianOf(alike.map((run) => run.crossed)).bodiesUp), `${plain(alike)}, gzip`),
    held('sync-push-bytes-different', kb(crossed.bodiesUp), `${plain(full)}, gzip`),
    { name: '  whole bytes up, with headers', value: kb(crossed.wireUp), unit: 'KB' },
    {
      name: '  whole bytes down, with headers',
      value: kb(crossed.wireDown),
      unit: 'KB',
      note: 'the records confirmed',
    },
    {
      name: '  bytes up when each is a name, a title and a sentence',
      value: kb(least.bodiesUp),
      unit: 'KB',
      note: `${plain(quick)}; ${seconds(least).toFixed(2)} s`,
    },
  ];
}

function pullLines(crossings: readonly Crossed[]): readonly BenchLine[] {
  const crossed = medianOf(crossings);
  return [
    held('sync-pull-time', seconds(crossed), `${line}; written to the phone's tables; median of ${runs}`),
    held('sync-pull-requests', crossed.requests),
    held('sync-pull-bytes', kb(crossed.bodiesDown), 'gzip'),
    { name: '  whole bytes down, with headers', value: kb(crossed.wireDown), unit: 'KB' },
    { name: '  whole bytes up, with headers', value: kb(crossed.wireUp), unit: 'KB' },
  ];
}

/** What the person said, as a document: without signature, number and author, which our wire carries too. */
const toDoc = ({ recordId, v, at, body }: Operation): PouchDoc => ({ _id: recordId, v, at, ...body });

async function pouchLines(batches: readonly PouchDoc[][], all: readonly PouchDoc[]): Promise<readonly BenchLine[]> {
  if (!peersInstalled())
    return [{ name: 'PouchDB', value: Number.NaN, unit: '', note: 'not measured: npm ci --prefix bench/peers failed' }];
  const server = await startPouchServer();
  try {
    const push: Crossed[] = [];
    for (const [run, docs] of batches.entries()) {
      const database = `push-${run}`;
      await server.create(database, []);
      const work = { database, docs, expected: docs.length };
      push.push(await overWeakLine(server.port, (port) => replicate('push', port, work)));
    }
    await server.create('pull', all);
    const work = { database: 'pull', docs: [], expected: all.length };
    const pull = await repeated(() => overWeakLine(server.port, (port) => replicate('pull', port, work)));
    const settings = `${peerVersions()}, both in memory; default batches of 100, connections kept; median of ${runs}`;
    return [
      ...peerLines(`${waiting} documents up`, medianOf(push), settings),
      ...peerLines(`first replication of ${many}`, medianOf(pull), settings),
    ];
  } finally {
    await server.stop();
  }
}

function peerLines(what: string, crossed: Crossed, note: string): readonly BenchLine[] {
  return [
    { name: `by PouchDB: ${what}`, value: seconds(crossed), unit: 's', note },
    { name: '  requests', value: crossed.requests, unit: 'requests' },
    {
      name: '  bytes up',
      value: kb(crossed.bodiesUp),
      unit: 'KB',
      note: `${kb(crossed.wireUp).toFixed(1)} with headers`,
    },
    {
      name: '  bytes down',
      value: kb(crossed.bodiesDown),
      unit: 'KB',
      note: `${kb(crossed.wireDown).toFixed(1)} with headers`,
    },
  ];
}

async function repeated(measure: () => Promise<Crossed>): Promise<readonly Crossed[]> {
  const crossings: Crossed[] = [];
  for (let run = 0; run < runs; run += 1) crossings.push(await measure());
  return crossings;
}

const kb = (bytes: number): number => bytes / 1000;
const seconds = ({ ms }: Crossed): number => ms / 1000;
