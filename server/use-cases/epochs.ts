// Lives of the server's database (SPEC.md S11). A backup that is put back is a life that forgot something: an epoch begins, and
// phones bring what it lacks. Whether that happened is told by whoever restored, or found out by what phones remember: every
// start of the server is noted, with the counter at which it was.
import { civilToday } from '../../src/shared/lib/civil-date.ts';
import { epochNameOf } from '../../src/shared/sync/epoch-name.ts';
import type { Again } from '../../src/shared/wire/operation.ts';
import type { Cursor, Up } from '../../src/shared/wire/up.ts';
import type { Deps } from '../deps.ts';
import type { InstallationTx, Tx } from '../store/store.ts';

type EpochDeps = Pick<Deps, 'store' | 'newId' | 'log' | 'now' | 'kinds'>;

/** Something began: a start of the server, or an epoch. */
interface Begun {
  readonly id: string;
  /** The commune's counter at which it did. */
  readonly from: number;
  /** The counter after its jump: what lies between was never given in this life. Earlier databases did not note it. */
  readonly to?: number;
}

type Jump = Omit<Begun, 'id'>;

/** More dossiers than a commune numbers between two backups. */
const lostDossiers = 1000;
/** The counter's least jump. Mostly it jumps to the clock's milliseconds of this age. */
const leastJump = 10_000;
const age = Date.UTC(2026, 0, 1);
/** Starts that are remembered. */
const mostStarts = 500;

/** Called when the server starts, before phones are answered. */
export function noteStart({ store, newId, now }: Pick<Deps, 'store' | 'newId' | 'now'>): Promise<void> {
  return store.installation(async (tx) => {
    const id = shortId(newId());
    for (const { id: communeId } of await tx.communes()) {
      const commune = tx.within(communeId);
      const starts = [...(await begunOf(commune, 'starts')), { id, ...(await skipAhead(commune, now())) }];
      await commune.setSetting('starts', JSON.stringify(starts.slice(-mostStarts)));
    }
  });
}

/** Told by whoever restored, before phones are answered. Gives how many communes there are. */
export function beginEpoch(deps: EpochDeps): Promise<number> {
  return deps.store.installation((tx) => begin(tx, deps, async () => undefined));
}

/** The counter is finite, and whoever asks is only a phone. */
const unaskedEveryMs = 24 * 3600_000;

/** A phone knows more than this database does. Nothing happens where that was so within the last day. */
export function beginEpochUnasked(deps: EpochDeps): Promise<void> {
  return deps.store.installation(async (tx) => {
    const last = await tx.setting('epoch-began');
    const heals = last === null || deps.now() - Number(last) >= unaskedEveryMs;
    deps.log.error('behind-a-phone', { heals });
    // What the backup lacks was numbered above where this start, or one before it, found the counter.
    if (heals) await begin(tx, deps, async (commune) => (await begunOf(commune, 'starts')).at(-1));
  });
}

/** @param lacked what the backup lacks, unless that begins where the counter stands. */
async function begin(
  tx: InstallationTx,
  { newId, log, now, kinds }: EpochDeps,
  lacked: (commune: Tx) => Promise<Jump | undefined>,
): Promise<number> {
  const communes = await tx.communes();
  const id = newId();
  await tx.setEpoch(id);
  await tx.setSetting('epoch-began', String(now()));
  for (const { id: communeId } of communes) {
    const commune = tx.within(communeId);
    const before = await lacked(commune);
    const jump = await skipAhead(commune, now());
    await commune.skipDossiers(lostDossiers, Object.keys(kinds), Number(civilToday(now()).slice(0, 4)));
    const epochs = [
      ...(await begunOf(commune, 'epochs')),
      { id, ...jump, ...(before ? { from: before.from, to: before.to } : {}) },
    ];
    await commune.setSetting('epochs', JSON.stringify(epochs));
  }
  log.info('epoch-began', { communes: communes.length });
  return communes.length;
}

/**
 * Over every number that another life of this database may have given: no life numbers a thousand operations a second, so
 * that two that began at different times never give one number twice.
 */
async function skipAhead(commune: Tx, now: number): Promise<Required<Jump>> {
  const stands = await commune.seq();
  const by = Math.max(leastJump, now - age - stands);
  const from = await commune.skipAhead(by);
  return { from, to: from + by };
}

/**
 * What a cursor names: the epoch; the start of the server in which it was given; and the counter as it stood then, since a
 * page that is not the last one says what was true at that moment, of numbers below its end too.
 */
export async function epochName(tx: Tx): Promise<string> {
  const start = (await begunOf(tx, 'starts')).at(-1);
  return start ? `${await tx.epoch()}.${start.id}.${await tx.seq()}` : tx.epoch();
}

export async function isOfThisEpoch(tx: Tx, { epoch }: Pick<Cursor, 'epoch'>): Promise<boolean> {
  return epoch !== null && epochNameOf(epoch).epoch === (await tx.epoch());
}

/**
 * True when the cursor was given by a database that knew more than this one: further than the counter stood when the
 * start it names ended, or in a start that this database never saw.
 */
export async function isBehind(tx: Tx, cursor: Cursor): Promise<boolean> {
  if (!(await isOfThisEpoch(tx, cursor))) return false;
  const { start, seq } = epochNameOf(cursor.epoch ?? '');
  const starts = await begunOf(tx, 'starts');
  const at = starts.findIndex(({ id }) => id === start);
  const knows = Math.max(cursor.from, seq);
  // Of a start that is no longer remembered: it knows what the oldest remembered one found, or it is of another life.
  if (at < 0 && start !== undefined) return starts.length < mostStarts || knows > (starts[0]?.from ?? 0);
  return knows > (starts[at + 1]?.from ?? (await tx.seq()));
}

/** The number to which the database went back when the present epoch began; where it stands if it never did. */
export async function epochFrom(tx: Tx): Promise<number> {
  return (await begunOf(tx, 'epochs')).at(-1)?.from ?? tx.seq();
}

/**
 * Numbers that this life never gave, and one before it may have: the jumps, as stretches above the first and up to the
 * second. None where no epoch ever began: there was no other life. A restore that nobody told of begins with a start like
 * any other, and is found out some starts later.
 */
export async function lostNumbers(tx: Tx): Promise<readonly (readonly [number, number])[]> {
  const epochs = await begunOf(tx, 'epochs');
  if (epochs.length === 0) return [];
  const begun = [...epochs, ...(await begunOf(tx, 'starts'))];
  return begun.flatMap(({ from, to }) => (to === undefined ? [] : [[from, to] as const]));
}

/**
 * By opId, what an earlier epoch had answered, as the phone tells it. The counter stands above whatever any life gave: a
 * higher number was never answered, and nobody could ever have seen it.
 */
export async function believed(tx: Tx, told: NonNullable<Up['again']>): Promise<ReadonlyMap<string, Again>> {
  const stands = await tx.seq();
  return new Map(told.map(({ opId, ...was }) => [opId, was.rev > stands ? { ...was, rev: 0 } : was]));
}

/**
 * The number above which a phone with that cursor offers again what it was answered. A phone may have slept through
 * several restores: the first one after its epoch and its start counts. One of a life that was lost offers all it has.
 */
export async function offerAgainFrom(tx: Tx, cursor: Cursor): Promise<number> {
  const { epoch, start } = epochNameOf(cursor.epoch ?? '');
  const epochs = await begunOf(tx, 'epochs');
  const starts = await begunOf(tx, 'starts');
  const at = starts.findIndex(({ id }) => id === start);
  // A life of which this database knows nothing: who knows where it branched off.
  if (start !== undefined && at < 0) return 0;
  // Not found is -1: the very first epoch, which nobody noted.
  const afterEpoch = epochs[epochs.findIndex(({ id }) => id === epoch) + 1]?.from ?? 0;
  return Math.min(afterEpoch, starts[at + 1]?.from ?? afterEpoch);
}

async function begunOf(tx: Tx, what: 'starts' | 'epochs'): Promise<readonly Begun[]> {
  const text = await tx.setting(what);
  if (text === null) return [];
  const known = read.get(text);
  if (known) return known;
  const begun = JSON.parse(text) as readonly Begun[]; // written above
  if (read.size >= mostRead) read.clear();
  read.set(text, begun);
  return begun;
}

/** By its text: every sync asks several times, and what began changes with a start only. */
const read = new Map<string, readonly Begun[]>();
const mostRead = 100;

/** The random end of an id: with an epoch and the counter it fits the cursor's 64 characters. */
const shortId = (id: string): string => id.slice(-10);
