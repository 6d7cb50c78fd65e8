// The officer makes one record of two on a phone, and the server takes it (SPEC.md S6.6).
import { expect, test } from 'vitest';
import { addPhoto } from '../../src/db/photos.ts';
import { saveEdit } from '../../src/db/save-edit.ts';
import { saveMerge } from '../../src/db/save-merge.ts';
import type { RecordContent } from '../../src/shared/domain/record.ts';
import { communeHere } from '../support/commune-here.ts';
import { aKeptPhoto } from '../support/phone.ts';
import { authorAndOfficer, pageOf, seenIn } from '../support/phone-acts.ts';
import { newId } from '../support/village.ts';

const { anAuthor, anOfficer, deed, record, atTheCommune } = authorAndOfficer(communeHere());

type Rows = RecordContent['rows'][string];

test.each<[string, (people: Rows) => Rows]>([
  ['was added', (people) => ({ ...people, [newId()]: { order: 2, name: 'Lê Thị Bình' } })],
  ['took the place of another', () => ({ [newId()]: { order: 1, name: 'Lê Thị Bình' } })],
])('[S6] a record in which a row %s becomes part of another', async (_, change) => {
  const [author, officer] = [await anAuthor(), await anOfficer()];
  const [stays, goes] = [await record(author), await record(author)];
  await author.engine.run('saved');
  const { view, ...page } = await pageOf(author, goes);
  const content = { ...view, rows: { ...view.rows, subjects: change(view.rows.subjects ?? {}) } };
  const seen = seenIn({ view, ...page });
  expect((await saveEdit(author.db, author.deps, { recordId: goes, seen, content })).ok).toBe(true);
  await author.engine.run('saved');
  await officer.engine.run('start');

  const compared = { stays: await pageOf(officer, stays), goes: await pageOf(officer, goes), patch: {} };
  expect((await saveMerge(officer.db, officer.deps, compared)).ok).toBe(true);
  await officer.engine.run('saved');
  expect(await officer.db.outbox.toArray()).toEqual([]);
  expect((await atTheCommune(goes)).status).toBe('merged');
  const people = Object.values((await atTheCommune(stays)).rows.subjects ?? {}).map(({ name }) => name);
  expect(people).toContain('Lê Thị Bình');
});

test('[S6] of one picture that is twice in the one that goes, the caption that nobody saw beside it is asked about', async () => {
  const [author, officer] = [await anAuthor(), await anOfficer()];
  const aPicture = async (recordId: string) => {
    const added = await addPhoto(author.db, recordId, aKeptPhoto(74), new Blob([]));
    if (!added.ok) throw new Error('no photo');
    return added.value.id;
  };
  const [stays, goes] = [newId(), newId()];
  const [own, first, second] = [await aPicture(stays), await aPicture(goes), await aPicture(goes)];
  const captions = { [first]: { order: 1, caption: 'Một' }, [second]: { order: 2, caption: 'Bà Tư trong ảnh' } };
  await record(author, deed({}, { photos: { [own]: { order: 1, caption: 'Một' } } }), stays);
  await record(author, deed({}, { photos: captions }), goes);
  await author.engine.run('saved');
  await officer.engine.run('start');
  const compared = { stays: await pageOf(officer, stays), goes: await pageOf(officer, goes), patch: {} };
  expect((await saveMerge(officer.db, officer.deps, compared)).ok).toBe(true);
  await officer.engine.run('saved');
  const asked = (await pageOf(officer, stays)).conflicts.map(({ field, other }) => [field, other]);
  expect(asked).toEqual([[`photos/${own}/caption`, 'Bà Tư trong ảnh']]);
});
