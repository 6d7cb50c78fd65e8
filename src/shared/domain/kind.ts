// A kind of record, as data: its fields, its child rows, and what it still lacks. Store, wire, outbox and inbox know only this.
import type { FieldSpec, FieldValue } from './field.ts';
import type { Missing, RecordContent } from './record.ts';

export interface RowSpec {
  readonly fields: Readonly<Record<string, FieldSpec>>;
  readonly most: number;
}

export interface KindSpec {
  /** Stable English code, on the wire and in the tables. */
  readonly kind: string;
  /** Version of its operations; an upcaster is kept for every version ever released. */
  readonly v: number;
  /** From every version ever released to the next: the body of an operation, as the next version writes it. */
  readonly upcasters: Readonly<Record<number, <B>(operation: string, body: B) => B>>;
  /** Two letters before the dossier number: NT-2026-0123. */
  readonly dossierPrefix: string;
  readonly fields: Readonly<Record<string, FieldSpec>>;
  readonly rows: Readonly<Record<string, RowSpec>>;
  /** What must still be filled before it may be sent. Empty: it may. */
  missingToSend(content: RecordContent): readonly Missing[];
  /** What a complete dossier still lacks (asked for before "eligible", never before sending or receiving). */
  missingToComplete(content: RecordContent): readonly Missing[];
  /** One line that names the record in a list, and the people in it. */
  headline(content: RecordContent): { readonly title: string; readonly people: readonly string[] };
}

export type KindTable = Readonly<Record<string, KindSpec>>;

/** Every kind has these; the scope of a person and the dates of a report are computed from them. */
export const commonFields = ['unitId', 'title', 'happenedOn', 'movementId', 'activityField'] as const;

export type Path =
  | { readonly type: 'field'; readonly name: string }
  | { readonly type: 'row'; readonly set: string; readonly rowId: string; readonly name: string };

/** Reads `title` or `authors/<rowId>/share`. Null when it is neither. */
export function parsePath(path: string): Path | null {
  const parts = path.split('/');
  const [first, rowId, name] = parts;
  if (parts.length === 1 && first) return { type: 'field', name: first };
  if (parts.length === 3 && first && rowId && name) return { type: 'row', set: first, rowId, name };
  return null;
}

/** The field a path speaks of, or null when the kind has none. */
export function fieldAt(kind: KindSpec, path: string): FieldSpec | null {
  const parsed = parsePath(path);
  if (parsed === null) return null;
  const fields = parsed.type === 'field' ? kind.fields : kind.rows[parsed.set]?.fields;
  return fields && Object.hasOwn(fields, parsed.name) ? (fields[parsed.name] ?? null) : null;
}

/** The value at a path; undefined when nothing was ever said there. */
export function valueAt(content: RecordContent, path: string): FieldValue | undefined {
  const parsed = parsePath(path);
  if (parsed === null) return undefined;
  if (parsed.type === 'field') return content.values[parsed.name];
  return content.rows[parsed.set]?.[parsed.rowId]?.[parsed.name];
}
