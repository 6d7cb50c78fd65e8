// A form that is open over an own edit which the commune refuses, and which its author puts away meanwhile.
import { describe, expect, test } from 'vitest';
import { putAway } from '../../src/db/put-away.ts';
import { saveEdit } from '../../src/db/save-edit.ts';
import type { RecordContent } from '../../src/shared/domain/record.ts';
import { communeHere } from '../support/commune-here.ts';
import { faults, type Phone } from '../support/phone.ts';
import { authorAndOfficer, edit, pageOf, seenIn } from '../support/phone-acts.ts';
import { newId } from '../support/village.ts';

const commune = communeHere();
const { anAuthor, record, aSentRecord, atTheCommune } = authorAndOfficer(commune);

/** Nothing of it passes; its author reads that, and puts it away. */
async function refusedAndPutAway(author: Phone, recordId: string): Promise<void> {
  author.failOnce('/api/v1/sync', faults.status(413));
  await author.engine.run('button');
  const [refused] = (await pageOf(author, recordId)).attention;
  expect(refused?.refusal).toBe('too-large');
  await putAway(author.db, author.deps, refused?.seq ?? 0);
}

async function save(author: Phone, recordId: string, seen: ReturnType<typeof seenIn>, content: RecordContent) {
  expect((await saveEdit(author.db, author.deps, { recordId, seen, content })).ok).toBe(true);
  await author.engine.run('saved');
}

const withStory = (content: RecordContent): RecordContent => ({
  ...content,
  values: { ...content.values, story: 'Chuyện mới' },
});

async function addSubject(author: Phone, recordId: string): Promise<string> {
  const page = await pageOf(author, recordId);
  const row = newId();
  const subjects = { ...page.view.rows.subjects, [row]: { order: 2, name: 'Bà Tư' } };
  const content = { ...page.view, rows: { ...page.view.rows, subjects } };
  expect((await saveEdit(author.db, author.deps, { recordId, seen: seenIn(page), content })).ok).toBe(true);
  return row;
}

describe('[S9] what the form shows when it is saved reaches the commune', () => {
  test('also a word whose edit was refused and put away while the form was open', async () => {
    const { author, recordId } = await aSentRecord();
    await edit(author, recordId, { title: 'Tên mới' });
    const page = await pageOf(author, recordId);
    await refusedAndPutAway(author, recordId);
    await save(author, recordId, seenIn(page), withStory(page.view));
    expect((await atTheCommune(recordId)).values).toMatchObject({ title: 'Tên mới', story: 'Chuyện mới' });
  });

  test('also when the form was begun before the commune had the record', async () => {
    const author = await anAuthor();
    const recordId = await record(author);
    author.failOnce('/api/v1/sync', faults.offline);
    await author.engine.run('saved');
    await edit(author, recordId, { title: 'Tên mới' });
    const page = await pageOf(author, recordId);
    const [create, change] = await author.db.outbox.toArray();
    if (!create || !change) throw new Error('two operations were saved');
    await author.db.outbox.delete(change.seq); // refused and put away
    await author.engine.run('button');
    await save(author, recordId, seenIn(page), withStory(page.view));
    expect((await atTheCommune(recordId)).values).toMatchObject({ title: 'Tên mới', story: 'Chuyện mới' });
  });

  test('also a person who was added by it', async () => {
    const { author, recordId } = await aSentRecord();
    const row = await addSubject(author, recordId);
    const page = await pageOf(author, recordId);
    await refusedAndPutAway(author, recordId);
    await save(author, recordId, seenIn(page), withStory(page.view));
    expect((await atTheCommune(recordId)).rows.subjects?.[row]).toEqual({ order: 2, name: 'Bà Tư' });
  });

  test('and no word that somebody else has changed, or a person taken out, since the form was begun', async () => {
    const { author, officer, recordId } = await aSentRecord();
    const row = await addSubject(author, recordId);
    await edit(author, recordId, { title: 'Tên mới' });
    const page = await pageOf(author, recordId); // both still wait
    await author.engine.run('saved');
    await officer.engine.run('timer');
    const theirs = await pageOf(officer, recordId);
    const { [row]: _, ...subjects } = theirs.view.rows.subjects ?? {};
    const content = {
      values: { ...theirs.view.values, title: 'Tên của xã' },
      rows: { ...theirs.view.rows, subjects },
    };
    await save(officer, recordId, seenIn(theirs), content);
    await author.engine.run('timer');
    await save(author, recordId, seenIn(page), withStory(page.view));
    expect((await author.db.receipts.toArray()).at(-1)?.op.body).toMatchObject({ patch: { story: 'Chuyện mới' } });
    const { values, rows } = await atTheCommune(recordId);
    expect([values.title, values.story, rows.subjects?.[row]]).toEqual(['Tên của xã', 'Chuyện mới', undefined]);
  });
});
