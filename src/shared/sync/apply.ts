// What the server decides about one operation (SPEC.md S6). A store only loads `World` and writes `Decision`.
import type { KindSpec, KindTable } from '../domain/kind.ts';
import { mayWriteFor } from '../domain/role.ts';
import { unreachable } from '../lib/unreachable.ts';
import type { Operation } from '../wire/operation.ts';
import { sentBefore } from './again.ts';
import { decideMerged, decideWithdrawn } from './apply-closed.ts';
import { decideCommand, decideWithdraw } from './apply-command.ts';
import { decidePatch, decideSetAdd, decideSetRemove, isOpenTo, tooManyRows } from './apply-fields.ts';
import { contentOf, rowErrors, valueErrors } from './content.ts';
import { type Create, type Decision, type OpOf, type RecordChange, reject, type World } from './decision.ts';
import { onlyTellsFacts } from './photo-facts.ts';
import { type StoredRecord, unitOfContent } from './record-store.ts';
import { upcast } from './upcast.ts';

/**
 * Decides one operation that is not known yet. Never throws on what a phone may send.
 * The caller has checked the signature, that the bytes fit the schema, and that the opId is new.
 */
export function decide(sent: Operation, world: World, kinds: KindTable): Decision {
  if (sent.kind === 'create') return decideCreate(sent, world, kinds);
  const { record } = world;
  if (record === null) return withoutRecord(sent, world);
  const kind = kinds[record.kind];
  if (!kind) return reject('unknown-kind');
  if (sent.v > kind.v) return reject('unknown-version');
  const op = upcast(sent, kind);
  if (op.kind === 'command') return decideCommand(op, world, record, kind);
  const isNoWord = onlyTellsFacts(op, world, record);
  if (!mayWriteFor(world.author, unitOfContent(record.content)) && !isNoWord) return reject('not-your-unit');
  if (record.status === 'merged') return decideMerged(op, world, record, kind);
  if (record.status === 'withdrawn') return decideWithdrawn(op, world, record, kind);
  if (!isOpenTo(world, record) && !isNoWord) return reject('closed-status');
  return decideOpen(op, world, record, kind);
}

/** Its create was refused, or it comes back after a restore before the phone that made it has brought it (S11). */
function withoutRecord({ opId }: Operation, { again, refusedBefore }: World): Decision {
  if (again) return { type: 'blocked', by: opId };
  return refusedBefore ? { type: 'blocked', by: refusedBefore } : reject('no-such-record');
}

function decideOpen(
  op: Exclude<Operation, { kind: 'create' | 'command' }>,
  world: World,
  record: StoredRecord,
  kind: KindSpec,
): Decision {
  switch (op.kind) {
    case 'patch':
      return decidePatch(op, world, record, kind);
    case 'setAdd':
      return decideSetAdd(op, world, record, kind);
    case 'setRemove':
      return decideSetRemove(op, world, record, kind);
    case 'withdraw':
      return decideWithdraw(op, world, record);
    default:
      return unreachable(op);
  }
}

function decideCreate(sent: OpOf<'create'>, world: World, kinds: KindTable): Decision {
  const kind = Object.hasOwn(kinds, sent.body.type) ? kinds[sent.body.type] : undefined;
  if (!kind) return reject('unknown-kind');
  if (sent.v > kind.v) return reject('unknown-version');
  if (world.record || world.idTaken) return reject('already-exists');
  const op = upcast(sent, kind);
  const errors = [...valueErrors(kind, op.body.patch, world.author), ...rowErrors(kind, op.body.rows, world.author)];
  if (errors.length > 0) return reject('invalid-fields', errors);
  const content = contentOf(op.body.patch, op.body.rows);
  if (tooManyRows(kind, content, Object.keys(content.rows))) return reject('too-many-rows');
  const unitId = unitOfContent(content);
  if (!mayWriteFor(world.author, unitId)) return reject('not-your-unit');
  if (unitId !== null && !world.unitExists(unitId))
    return reject('invalid-fields', [{ path: 'unitId', code: 'unknown-unit' }]);
  const missing = kind.missingToSend(content);
  if (missing.length > 0) return reject('not-ready-to-send', missing);
  return {
    type: 'create',
    fields: Object.keys(op.body.patch),
    statusRev: sentBefore(world.again),
    record: {
      id: op.recordId,
      kind: kind.kind,
      v: kind.v,
      content,
      revs: {},
      writers: { '': { queue: world.queue, seq: op.seq } },
      status: 'sent',
      authorId: world.author.accountId,
      removed: {},
      mergedInto: null,
    },
  };
}

/**
 * Gives what was decided its revision: the commune's next number, taken last (S7); of what an earlier epoch had numbered, that
 * number again, so that whoever saw it then has seen it (S11). What that epoch had filed nobody saw: `anew`.
 */
export function stampChange(
  { record, touched, statusChanged }: RecordChange,
  rev: number,
  anew: { readonly paths: readonly string[]; readonly rev: number } = { paths: [], rev },
): StoredRecord {
  const stamps = touched.map((path) => [path, anew.paths.includes(path) ? anew.rev : rev]);
  const revs = { ...record.revs, ...Object.fromEntries(stamps) };
  return { ...record, revs, statusRev: statusChanged ? rev : record.statusRev };
}

export function stampCreate({ record, statusRev }: Create, rev: number, dossier: string): StoredRecord {
  return { ...record, rev, statusRev: statusRev ?? rev, dossier };
}
