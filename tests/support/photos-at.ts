// What the tests of a phone's photos share: who saves some, what becomes of them, and what the commune holds.
import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { addPhoto } from '../../src/db/photos.ts';
import { recordPage } from '../../src/db/record-query.ts';
import type { PhotoRow } from '../../src/db/rows.ts';
import { saveNew } from '../../src/db/save.ts';
import { saveEdit } from '../../src/db/save-edit.ts';
import { aNomination } from './builders.ts';
import type { CommuneHere } from './commune-here.ts';
import { aHeic } from './jpeg-others.ts';
import { type Fault, faults, type Phone } from './phone.ts';
import { edit } from './phone-acts.ts';
import { newId } from './village.ts';

/** Large enough for several chunks. */
export const large = { width: 1600, height: 1200 };

type Kept = Parameters<typeof addPhoto>[2];

export const noUploads: Fault = (pass, sent) =>
  sent.path.startsWith('/api/v1/uploads') ? faults.offline(pass, sent) : pass();

export const stateOf = async (phone: Phone, recordId: string) => (await recordPage(phone.db, recordId))?.state;
export const uploadsOf = (phone: Phone) =>
  phone.requests.filter(({ method, path }) => method === 'POST' && path === '/api/v1/uploads').length;
export const chunksOf = (phone: Phone) => phone.requests.filter(({ method }) => method === 'PATCH');

export async function addPhotoTo(phone: Phone, recordId: string, kept: Kept): Promise<PhotoRow> {
  const page = await recordPage(phone.db, recordId);
  const added = await addPhoto(phone.db, recordId, kept, new Blob([]));
  if (!page || !added.ok) throw new Error('no record, or no photo');
  const photos = { ...page.view.rows.photos, [added.value.id]: { order: 9, caption: 'Thêm sau' } };
  const content = { ...page.view, rows: { ...page.view.rows, photos } };
  const seen = { content: page.view, rev: page.rev, revs: page.revs };
  expect((await saveEdit(phone.db, phone.deps, { recordId, seen, content })).ok).toBe(true);
  return added.value;
}

/** @param commune read when a test runs, not before */
export function photosAt(commune: CommuneHere) {
  const { phoneOf } = commune;
  const aHead = () => phoneOf(commune.village.people.head);

  /** A nomination with photos, saved and not yet sent. */
  async function saveWithPhotos(phone: Phone, ...kept: readonly Kept[]) {
    const recordId = newId();
    const photos: PhotoRow[] = [];
    for (const outcome of kept) {
      const added = await addPhoto(phone.db, recordId, outcome, new Blob([aHeic()]));
      if (!added.ok) throw new Error(added.error.code);
      photos.push(added.value);
    }
    const content = aNomination(
      { unitId: commune.village.hamlet.id },
      {
        subjects: { [newId()]: { order: 1, name: 'Trần Văn An' } },
        photos: Object.fromEntries(photos.map(({ id }, order) => [id, { order, caption: 'Lúc trao ví' }])),
      },
    );
    const saved = await saveNew(phone.db, phone.deps, { recordId, kind: 'nomination', content });
    if (!saved.ok) throw new Error(saved.error.code);
    return { recordId, photos };
  }

  /** The officer gives the record to the school: it leaves the phones of the hamlet. */
  async function moveToTheSchool(recordId: string): Promise<void> {
    const officer = await phoneOf(commune.village.people.officer);
    await officer.engine.run('start');
    await edit(officer, recordId, { unitId: commune.village.school.id });
    expect(await officer.engine.run('saved')).toEqual({ type: 'done' });
  }

  /** Hash of the photo's bytes as the commune gives them for that record; the status where it gives none. */
  async function heldAtTheCommune(recordId: string, photoId: string, size = 'full') {
    const officer = await commune.village.enrol(commune.village.people.officer);
    const response = await officer.get(`/api/v1/records/${recordId}/photos/${photoId}?size=${size}`);
    if (!response.ok) return response.status;
    return createHash('sha256')
      .update(new Uint8Array(await response.arrayBuffer()))
      .digest('hex');
  }

  return { aHead, saveWithPhotos, moveToTheSchool, heldAtTheCommune };
}
