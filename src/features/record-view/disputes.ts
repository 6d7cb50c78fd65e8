// A conflict as a person weighs it: what stands now and what was not taken, each with its writer; and what was chosen here.

import { resolutionIn } from '../../db/disputes.ts';
import type { RecordPage } from '../../db/live.ts';
import type { ConflictRow } from '../../db/rows.ts';
import type { FieldValue } from '../../shared/domain/field.ts';
import { parsePath, valueAt } from '../../shared/domain/kind.ts';
import { writes } from '../../shared/sync/base.ts';
import type { OutboxRow } from '../../shared/sync/outbox.ts';
import type { Operation, Resolution } from '../../shared/wire/operation.ts';

/** Who wrote one of the two values. All null: nobody remembers. */
export interface Writer {
  /** Null where it is unknown, and for what this phone wrote and has not told. */
  readonly id: string | null;
  readonly name: string | null;
  readonly device: string | null;
  /** When the server took it. */
  readonly receivedAt: string | null;
  /** When the person says it was; null where it is not told. */
  readonly at: string | null;
  /** True for what this phone wrote and the commune has not heard. */
  readonly isUnsent: boolean;
}

export type About =
  | { readonly type: 'value' }
  /** The person who wrote last wanted to take the row out; somebody had written in it meanwhile. */
  | { readonly type: 'removal'; readonly set: string; readonly rowId: string }
  /** The row was taken out while the other person wrote in it. */
  | { readonly type: 'gone'; readonly set: string; readonly rowId: string };

export type Decision =
  | { readonly type: 'waiting'; readonly wish: Resolution }
  | { readonly type: 'refused'; readonly wish: Resolution; readonly row: OutboxRow };

export interface Dispute {
  readonly conflict: ConflictRow;
  readonly about: About;
  /** What the record says there now, with what waits on this phone; it may have changed since the conflict was filed. */
  readonly standing: { readonly value: FieldValue; readonly by: Writer };
  readonly other: { readonly value: FieldValue; readonly by: Writer };
  /** What this phone chose; null: nothing yet. */
  readonly decision: Decision | null;
}

export type DisputedPage = Pick<RecordPage, 'view' | 'conflicts' | 'local' | 'events'>;

export const disputesOf = (page: DisputedPage): readonly Dispute[] =>
  page.conflicts.map((conflict) => {
    const { author, at = null, receivedAt = null, device = null } = conflict;
    return {
      conflict,
      about: aboutOf(page, conflict.field),
      standing: { value: valueAt(page.view, conflict.field) ?? null, by: writerOfStanding(page, conflict) },
      other: {
        value: conflict.other,
        by: { id: author.id, name: author.name, device, receivedAt, at, isUnsent: false },
      },
      decision: decisionOn(page, conflict),
    };
  });

/** Refused choices about conflicts that are no longer open here: nothing but this tells of them. */
export function strayRefusals(page: DisputedPage): readonly Extract<Decision, { type: 'refused' }>[] {
  const open = new Set(page.conflicts.map(({ id }) => id));
  return page.local.flatMap((row) => {
    const wish = resolutionIn(row);
    return wish && row.state === 'attention' && !open.has(wish.conflictId) ? [{ type: 'refused', wish, row }] : [];
  });
}

function aboutOf({ view }: DisputedPage, field: string): About {
  const [set = '', rowId] = field.split('/');
  if (rowId === undefined) return { type: 'value' };
  if (parsePath(field) === null) return { type: 'removal', set, rowId };
  return view.rows[set]?.[rowId] === undefined ? { type: 'gone', set, rowId } : { type: 'value' };
}

function decisionOn({ local }: DisputedPage, { id }: ConflictRow): Decision | null {
  const row = local.findLast((one) => resolutionIn(one)?.conflictId === id);
  const wish = row ? resolutionIn(row) : null;
  if (!row || !wish) return null;
  return row.state === 'attention' ? { type: 'refused', wish, row } : { type: 'waiting', wish };
}

const nobody: Writer = { id: null, name: null, device: null, receivedAt: null, at: null, isUnsent: false };

function writerOfStanding({ view, local, events }: DisputedPage, conflict: ConflictRow): Writer {
  const { field, kept, keptBy } = conflict;
  if (local.some(({ op, state }) => state !== 'answered' && changes(op, field))) return { ...nobody, isUnsent: true };
  const isAsFiled = (valueAt(view, field) ?? null) === kept;
  if (isAsFiled && keptBy)
    return {
      ...nobody,
      id: keptBy.id,
      name: keptBy.name,
      device: keptBy.device ?? null,
      receivedAt: keptBy.receivedAt ?? null,
    };
  const [set, rowId] = field.split('/');
  const event = events.findLast(
    ({ fields, kind }) => fields?.includes(field) || fields?.includes(`${set}/${rowId}`) || kind === 'create',
  );
  if (!event) return nobody;
  const { by, device = null, receivedAt, at } = event;
  return { id: by.id, name: by.name, device, receivedAt, at, isUnsent: false };
}

/** True where an operation writes in the field, by whatever step. */
export function changes(op: Operation, field: string): boolean {
  if (op.kind !== 'command') return writes(op, field);
  const { resolve, merge } = op.body.command;
  if (resolve) return resolve.field === field && resolve.choice !== 'kept';
  return merge !== undefined && Object.hasOwn(merge.patch, field);
}

/** True where the person in front of this phone wrote it. */
export const isMine = ({ id, isUnsent }: Writer, accountId: string): boolean => isUnsent || id === accountId;

/** True where both versions are one person's, as of two phones. */
export function isOfOnePerson(standing: Writer, other: Writer, accountId: string): boolean {
  if (isMine(standing, accountId)) return isMine(other, accountId);
  return standing.id !== null && standing.id === other.id;
}
