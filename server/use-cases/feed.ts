// The feed: what a person may see of the commune, in the order of its counter, a page at a time (SPEC.md S10).
import { hash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { KindTable } from '../../src/shared/domain/kind.ts';
import { fieldAt } from '../../src/shared/domain/kind.ts';
import { type Actor, scopeKey, scopeOf, unitsOf } from '../../src/shared/domain/role.ts';
import { contentFor, mayRead, readerOf } from '../../src/shared/domain/visibility.ts';
import type { Conflict, Page, Snapshot } from '../../src/shared/wire/down.ts';
import type { Cursor } from '../../src/shared/wire/up.ts';
import { limits } from '../../src/shared/wire/version.ts';
import type { Deps } from '../deps.ts';
import type { HeldPhoto, RecordRow, StoredConflict } from '../store/records.ts';
import type { Tx } from '../store/store.ts';
import { unitOf } from '../store/unit-of.ts';
import { epochName, isOfThisEpoch, offerAgainFrom } from './epochs.ts';
import { heldOf } from './held.ts';

/** The page that continues the cursor; the first one when the epoch or the scope is another. */
export async function readPage(
  tx: Tx,
  { kinds, pageRecords: most = limits.pageRecords }: Pick<Deps, 'kinds' | 'pageRecords'>,
  actor: Actor,
  cursor: Cursor,
): Promise<Page> {
  const [epoch, scope, now] = [await epochName(tx), scopeName(actor), await tx.seq()];
  // A cursor ahead of the counter was given by a database that this one does not continue.
  const isSameEpoch = await isOfThisEpoch(tx, cursor);
  const restart = !isSameEpoch || cursor.scope !== scope || cursor.from > now;
  const again = isSameEpoch || cursor.epoch === null ? {} : { epochFrom: await offerAgainFrom(tx, cursor) };
  const from = restart ? 0 : cursor.from;
  const seqs = await tx.records.feedSeqs(scopeOf(actor), from, most + 1);
  const full = seqs.length > most;
  let to = full ? (seqs[most - 1] ?? now) : now;
  for (;;) {
    const content = await readStretch(tx, kinds, actor, from, to);
    const shorter = endThatFits(
      content,
      seqs.filter((seq) => seq <= to),
    );
    if (shorter === null)
      return {
        from,
        next: to,
        epoch,
        ...again,
        scope,
        restart,
        more: to < now && (full || shortened(seqs, to)),
        ...content,
      };
    to = shorter;
  }
}

const shortened = (seqs: readonly number[], to: number) => seqs.some((seq) => seq > to);

/**
 * A name of what a person sees and how: it changes when a role or unit does, and the phone then pulls anew. Digested
 * because many units make a long name. Units count for a reader of the commune too: they decide which fields are shown.
 */
function scopeName(actor: Actor): string {
  const name = `${scopeKey(scopeOf(actor), actor)} ${[...unitsOf(actor)].sort().join(',')}`;
  return hash('sha256', name, 'base64url').slice(0, 22);
}

type Stretch = Pick<Page, 'records' | 'tombstones' | 'conflicts' | 'units'>;

async function readStretch(tx: Tx, kinds: KindTable, actor: Actor, from: number, to: number): Promise<Stretch> {
  const scope = scopeOf(actor);
  const names = namesFrom(tx);
  const rows = await tx.records.between(scope, from, to);
  // A phone that begins knows no record that could leave it.
  const left = from === 0 ? [] : await tx.records.tombstonesBetween(scope, from, to);
  const conflicts = await tx.records.conflictsBetween(scope, from, to);
  return {
    records: await snapshotsOf(tx, kinds, actor, rows, names),
    tombstones: left.map(({ recordId, seq }) => ({ id: recordId, seq })),
    conflicts: (await Promise.all(conflicts.map((one) => conflictFor(tx, kinds, actor, one, names)))).filter(
      (one) => one !== null,
    ),
    units: [...(await tx.people.unitsBetween(from, to))],
  };
}

async function snapshotsOf(
  tx: Tx,
  kinds: KindTable,
  actor: Actor,
  rows: readonly RecordRow[],
  names: Names,
): Promise<Snapshot[]> {
  const ids = rows.map(({ record }) => record.id);
  const events = Map.groupBy(await tx.records.events(ids), ({ recordId }) => recordId);
  const photos = Map.groupBy(await tx.records.heldPhotos(ids), ({ recordId }) => recordId);
  const snapshots: Snapshot[] = [];
  for (const row of rows) {
    const snapshot = snapshotOf(kinds, actor, row, photos.get(row.record.id) ?? [], await names(row.record.authorId));
    if (snapshot === null) continue;
    const ofRecord = (events.get(row.record.id) ?? []).map(({ recordId: _, ...event }) => event);
    snapshots.push({ ...snapshot, events: ofRecord });
  }
  return snapshots;
}

/** Null for a kind that only a newer server knows: without its fields nothing says what may be shown. */
function snapshotOf(
  kinds: KindTable,
  actor: Actor,
  { record, seq }: RecordRow,
  photos: readonly HeldPhoto[],
  author: string,
): Omit<Snapshot, 'events'> | null {
  const kind = Object.hasOwn(kinds, record.kind) ? kinds[record.kind] : undefined;
  if (!kind) return null;
  const { values, rows } = contentFor(kind, record.content, readerOf(actor, unitOf(record)));
  const { id, v, rev, revs, status, statusRev, dossier, authorId } = record;
  const content = { values, rows: rows as Snapshot['rows'] }; // read-only in the domain, plain on the wire
  const held = heldOf(record, photos);
  return {
    id,
    kind: record.kind,
    v,
    seq,
    rev,
    revs,
    status,
    statusRev,
    dossier,
    ...content,
    held,
    author: { id: authorId, name: author },
    ...(record.mergedInto === null ? {} : { mergedInto: record.mergedInto }),
  };
}

/** Null when the reader may not see the field that the two people disagree about. */
async function conflictFor(
  tx: Tx,
  kinds: KindTable,
  actor: Actor,
  conflict: StoredConflict,
  names: Names,
): Promise<Conflict | null> {
  const row = await tx.records.record(conflict.recordId);
  const kind = row && kinds[row.record.kind];
  if (!row || !kind) return null;
  const spec = fieldAt(kind, conflict.field);
  // Of a row as a whole no value is told.
  const isOpen = conflict.field.endsWith('/order') || conflict.field.split('/').length === 2;
  const readable = spec === null ? isOpen : mayRead(spec, readerOf(actor, unitOf(row.record)));
  if (!readable) return null;
  return conflictOnWire(tx, conflict, names);
}

async function conflictOnWire(tx: Tx, conflict: StoredConflict, names: Names): Promise<Conflict> {
  const { id, seq, recordId, field, kept, other, opId, authorId, at, receivedAt, resolvedBy } = conflict;
  const { keptAuthorId, keptAt, choice, resolvedAt } = conflict;
  const person = async (accountId: string) => ({ id: accountId, name: await names(accountId) });
  return {
    id,
    seq,
    recordId,
    field,
    kept,
    other,
    opId,
    author: await person(authorId),
    ...(at === null ? {} : { at }),
    ...(receivedAt === null ? {} : { receivedAt }),
    ...(await deviceName(tx, conflict.deviceId)),
    ...(keptAuthorId === null
      ? {}
      : {
          keptBy: {
            ...(await person(keptAuthorId)),
            ...(await deviceName(tx, conflict.keptDeviceId)),
            ...(keptAt === null ? {} : { receivedAt: keptAt }),
          },
        }),
    resolvedBy,
    ...(resolvedBy !== null && choice !== null && resolvedAt !== null
      ? { resolution: { choice, by: await person(resolvedBy), at: resolvedAt } }
      : {}),
  };
}

async function deviceName(tx: Tx, deviceId: string | null): Promise<{ device?: string }> {
  const device = deviceId === null ? null : await tx.access.device(deviceId);
  return device ? { device: device.name } : {};
}

type Names = (accountId: string) => Promise<string>;

/** Reads each name once a page. */
function namesFrom(tx: Tx): Names {
  const known = new Map<string, Promise<string>>();
  return (accountId) => {
    const name = known.get(accountId) ?? tx.people.account(accountId).then((account) => account?.name ?? '');
    known.set(accountId, name);
    return name;
  };
}

/** Where the stretch must end so that it fits a page; null when it fits or cannot be made shorter. */
function endThatFits(content: Stretch, seqs: readonly number[]): number | null {
  const json = JSON.stringify(content);
  if (json.length <= limits.pageBytes) return null; // text only shrinks
  const bytes = gzipSync(json, { level: 1 }).byteLength; // the fastest also shrinks least: what fits here fits there
  const ends = [...new Set(seqs)];
  if (bytes <= limits.pageBytes || ends.length <= 1) return null;
  const keep = Math.floor(ends.length * (limits.pageBytes / bytes) * 0.9);
  return ends[Math.min(Math.max(keep, 1), ends.length - 1) - 1] ?? null;
}
