// One draft that came to a second phone in a file, and was saved on both: the commune takes the first create, and what the
// other phone says is asked about (SPEC.md S4, S6, S9).
import { expect, test } from 'vitest';
import { saveEdit } from '../../src/db/save-edit.ts';
import { communeHere } from '../support/commune-here.ts';
import { authorAndOfficer, pageOf, seenIn } from '../support/phone-acts.ts';
import { newId } from '../support/village.ts';

const commune = communeHere();
const { anAuthor, record, deed, atTheCommune } = authorAndOfficer(commune);

const row = newId();
const aDeed = (title: string, name: string) => deed({ title }, { subjects: { [row]: { order: 1, name } } });

test('[S4] [S9] the words of the second phone stand before its author, and reach the commune with the next save', async () => {
  const [first, second] = [await anAuthor(), await anAuthor()];
  const recordId = await record(first, aDeed('Chữ máy một', 'Trần Văn An'));
  await record(second, aDeed('Chữ máy hai', 'Trần Văn Ân'), recordId);
  await first.engine.run('saved');
  await second.engine.run('saved');

  const { view, ...page } = await pageOf(second, recordId);
  expect(page.state).toEqual({ type: 'attention', code: 'already-exists' });
  expect([view.values.title, view.rows.subjects?.[row]?.name]).toEqual(['Chữ máy hai', 'Trần Văn Ân']);

  const content = { ...view, values: { ...view.values, place: 'Chợ huyện' } };
  const seen = seenIn({ view, ...page });
  expect((await saveEdit(second.db, second.deps, { recordId, seen, content })).ok).toBe(true);
  await second.engine.run('saved');
  expect(await second.db.outbox.toArray()).toEqual([]);
  expect((await atTheCommune(recordId)).values).toMatchObject({ title: 'Chữ máy một', place: 'Chợ huyện' });
  const conflicts = (await pageOf(second, recordId)).conflicts.map(({ field, kept, other }) => [field, kept, other]);
  expect(new Set(conflicts)).toEqual(
    new Set([
      ['title', 'Chữ máy một', 'Chữ máy hai'],
      [`subjects/${row}/name`, 'Trần Văn An', 'Trần Văn Ân'],
    ]),
  );
});

test('[S4] a create that the commune has is not laid over what others wrote since', async () => {
  const [first, second] = [await anAuthor(), await anAuthor()];
  const recordId = await record(first, aDeed('Chữ máy một', 'Trần Văn An'));
  const [waiting] = await first.db.outbox.toArray();
  await first.engine.run('saved');
  await second.engine.run('start');
  const { view, ...page } = await pageOf(second, recordId);
  const content = { ...view, values: { ...view.values, title: 'Sửa sau' } };
  await saveEdit(second.db, second.deps, { recordId, seen: seenIn({ view, ...page }), content });
  await second.engine.run('saved');
  await first.engine.run('timer');
  // Its answer was lost, and the record came with somebody else's request.
  if (waiting) await first.db.outbox.put(waiting);
  const again = await pageOf(first, recordId);
  expect([again.view.values.title, again.revs.title]).toEqual(['Sửa sau', (await atTheCommune(recordId)).revs.title]);
});
