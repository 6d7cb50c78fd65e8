// What people do on their phones between two syncs, by chance: record, correct each other, photograph, take in and return.
import { addPhoto } from '../../src/db/photos.ts';
import { recordPage } from '../../src/db/record-query.ts';
import type { PhotoRow } from '../../src/db/rows.ts';
import { saveNew } from '../../src/db/save.ts';
import { saveCommand } from '../../src/db/save-command.ts';
import { saveEdit } from '../../src/db/save-edit.ts';
import type { RecordContent } from '../../src/shared/domain/record.ts';
import { isOpenFor } from '../../src/shared/domain/workflow.ts';
import { aNomination } from './builders.ts';
import type { Chance } from './chance.ts';
import { aKeptPhoto, type Phone } from './phone.ts';
import { newId } from './village.ts';

export interface Worker {
  readonly phone: Phone;
  readonly side: 'unit' | 'office';
  /** Whose records this person makes. */
  readonly unitId: string;
  readonly chance: Chance;
  /** Every photo this phone took, with the hashes it computed. */
  readonly photos: PhotoRow[];
}

type Page = NonNullable<Awaited<ReturnType<typeof recordPage>>>;

/** Nobody types the same twice: what is found later was typed once. */
const words = (what: string) => `${what} ${newId().slice(-12)}`;

/** One thing that this person does now. False when there was nothing to do it to. */
export async function act(worker: Worker, photoChance = 0.15): Promise<boolean> {
  const { chance } = worker;
  if (chance.is(0.25)) return create(worker, chance.is(photoChance));
  const page = await somePage(worker);
  if (page === null) return create(worker, chance.is(photoChance));
  if (chance.is(0.25)) return step(worker, page);
  return edit(worker, page, photoChance);
}

async function create(worker: Worker, withPhoto: boolean): Promise<boolean> {
  const { phone, unitId } = worker;
  const recordId = newId();
  const photos = withPhoto ? { photos: { [await takePhoto(worker, recordId)]: { order: 1 } } } : {};
  const content = aNomination(
    { unitId, title: words('Việc'), story: words('Chuyện') },
    { subjects: { [newId()]: { order: 1, name: words('Bà') } }, ...photos },
  );
  const saved = await saveNew(phone.db, phone.deps, { recordId, kind: 'nomination', content });
  if (!saved.ok) throw new Error(saved.error.code);
  return true;
}

async function takePhoto({ phone, photos, chance }: Worker, recordId: string): Promise<string> {
  const added = await addPhoto(
    phone.db,
    recordId,
    aKeptPhoto(chance.below(2 ** 30), { width: 240, height: 180 }),
    new Blob([]),
  );
  if (!added.ok) throw new Error(added.error.code);
  photos.push(added.value);
  return added.value.id;
}

/** Those of late meet most often: there people write over each other. */
async function somePage({ phone: { db }, chance, side }: Worker): Promise<Page | null> {
  const confirmed = await db.snapshots.toCollection().primaryKeys();
  const waiting = (await db.outbox.toArray()).map(({ recordId }) => recordId);
  const known = [...new Set([...confirmed, ...waiting])].sort();
  const recordId = chance.pick(chance.is(0.7) ? known.slice(-6) : known);
  const page = recordId === undefined ? null : await recordPage(db, recordId);
  // What was refused is for a person to look at: a correction would take its place.
  if (page === null || page.attention.length > 0) return null;
  return page.status === null || isOpenFor(side, page.status) ? page : null;
}

async function edit(worker: Worker, page: Page, photoChance: number): Promise<boolean> {
  const { phone } = worker;
  const seen = { content: page.view, rev: page.rev, revs: page.revs };
  const content = await changed(worker, page, photoChance);
  const saved = await saveEdit(phone.db, phone.deps, { recordId: page.id, seen, content });
  if (!saved.ok && saved.error.code !== 'nothing-changed') throw new Error(saved.error.code);
  return saved.ok;
}

async function changed(worker: Worker, { id, view }: Page, photoChance: number): Promise<RecordContent> {
  const { chance } = worker;
  const photos = view.rows.photos ?? {};
  if (chance.is(photoChance) && Object.keys(photos).length < 4) {
    const photo = await takePhoto(worker, id);
    return withRows(view, 'photos', { ...photos, [photo]: { order: Object.keys(photos).length + 1 } });
  }
  const subjects = view.rows.subjects ?? {};
  const ids = Object.keys(subjects);
  const one = chance.pick(ids);
  if (chance.is(0.2) && ids.length < 6)
    return withRows(view, 'subjects', { ...subjects, [newId()]: { order: ids.length + 1, name: words('Ông') } });
  if (chance.is(0.15) && one && ids.length > 1) {
    const { [one]: _, ...others } = subjects;
    return withRows(view, 'subjects', others);
  }
  if (chance.is(0.3) && one)
    return withRows(view, 'subjects', { ...subjects, [one]: { order: 1, ...subjects[one], name: words('Cụ') } });
  const field = chance.pick(['title', 'story', 'place'] as const) ?? 'title';
  return { ...view, values: { ...view.values, [field]: words('Sửa') } };
}

const withRows = (content: RecordContent, set: string, rows: RecordContent['rows'][string]): RecordContent => ({
  ...content,
  rows: { ...content.rows, [set]: rows },
});

const steps = {
  unit: { returned: ['resubmit', 'comment'], sent: ['comment'], received: ['comment'] },
  office: {
    sent: ['receive', 'receive', 'return', 'comment'],
    received: ['return', 'markIneligible', 'comment'],
    returned: ['receive'],
    ineligible: ['return'],
  },
} as const satisfies Record<Worker['side'], Record<string, readonly string[]>>;

async function step({ phone, chance, side }: Worker, page: Page): Promise<boolean> {
  if (page.status === null || page.pending > 0) return false; // it is not at the commune yet
  const possible: Readonly<Record<string, readonly string[]>> = steps[side];
  const name = chance.pick(possible[page.status] ?? []);
  if (name === undefined) return false;
  const { ok } = await saveCommand(phone.db, phone.deps, {
    recordId: page.id,
    name,
    expectStatus: page.status,
    expectRev: page.statusRev,
    note: words('Xin nói rõ'),
  });
  return ok;
}
