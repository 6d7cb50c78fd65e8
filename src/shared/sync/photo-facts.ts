// A picture that could be decoded late (SPEC.md P8): what its file says of it is no word of anybody's, so nobody is asked about it.
import type { FieldValue } from '../domain/field.ts';
import { parsePath } from '../domain/kind.ts';
import { photoFactNames } from '../domain/photo-facts.ts';
import type { Row } from '../domain/record.ts';
import type { Operation } from '../wire/operation.ts';
import { type Edit, noEdit, type World } from './decision.ts';
import { rowKey, type StoredRecord, withRow } from './record-store.ts';

type Values = Readonly<Record<string, FieldValue>>;

interface Fact {
  readonly path: string;
  readonly rowId: string;
  readonly name: string;
  readonly value: FieldValue;
  /** Of a file whose hash the row has, or will have by this; else what stands there stays: another phone decoded it otherwise. */
  readonly isNews: boolean;
}

/**
 * Of a patch: facts of photos that are in the record, or were taken out of it. Where the row has a hash and the patch names none
 * they are somebody's words.
 */
export function factsIn(patch: Values, record: StoredRecord): readonly Fact[] {
  return Object.entries(patch).flatMap(([path, value]) => {
    const parsed = parsePath(path);
    if (parsed?.type !== 'row' || parsed.set !== 'photos' || !photoFactNames.has(parsed.name)) return [];
    const { rowId, name } = parsed;
    const row = photoOf(record, rowId);
    if (row === undefined) return [];
    const [stands, says] = [row?.sha256 ?? null, patch[`photos/${rowId}/sha256`]];
    if (stands !== null && says === undefined) return [];
    const isNews = stands === null || (stands === says && (row?.[name] ?? null) === null);
    return [{ path, rowId, name, value, isNews }];
  });
}

/** Null: taken out before release 0.2.0. */
const photoOf = ({ content, removed }: StoredRecord, id: string): Row | null | undefined =>
  content.rows.photos?.[id] ?? removed[rowKey('photos', id)];

/** Written as they come; a row that was taken out says them when it comes back. */
export function tellFacts(facts: readonly Fact[], from: StoredRecord): Edit {
  let edit = noEdit(from);
  for (const { path, rowId, name, value, isNews } of facts) {
    const row = photoOf(edit.record, rowId);
    if (!row || !isNews || (row[name] ?? null) === value) continue;
    edit = {
      ...edit,
      record: withPhoto(edit.record, rowId, { ...row, [name]: value }),
      touched: [...edit.touched, path],
      before: { ...edit.before, [path]: row[name] ?? null },
    };
  }
  return edit;
}

function withPhoto(record: StoredRecord, id: string, row: Row): StoredRecord {
  if (record.content.rows.photos?.[id]) return { ...record, content: withRow(record.content, 'photos', id, row) };
  return { ...record, removed: { ...record.removed, [rowKey('photos', id)]: row } };
}

/** True of facts and nothing else, by the record's author or who brought something of it (S16.6): no step of the dossier closes that. */
export function onlyTellsFacts(op: Operation, { author, hasBrought }: World, record: StoredRecord): boolean {
  if (op.kind !== 'patch' || !(hasBrought || record.authorId === author.accountId)) return false;
  const facts = factsIn(op.body.patch, record);
  return facts.length > 0 && facts.length === Object.keys(op.body.patch).length;
}

/** The patch without them. */
export function wordsIn(patch: Values, facts: readonly Fact[]): Values {
  const paths = new Set(facts.map(({ path }) => path));
  return Object.fromEntries(Object.entries(patch).filter(([path]) => !paths.has(path)));
}
