// Pressing save: the form becomes a record, or the person is told what it still needs.
import { getMeta } from '../../db/meta.ts';
import type { PersonDb } from '../../db/person-db.ts';
import { photoFacts, photosOf } from '../../db/photos.ts';
import type { PhotoRow } from '../../db/rows.ts';
import { type SaveDeps, type SaveFailure, saveNew } from '../../db/save.ts';
import type { Resubmit } from '../../db/save-edit.ts';
import type { KindSpec } from '../../shared/domain/kind.ts';
import type { Missing } from '../../shared/domain/record.ts';
import { type CivilDay, civilToday } from '../../shared/lib/civil-date.ts';
import { err } from '../../shared/lib/result.ts';
import type { SeenRecord } from '../../shared/sync/plan-edit.ts';
import { contentOf, type FieldProblem, type PhotoFacts } from './draft.ts';
import type { RecordForm } from './form.ts';

export type SaveOutcome =
  | { readonly type: 'saved' }
  | { readonly type: 'incomplete'; readonly problems: readonly FieldProblem[]; readonly missing: readonly Missing[] }
  | { readonly type: 'failed'; readonly code: SaveFailure['code'] };

export async function saveRecord(
  db: PersonDb,
  deps: SaveDeps,
  kind: KindSpec,
  draft: {
    readonly recordId: string;
    readonly form: RecordForm;
    readonly seen: SeenRecord | null;
    readonly resubmit: Resubmit | undefined;
  },
): Promise<SaveOutcome> {
  const { recordId, seen, resubmit } = draft;
  const [photos, syncDay] = await Promise.all([photosOf(db, recordId), lastSyncDay(db)]);
  const lastDay = laterDay(civilToday(deps.now()), syncDay);
  const { content, problems } = contentOf(kind, draft.form, seen?.content, photoFactsById(photos), lastDay);
  const missing = kind.missingToSend(content);
  if (problems.length > 0 || missing.length > 0) return { type: 'incomplete', problems, missing };
  const saved =
    seen === null
      ? await saveNew(db, deps, { recordId, kind: kind.kind, content })
      : await loadSaveEdit().then(
          ({ saveEdit }) => saveEdit(db, deps, { recordId, seen, content, resubmit }),
          () => err({ code: 'storage-closed' as const }), // never loaded, and no network: nothing is lost, the next press tries again
        );
  if (saved.ok) return { type: 'saved' };
  if (saved.error.code === 'not-ready') return { type: 'incomplete', problems: [], missing: saved.error.missing ?? [] };
  return { type: 'failed', code: saved.error.code };
}

/** The day it was in the commune when this phone last heard from it. */
export async function lastSyncDay(db: PersonDb): Promise<CivilDay | null> {
  const at = await getMeta(db, 'lastSyncAt');
  return at === undefined ? null : civilToday(Date.parse(at));
}

/** A phone's clock may lag behind the commune's. */
export const laterDay = (today: CivilDay, other: CivilDay | null): CivilDay =>
  other !== null && other > today ? other : today;

/** Of the edit's form only. It is asked for when such a form opens, so that pressing save waits for no network. */
export const loadSaveEdit = () => import('../../db/save-edit.ts');

/**
 * What a record says of the photos that lie on this phone: nothing yet of one that is not decoded (P8). The day is the
 * camera's; a person may correct it.
 */
export function photoFactsById(photos: readonly PhotoRow[]): ReadonlyMap<string, PhotoFacts> {
  return new Map(
    photos.map((photo) => [
      photo.id,
      { ...photoFacts(photo), ...(photo.takenAt === null ? {} : { takenOn: photo.takenAt.slice(0, 10) }) },
    ]),
  );
}
