// Before a new record is saved: which of this phone's records tell of the same deed? Confirmed ones are found by an index of
// unit and day, so that thousands of others are never read.
import {
  type Deed,
  deedOf,
  foldedNames,
  looksAlike,
  mayBeAlike,
  nearDates,
  sharesName,
} from '../shared/domain/look-alike.ts';
import { isCivilDate } from '../shared/lib/civil-date.ts';
import type { OutboxRow } from '../shared/sync/outbox.ts';
import { standingPart, viewOf } from '../shared/sync/view.ts';
import { healed } from './heal.ts';
import type { PersonDb } from './person-db.ts';
import type { CardRow, SnapshotRow } from './rows.ts';

/** Another record in short. */
export interface LookAlike {
  readonly id: string;
  readonly title: string;
  readonly people: readonly string[];
  readonly happenedOn: string | null;
  readonly dossier: string | null;
  /** Who recorded it; null: this person, and it waits on this phone. */
  readonly author: string | null;
}

/** Newest first. @param except the record that is being saved */
export async function findLookAlikes(db: PersonDb, deed: Deed, except: string): Promise<readonly LookAlike[]> {
  return healed(db, async () => {
    const [near, waiting] = await Promise.all([cardsNear(db, deed), outboxByRecord(db)]);
    waiting.delete(except);
    const confirmed = near.filter(({ id }) => id !== except && !waiting.has(id)).map(({ id }) => id);
    const changed = [...waiting].filter(([, rows]) => rows[0]?.op.kind !== 'create').map(([id]) => id);
    const ids = [...confirmed, ...changed];
    const snapshots = ids.length > 0 ? await db.snapshots.bulkGet(ids) : [];
    const known = new Map(snapshots.flatMap((snapshot) => (snapshot ? [[snapshot.id, snapshot]] : [])));
    return [...confirmed, ...waiting.keys()]
      .flatMap((id) => alikeOr(db, deed, id, known.get(id) ?? null, waiting.get(id) ?? []))
      .sort((a, b) => (a.id < b.id ? 1 : -1));
  });
}

async function cardsNear(db: PersonDb, deed: Deed): Promise<readonly CardRow[]> {
  const { unitId, happenedOn } = deed;
  if (unitId === null || !isCivilDate(happenedOn)) return [];
  const stretches = nearDates(happenedOn).map(([from, to]) =>
    db.cards.where('[unitId+happenedOn]').between([unitId, from], [unitId, to], true, true).toArray(),
  );
  const cards = new Map((await Promise.all(stretches)).flat().map((card) => [card.id, card]));
  const names = foldedNames(deed.people);
  return [...cards.values()].filter((card) => mayBeAlike(deed, card) && sharesName(names, foldedNames(card.people)));
}

async function outboxByRecord(db: PersonDb): Promise<Map<string, OutboxRow[]>> {
  const byRecord = new Map<string, OutboxRow[]>();
  for (const row of await db.outbox.orderBy('seq').toArray()) {
    const rows = byRecord.get(row.recordId);
    if (rows) rows.push(row);
    else byRecord.set(row.recordId, [row]);
  }
  return byRecord;
}

function alikeOr(
  { kinds }: PersonDb,
  deed: Deed,
  id: string,
  snapshot: SnapshotRow | null,
  rows: readonly OutboxRow[],
): readonly LookAlike[] {
  const { kind, content, status } = viewOf(snapshot, rows.map(standingPart));
  const spec = kind === null ? undefined : kinds[kind];
  if (!spec) return [];
  const other = deedOf(spec, content, status);
  if (!looksAlike(deed, other)) return [];
  const { title, people } = spec.headline(content);
  const { happenedOn } = other;
  return [{ id, title, people, happenedOn, dossier: snapshot?.dossier ?? null, author: snapshot?.author.name ?? null }];
}
