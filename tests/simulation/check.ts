// What must be true once everything is quiet: all phones equal the server, every operation was answered once, and no word
// is gone without somebody who saw it having written over it (SPEC.md S3, S5, S6, S9, S10, S11).
import { canonicalJson } from '../../src/shared/lib/canonical-json.ts';
import { planBatch } from '../../src/shared/sync/plan.ts';
import type { Page } from '../../src/shared/wire/down.ts';
import { type Ledger, type Typed, tookEffect, wordsOf } from './ledger.ts';
import type { SimPhone } from './sim-phone.ts';
import type { SimServer } from './sim-server.ts';

/** The first thing that is wrong, as a sentence; null when nothing is. */
export async function whatIsWrong(
  server: SimServer,
  phones: readonly SimPhone[],
  ledger: Ledger,
  thorough: boolean,
): Promise<string | null> {
  for (const phone of phones) {
    const wrong = differs(phone, await server.everything(phone.person.accountId), thorough);
    if (wrong) return wrong;
  }
  return unsettledOperation(server, ledger) ?? changedDossier(server, ledger) ?? lostWord(server, ledger);
}

function differs({ disk, person }: SimPhone, page: Page, thorough: boolean): string | null {
  const mine = [...disk.snapshots.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const theirs = [...page.records].sort((a, b) => (a.id < b.id ? -1 : 1));
  const name = `the phone of ${person.accountId}`;
  const ids = (of: readonly { readonly id: string; readonly seq: number }[]) =>
    of.map(({ id, seq }) => `${id}@${seq}`).join(' ');
  if (ids(mine) !== ids(theirs)) return `${name} has records [${ids(mine)}], the server [${ids(theirs)}]`;
  // A number stands for one state of a record; word for word they are compared in some histories.
  const other = thorough ? mine.find((record, at) => canonicalJson(record) !== canonicalJson(theirs[at])) : undefined;
  if (other) return `${name} has other words in record ${other.id}`;
  const open = (of: Iterable<Page['conflicts'][number]>) =>
    [...of]
      .map(({ id, resolvedBy }) => `${id}${resolvedBy ?? ''}`)
      .sort()
      .join(' ');
  const confirmed = new Set(theirs.map(({ id }) => id));
  if (open([...disk.conflicts.values()].filter(({ recordId }) => confirmed.has(recordId))) !== open(page.conflicts))
    return `${name} knows other conflicts than the server`;
  return null;
}

function unsettledOperation(server: SimServer, ledger: Ledger): string | null {
  const { operations } = server.tables();
  for (const { op, phone, dropped } of ledger.saved.values()) {
    if (dropped) continue;
    const answer = operations.get(`${server.communeId} ${op.opId}`)?.row.answer;
    const row = phone.disk.outbox.get(op.seq);
    const here = row?.opId === op.opId ? row : null;
    const what = `operation ${op.kind} ${op.opId}`;
    const receipt = phone.disk.receipts.get(op.seq);
    // What changed nothing is not told again: the record has it from a number that is not lost.
    const isReceipted =
      receipt !== undefined && !server.lost.some(([above, to]) => receipt.rev > above && receipt.rev <= to);
    if (answer === undefined && here === null && !isReceipted)
      return `${what} is neither on its phone nor at the server`;
    if (answer?.type === 'rejected' && (here === null || here.state === 'answered'))
      return `${what} was refused and nobody is told`;
    if (answer && answer.type !== 'rejected' && here !== null && here.state !== 'answered')
      return `${what} was taken and still waits on its phone`;
    if (here?.state === 'waiting' && !isHeldUp(phone, here.opId)) return `${what} waits for ever`;
  }
  return null;
}

/** Behind a refused one of its record, or for a record that no phone has brought back. */
function isHeldUp(phone: SimPhone, opId: string): boolean {
  const blocked = phone
    .rows()
    .filter(({ answer }) => answer?.type === 'blocked')
    .map(({ recordId }) => recordId);
  return !planBatch(phone.rows(), Number.MAX_SAFE_INTEGER, new Set(blocked)).some((op) => op.opId === opId);
}

function changedDossier(server: SimServer, ledger: Ledger): string | null {
  const { records } = server.tables();
  for (const [recordId, dossier] of ledger.dossiers) {
    const now = records.get(recordId)?.row.record.dossier;
    if (now !== undefined && now !== dossier) return `record ${recordId} was ${dossier} and is ${now}`;
  }
  return null;
}

function lostWord(server: SimServer, ledger: Ledger): string | null {
  const tables = server.tables();
  const standing = new Set<string>();
  // What became part of another is looked at by nobody.
  for (const { row } of tables.records.all())
    if (row.record.status !== 'merged') for (const word of wordsOf(row.record.content)) standing.add(word);
  // What was kept stands in the record. Whoever chose had both sides before them.
  for (const { row } of tables.conflicts.all())
    if (row.resolvedBy === null && typeof row.other === 'string') standing.add(row.other);
  for (const { row } of tables.events.all()) if (row.note !== undefined) standing.add(row.note);
  const answerOf = (opId: string) => tables.operations.get(`${server.communeId} ${opId}`)?.row.answer;
  const isWaiting = (opId: string) => {
    const answer = answerOf(opId);
    const saved = ledger.saved.get(opId);
    return saved !== undefined && !saved.dropped && (answer === undefined || answer.type === 'rejected');
  };
  const took = (opId: string, path: string): boolean => {
    const answer = answerOf(opId);
    return answer !== undefined && tookEffect(answer, path);
  };
  // One by one: a word may give way to another of the same person, which gives way to a third that is taken.
  const wasReplaced = ({ word, overwrittenBy }: Typed, before: readonly string[] = []): boolean =>
    overwrittenBy.some(({ opId, path, by }) => {
      if (took(opId, path)) return true;
      const next = by === null ? undefined : ledger.words.get(by);
      if (next === undefined || before.includes(next.word)) return false;
      return next.ops.some((carrier) => took(carrier, next.path)) || wasReplaced(next, [...before, word]);
    });
  const isDropped = ({ ops }: Typed) => ops.every((opId) => ledger.saved.get(opId)?.dropped);
  for (const typed of ledger.words.values()) {
    if (standing.has(typed.word) || typed.ops.some(isWaiting) || wasReplaced(typed)) continue;
    // A refused save that its own author took back before it reached anybody.
    if (ledger.takenBack.has(typed.word) || (isDropped(typed) && typed.overwrittenBy.length > 0)) continue;
    return `the word "${typed.word}" at ${typed.path} of ${typed.recordId} is gone, and nobody who saw it wrote over it`;
  }
  return null;
}
