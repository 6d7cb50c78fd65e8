// Words that were written and not used, each with the title of its record.
import { liveQuery, type Observable } from 'dexie';
import { type HalfWritten, halfWrittenIn } from '../../db/half-written.ts';
import type { PersonDb } from '../../db/person-db.ts';
import { recordPage } from '../../db/record-query.ts';
import { textOf } from '../../shared/domain/record.ts';

export interface HalfWrittenItem extends HalfWritten {
  /** Null: the record is not on this phone. */
  readonly record: { readonly kind: string; readonly title: string } | null;
}

export function liveHalfWritten(db: PersonDb): Observable<readonly HalfWrittenItem[]> {
  return liveQuery(async () => {
    const all = await halfWrittenIn(db);
    const pages = await Promise.all(all.map(({ recordId }) => (recordId === null ? null : recordPage(db, recordId))));
    return all.map((one, at) => {
      const page = pages[at];
      return { ...one, record: page ? { kind: page.kind, title: textOf(page.view.values.title) } : null };
    });
  });
}
