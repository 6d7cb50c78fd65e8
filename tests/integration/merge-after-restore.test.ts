// Two records became one, and the database is put back to before some of what the officer had seen (SPEC.md S6.6, S11).
import { describe, expect, it } from 'vitest';
import { addPhoto } from '../../src/db/photos.ts';
import { saveEdit } from '../../src/db/save-edit.ts';
import { saveMerge } from '../../src/db/save-merge.ts';
import { restorableHere } from '../support/installation-here.ts';
import { aKeptPhoto, type Phone } from '../support/phone.ts';
import { authorAndOfficer, edit, pageOf, saveDeed, seenIn } from '../support/phone-acts.ts';
import { newId } from '../support/village.ts';

const site = restorableHere();
const { anAuthor, anOfficer, deed, record, atTheCommune } = authorAndOfficer(site);

async function merge(officer: Phone, stays: string, goes: string): Promise<void> {
  const pages = { stays: await pageOf(officer, stays), goes: await pageOf(officer, goes) };
  expect((await saveMerge(officer.db, officer.deps, { ...pages, patch: {} })).ok).toBe(true);
  await officer.engine.run('saved');
}

/** The merge comes back before what the author brings. */
async function restored(officer: Phone, author: Phone): Promise<void> {
  await site.restore();
  for (const phone of [officer, author, officer, author]) await phone.engine.run('button');
  expect([await officer.db.outbox.count(), await author.db.outbox.count()]).toEqual([0, 0]);
}

async function asked(recordId: string) {
  const { page } = await (await site.village.enrol(site.village.people.officer)).sync();
  const open = page?.conflicts.filter((one) => one.recordId === recordId && one.resolvedBy === null) ?? [];
  return open.map(({ other }) => other);
}

async function samePicture(phone: Phone, recordId: string) {
  const photo = await addPhoto(phone.db, recordId, aKeptPhoto(5), new Blob([]));
  if (!photo.ok) throw new Error(photo.error.code);
  return { photos: { [photo.value.id]: { order: 1, caption: 'Lúc trao ví' } } };
}

describe('[S11] a merge that comes back before what was seen', () => {
  it('leaves one of a picture that both records had', async () => {
    const [author, officer] = [await anAuthor(), await anOfficer()];
    const [stays, goes] = [newId(), await record(author)];
    await saveDeed(author, deed({}, await samePicture(author, stays)), stays);
    await author.engine.run('saved');
    await officer.engine.run('start');
    await site.server.backUp();
    const page = await pageOf(author, goes);
    const content = { ...page.view, rows: { ...page.view.rows, ...(await samePicture(author, goes)) } };
    expect((await saveEdit(author.db, author.deps, { recordId: goes, seen: seenIn(page), content })).ok).toBe(true);
    await author.engine.run('saved');
    await officer.engine.run('button');
    await merge(officer, stays, goes);

    await restored(officer, author);
    const { rows, held } = await atTheCommune(stays);
    const ids = Object.keys(rows.photos ?? {});
    expect([ids.length, ids.map((id) => held[id])]).toEqual([1, ['both']]);
  });

  it('asks nothing about words that were left behind by it, and about those that nobody had seen', async () => {
    const [author, officer] = [await anAuthor(), await anOfficer()];
    const stays = await record(author, deed({ title: 'Tên của hồ sơ ở lại' }));
    const goes = await record(author, deed({ title: 'Tên đầu', place: 'Chợ' }));
    await author.engine.run('saved');
    await officer.engine.run('start');
    await site.server.backUp();
    await edit(author, goes, { title: 'Tên sửa lại' });
    await author.engine.run('saved');
    await officer.engine.run('button');
    await edit(author, goes, { place: 'Đình' });
    await merge(officer, stays, goes);
    await author.engine.run('saved');
    expect(await asked(stays)).toEqual(['Đình']);

    await restored(officer, author);
    expect(await asked(stays)).toEqual(['Đình']);
  });
});
