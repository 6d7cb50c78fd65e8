// Photos of saved records that no run sends, each with the title of its record.
import { liveQuery, type Observable } from 'dexie';
import type { PersonDb } from '../../db/person-db.ts';
import { recordPage } from '../../db/record-query.ts';
import type { PhotoFailure } from '../../db/rows.ts';
import { unsendablePhotos } from '../../db/unsendable.ts';
import { textOf } from '../../shared/domain/record.ts';

export interface UnsendableItem {
  readonly id: string;
  readonly recordId: string;
  /** Null: the record is not on this phone. */
  readonly title: string | null;
  readonly reason: PhotoFailure | 'heic';
}

export function liveUnsendable(db: PersonDb): Observable<readonly UnsendableItem[]> {
  return liveQuery(async () => {
    const photos = await unsendablePhotos(db);
    const pages = await Promise.all(photos.map(({ recordId }) => recordPage(db, recordId)));
    return photos.map(({ id, recordId, failure }, at) => {
      const page = pages[at];
      return { id, recordId, title: page ? textOf(page.view.values.title) : null, reason: failure ?? 'heic' };
    });
  });
}
