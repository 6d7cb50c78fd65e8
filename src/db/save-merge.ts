// "Gộp": two records of one deed become one. One command, offline like everything else a person does; the photos and rows of
// the other are taken over where it is decided (shared/sync/merge-rows.ts).
import type { Observable } from 'dexie';
import type { FieldValue } from '../shared/domain/field.ts';
import type { RecordContent } from '../shared/domain/record.ts';
import { commands, type Status } from '../shared/domain/workflow.ts';
import { baseFor, sightOf } from '../shared/sync/base.ts';
import { standInsOf } from '../shared/sync/merge-rows.ts';
import type { OutboxRow } from '../shared/sync/outbox.ts';
import { live } from './live-query.ts';
import { outboxOf } from './outbox.ts';
import type { PersonDb } from './person-db.ts';
import { commit, operationHead, type SaveDeps, type Saved } from './save.ts';

/** What the person saw of a record when they compared the two. */
export interface ComparedRecord {
  readonly id: string;
  readonly kind: string;
  readonly status: Status | null;
  readonly statusRev: number;
  readonly rev: number;
  readonly revs: Readonly<Record<string, number>>;
  readonly view: RecordContent;
}

/** @param patch what shall stand in the record that stays where it differs from what it says now, by path */
export async function saveMerge(
  db: PersonDb,
  deps: SaveDeps,
  {
    stays,
    goes,
    patch,
  }: {
    readonly stays: ComparedRecord;
    readonly goes: ComparedRecord;
    readonly patch: Readonly<Record<string, FieldValue>>;
  },
): Promise<Saved> {
  const head = operationHead(db, deps, stays.id, stays.kind)();
  const fromBase = sightOf(
    (await outboxOf(db, goes.id)).map(({ op }) => op),
    goes,
  );
  // Of two that stand behind one row the first was shown beside it: what the other says was seen by nobody.
  const shown = new Map([...standInsOf(stays.view, goes.view)].reverse().map(([their, own]) => [own, their]));
  const pairs = Object.fromEntries([...shown].map(([own, their]) => [their, own]));
  return commit(db, deps, {
    recordId: stays.id,
    content: null,
    plan: (rows) => {
      // Pressed twice; or the same merge was refused before and gives way to this one.
      if (rows.some((row) => row.state !== 'attention' && isMergeOf(row, goes.id))) return { ops: [], drop: [] };
      const pending = rows.map(({ op }) => op);
      const base = Object.fromEntries(Object.keys(patch).map((path) => [path, baseFor(path, pending, stays)]));
      const merge = { from: goes.id, fromRev: goes.statusRev, fromBase, pairs, patch: { ...patch }, base };
      const command = { name: 'merge', expectStatus: stays.status ?? '', expectRev: stays.statusRev, merge };
      return {
        ops: [{ ...head, kind: 'command', body: { command } }],
        drop: rows.filter((row) => isMergeOf(row, goes.id)),
      };
    },
  });
}

const isMergeOf = ({ op }: OutboxRow, from: string): boolean =>
  op.kind === 'command' && op.body.command.merge?.from === from;

export const liveStepsWait = (db: PersonDb, ids: readonly string[]): Observable<boolean> =>
  live(db, () => stepsWait(db, ids));

/** A step of this phone is not confirmed yet: its number is unknown, so nobody can say what the merge would find. */
async function stepsWait(db: PersonDb, ids: readonly string[]): Promise<boolean> {
  const rows = await db.outbox.where('recordId').anyOf(ids).toArray();
  return rows.some(({ op }) => op.kind === 'withdraw' || (op.kind === 'command' && movesOn(op.body.command.name)));
}

const movesOn = (name: string): boolean => Object.hasOwn(commands, name) && commands[name]?.to !== null;
