// A form that is open while the commune's server is brought back from a backup (SPEC.md S9, S11).
import { expect, test } from 'vitest';
import { saveEdit } from '../../src/db/save-edit.ts';
import { restorableHere } from '../support/installation-here.ts';
import { authorAndOfficer, edit, pageOf, seenIn } from '../support/phone-acts.ts';

const site = restorableHere();
const { anAuthor, anOfficer, record, deed, atTheCommune } = authorAndOfficer(site);

test('[S9] [S11] says no word of another as its own, though the restored commune has it no longer', async () => {
  const [author, officer] = [await anAuthor(), await anOfficer()];
  const recordId = await record(author, deed({ title: 'Tên đầu' }));
  await author.engine.run('saved');
  await officer.engine.run('start');
  await site.server.backUp();
  await edit(officer, recordId, { title: 'Lời của cán bộ' });
  await officer.engine.run('saved');
  await author.engine.run('timer');
  const { view, ...page } = await pageOf(author, recordId); // the form opens
  expect(view.values.title).toBe('Lời của cán bộ');
  await edit(officer, recordId, { title: 'Lời cán bộ viết lại' });
  await officer.engine.run('saved');

  await site.restore();
  await author.engine.run('button');
  const content = { ...view, values: { ...view.values, place: 'Nhà văn hóa' } };
  const saved = await saveEdit(author.db, author.deps, { recordId, seen: seenIn({ view, ...page }), content });
  expect(saved.ok).toBe(true);
  const [waiting] = await author.db.outbox.toArray();
  expect(waiting?.op.body).toMatchObject({ patch: { place: 'Nhà văn hóa' } });
  await author.engine.run('saved');
  await officer.engine.run('button');
  expect((await atTheCommune(recordId)).values).toMatchObject({ title: 'Lời cán bộ viết lại', place: 'Nhà văn hóa' });
  const { page: feed } = await (await site.village.enrol(site.village.people.officer)).sync();
  expect(feed?.conflicts.filter((one) => one.recordId === recordId)).toEqual([]);
});
