// The check at the end of every fault test: what the people of a crew saved, and what they were told of it, held against
// the server's log, its records, its photos and every phone. It asks no part of the app whether all is well.
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { valueAt } from '../../src/shared/domain/kind.ts';
import { canonicalJson } from '../../src/shared/lib/canonical-json.ts';
import type { Answer, Conflict, Snapshot } from '../../src/shared/wire/down.ts';
import type { Operation } from '../../src/shared/wire/operation.ts';
import { untilQuiet, type Witness } from './crew.ts';
import type { Installation } from './installation.ts';
import { type Client, startOfFeed, type Village } from './village.ts';

export interface Verdict {
  readonly operations: number;
  readonly photos: number;
  readonly records: number;
  readonly conflicts: number;
  readonly refused: number;
  /** One line each. */
  readonly losses: readonly string[];
}

/** A restore: numbers from `from` on were given twice, first in the life that was lost, then, from `to` on, in this one. */
export interface Restore {
  readonly from: number;
  readonly to: number;
}

/** The counter's least jump, at every start of the server and at every epoch. */
const leastJump = 10_000;

type Witnesses = { readonly members: readonly Witness[] };

/** @param restores that went before, oldest first. */
export async function nothingLost(
  crew: Witnesses,
  installation: Pick<Installation, 'rows'>,
  village: Village,
  restores: readonly Restore[] = [],
): Promise<Verdict> {
  const losses: string[] = [];
  const lose = (what: string) => void losses.push(what);
  if (!(await untilQuiet(crew, () => counterOf(installation)))) lose('the phones do not come to rest');

  const office = await village.enrol(village.people.officer);
  const feed = await feedOf(office);
  const log = await logOf(installation);
  const written = await writtenBy(crew);

  for (const member of crew.members) {
    await everyOperationIsSomewhere(member, log, restores, lose);
    await isAsTheServer(member, await feedOf(await village.enrol(member.person)), lose);
  }
  for (const [opId, { recordId, seq, answerType }] of log) {
    if (!written.has(opId)) lose(`operation ${opId} is in the log, and nobody saved it`);
    if (seq === null || answerType === 'rejected') continue;
    const told = feed.records.get(recordId)?.events.filter((event) => event.opId === opId).length ?? 0;
    if (told !== 1) lose(`operation ${opId} is told ${told} times at its record`);
  }
  for (const one of written.values()) everyWordIsKept(one, written, feed, log, restores, lose);
  dossiersStay(crew, feed, lose);
  await counterHasNoGaps(installation, log, lose);
  return {
    operations: [...log.values()].filter(({ answerType }) => answerType !== 'rejected').length,
    photos: await photosAreTheSame(crew, feed, office, lose),
    records: feed.records.size,
    conflicts: feed.conflicts.length,
    refused: [...log.values()].filter(({ answerType }) => answerType === 'rejected').length,
    losses,
  };
}

type Lose = (what: string) => void;

interface Logged {
  readonly seq: number | null;
  readonly recordId: string;
  readonly digest: string;
  readonly answerType: string;
}

export async function counterOf({ rows }: Pick<Installation, 'rows'>): Promise<number> {
  return Number((await rows('select seq from commune'))[0]?.seq);
}

async function logOf({ rows }: Pick<Installation, 'rows'>): Promise<ReadonlyMap<string, Logged>> {
  const all = await rows('select op_id, seq, record_id, digest, answer_type from operation');
  return new Map(
    all.map((row) => [
      String(row.op_id),
      {
        seq: row.seq === null ? null : Number(row.seq),
        recordId: String(row.record_id),
        digest: String(row.digest),
        answerType: String(row.answer_type),
      },
    ]),
  );
}

export interface Feed {
  readonly records: ReadonlyMap<string, Snapshot>;
  readonly conflicts: readonly Conflict[];
}

/** Everything the person may see, as a phone that knows nothing is told it. */
export async function feedOf(client: Client): Promise<Feed> {
  const records = new Map<string, Snapshot>();
  const conflicts: Conflict[] = [];
  for (let from = startOfFeed, more = true; more; ) {
    const { page } = await client.sync({ from });
    if (!page) throw new Error('the answer has no page');
    for (const record of page.records) records.set(record.id, record);
    conflicts.push(...page.conflicts);
    from = { from: page.next, epoch: page.epoch, scope: page.scope };
    more = page.more;
  }
  return { records, conflicts };
}

interface Written {
  readonly op: Operation;
  readonly queue: string;
  /** Numbers that an acknowledgement gave it; after a restore another may have come. */
  readonly revs: readonly number[];
}

/** The numbers under which it was taken: more than one when a restore lost it, and its phone brought it back. */
export const revsOf = (answers: readonly Answer[] = []): readonly number[] =>
  answers.flatMap((one) => (one.type === 'applied' || one.type === 'conflict' ? [one.rev] : []));

/** Every operation of the crew, as it went over the line or waits. */
async function writtenBy({ members }: Witnesses): Promise<ReadonlyMap<string, Written>> {
  const all = new Map<string, Written>();
  for (const { phone, saved, heard } of members) {
    const now = new Map((await rowsOn(phone)).map(({ op }) => [op.opId, op]));
    for (const [opId, op] of saved) {
      all.set(opId, { op: now.get(opId) ?? op, queue: phone.queueId, revs: revsOf(heard.get(opId)) });
    }
  }
  return all;
}

const rowsOn = async ({ db }: Witness['phone']) => [...(await db.receipts.toArray()), ...(await db.outbox.toArray())];

/** What was acknowledged is in the log, byte for byte; what was not is still on its phone. */
async function everyOperationIsSomewhere(
  { name, phone, saved, heard }: Witness,
  log: ReadonlyMap<string, Logged>,
  restores: readonly Restore[],
  lose: Lose,
): Promise<void> {
  const here = new Map((await rowsOn(phone)).map(({ op }) => [op.opId, op]));
  const waits = new Set((await phone.db.outbox.toArray()).map(({ opId }) => opId));
  for (const opId of saved.keys()) {
    const op = here.get(opId);
    const logged = log.get(opId);
    if (!op) lose(`${name}: operation ${opId} is no longer on the phone`);
    const revs = revsOf(heard.get(opId));
    const taken = revs.length > 0;
    // What changed nothing was answered with the number that the record had: where that is not lost, nor is what was asked.
    if (!logged && taken && restores.some(({ from }) => revs.every((rev) => rev <= from))) continue;
    if (taken && logged?.answerType === 'rejected') lose(`${name}: acknowledged ${op?.kind} ${opId} is refused now`);
    if (taken && !logged) lose(`${name}: acknowledged operation ${opId} is not in the log`);
    if (!logged && !waits.has(opId)) lose(`${name}: operation ${opId} is neither in the log nor waits`);
    if (logged?.answerType === 'rejected' && !waits.has(opId))
      lose(`${name}: refused operation ${opId} left the phone`);
    if (op && logged && logged.digest !== digestOf(op)) lose(`${name}: operation ${opId} has other bytes in the log`);
  }
}

const digestOf = (op: Operation): string => createHash('sha256').update(canonicalJson(op)).digest('hex');

/** Each value that was taken stands, was written over by somebody who had it before their eyes, or waits for a person. */
function everyWordIsKept(
  one: Written,
  all: ReadonlyMap<string, Written>,
  { records, conflicts }: Feed,
  log: ReadonlyMap<string, Logged>,
  restores: readonly Restore[],
  lose: Lose,
): void {
  const { op } = one;
  const logged = log.get(op.opId);
  if (!logged || logged.answerType === 'rejected') return;
  const record = records.get(op.recordId);
  if (!record) {
    lose(`record ${op.recordId} is gone`);
    return;
  }
  const content = { values: record.values, rows: record.rows };
  for (const [path, value] of valuesOf(op)) {
    const stands = valueAt(content, path) === value;
    const waits = conflicts.some(({ opId, field }) => opId === op.opId && field === path);
    const wasSeen = [...all.values()].some((other) => wroteOver(other, one, path, restores));
    if (!stands && !waits && !wasSeen) lose(`"${value}" at ${path} of ${op.recordId} (${op.opId}) was lost in silence`);
  }
  for (const key of takenOutBy(op)) {
    const [set = '', id = ''] = key.split('/');
    const isGone = record.rows[set]?.[id] === undefined;
    if (!isGone && !conflicts.some(({ opId, field }) => opId === op.opId && field === key))
      lose(`row ${key} stands again, and nobody is asked`);
  }
}

/** The keys of the rows that the operation takes out. */
export const takenOutBy = (op: Operation): readonly string[] =>
  op.kind === 'setRemove' ? Object.entries(op.body.rows).flatMap(([set, ids]) => ids.map((id) => `${set}/${id}`)) : [];

/** What the operation writes, by path. */
export function valuesOf(op: Operation): readonly (readonly [string, unknown])[] {
  if (op.kind === 'patch') return Object.entries(op.body.patch);
  if (op.kind !== 'create' && op.kind !== 'setAdd') return [];
  const rows = Object.entries(op.body.rows).flatMap(([set, list]) =>
    list.flatMap(({ id, values }) =>
      Object.entries(values).map(([name, value]) => [`${set}/${id}/${name}`, value] as const),
    ),
  );
  return op.kind === 'create' ? [...Object.entries(op.body.patch), ...rows] : rows;
}

function wroteOver({ op, queue }: Written, earlier: Written, path: string, restores: readonly Restore[]): boolean {
  if (op.recordId !== earlier.op.recordId || op.opId === earlier.op.opId) return false;
  const base = baseOf(op, path);
  if (base === null) return false;
  return queue === earlier.queue ? op.seq > earlier.op.seq : earlier.revs.some((rev) => sees(base, rev, restores));
}

/** What a restore took away was not seen by whoever looked after it. */
const sees = (base: number, rev: number, restores: readonly Restore[]): boolean =>
  rev <= base && !restores.some(({ from, to }) => from < rev && rev < to && base >= to);

/** What the writer had seen of the path, or of the row it took out; null when it does not touch it. */
function baseOf(op: Operation, path: string): number | null {
  if (op.kind === 'patch') return Object.hasOwn(op.body.patch, path) ? (op.body.base[path] ?? 0) : null;
  if (op.kind !== 'setRemove') return null;
  const [set = '', id = ''] = path.split('/');
  return op.body.rows[set]?.includes(id) ? (op.body.base[path] ?? op.body.base[`${set}/${id}`] ?? 0) : null;
}

/** People know their record by the number they were told. */
function dossiersStay({ members }: Witnesses, { records }: Feed, lose: Lose): void {
  for (const { saved, heard } of members) {
    for (const [opId, answers] of heard) {
      for (const answer of answers) {
        const dossier = answer.type === 'applied' ? answer.dossier : undefined;
        const recordId = saved.get(opId)?.recordId ?? '';
        const now = records.get(recordId)?.dossier;
        if (dossier !== undefined && dossier !== now) lose(`record ${recordId} was ${dossier} and is ${now}`);
      }
    }
  }
  const numbers = [...records.values()].map(({ dossier }) => dossier);
  if (new Set(numbers).size !== numbers.length) lose('two records have one dossier number');
}

/**
 * Numbers that no operation has are those of photos and units, and of the jumps. (How far a jump went is not noted: what a
 * photo took right after one cannot be told from it, so with jumps no equality holds.)
 */
async function counterHasNoGaps(
  { rows }: Pick<Installation, 'rows'>,
  log: ReadonlyMap<string, Logged>,
  lose: Lose,
): Promise<void> {
  const counter = await counterOf({ rows });
  const numbers = [...log.values()].flatMap(({ seq }) => seq ?? []).sort((a, b) => a - b);
  if (new Set(numbers).size !== numbers.length) lose('two operations have one number');
  if ((numbers.at(-1) ?? 0) > counter) lose('an operation has a number that the counter never gave');
  const jumps = await jumpsOf({ rows });
  const missing = [...numbers, counter + 1].reduce((sum, next, at) => {
    const last = numbers[at - 1] ?? 0;
    if (next - last <= leastJump) return sum + next - last - 1;
    const jump = jumps.find((from) => from >= last && from < next);
    if (jump === undefined) lose(`numbers between ${last} and ${next} are missing, and nothing began there`);
    return sum + (jump ?? next) - last;
  }, 0);
  const others = (await rows('select photo_id from photo_held')).length + (await rows('select id from unit')).length;
  if (missing > others || (jumps.length === 0 && missing < others))
    lose(`${missing} numbers are no operation's; photos and units took ${others}`);
}

/** Where the counter stood when it jumped, ascending. */
async function jumpsOf({ rows }: Pick<Installation, 'rows'>): Promise<readonly number[]> {
  const begun = await rows("select value from setting where key in ('starts', 'epochs')");
  const froms = begun.flatMap(({ value }) => z.array(z.object({ from: z.number() })).parse(JSON.parse(String(value))));
  return froms.map(({ from }) => from).sort((a, b) => a - b);
}

/** What the server serves has the hash that the phone computed when the photo was taken. Gives how many were compared. */
async function photosAreTheSame(
  { members }: Witnesses,
  { records }: Feed,
  office: Client,
  lose: Lose,
): Promise<number> {
  let compared = 0;
  for (const photo of members.flatMap(({ photos }) => photos)) {
    if (records.get(photo.recordId)?.rows.photos?.[photo.id] === undefined) continue; // its text waits on the phone
    for (const size of ['thumb', 'full'] as const) {
      const answer = await office.get(`/api/v1/records/${photo.recordId}/photos/${photo.id}?size=${size}`);
      const sha256 = createHash('sha256')
        .update(new Uint8Array(await answer.arrayBuffer()))
        .digest('hex');
      if (!answer.ok || sha256 !== photo[size]?.sha256) lose(`photo ${photo.id} ${size} is ${answer.status} ${sha256}`);
      compared += 1;
    }
  }
  return compared;
}

/** A phone that was told piece by piece, through everything, shows what one is told that begins today. */
async function isAsTheServer({ name, phone: { db } }: Witness, feed: Feed, lose: Lose): Promise<void> {
  const here = new Map((await db.snapshots.toArray()).map((snapshot) => [snapshot.id, snapshot]));
  for (const id of here.keys())
    if (!feed.records.has(id)) lose(`${name}: shows record ${id}, which the server has not`);
  for (const [id, snapshot] of feed.records) {
    if (!isDeepStrictEqual(here.get(id), snapshot)) lose(`${name}: record ${id} is not as the server has it`);
  }
  const conflicts = new Map((await db.conflicts.toArray()).map((one) => [one.id, one]));
  for (const one of feed.conflicts)
    if (!isDeepStrictEqual(conflicts.get(one.id), one)) lose(`${name}: conflict ${one.id} is not as the server has it`);
  if (conflicts.size !== feed.conflicts.length)
    lose(`${name}: has ${conflicts.size} conflicts, not ${feed.conflicts.length}`);
}
