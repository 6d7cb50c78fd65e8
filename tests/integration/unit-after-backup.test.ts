// A person added after the backup together with their unit, as communes do it: the restored server has lost both.
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { systemIds } from '../../src/db/ids.ts';
import { registry } from '../../src/db/registry.ts';
import { addPeopleAnswerSchema, addUnitsAnswerSchema } from '../../src/shared/wire/admin.ts';
import { restorableHere } from '../support/installation-here.ts';
import type { Phone } from '../support/phone.ts';
import { deedOf, edit, saveDeed, step } from '../support/phone-acts.ts';
import { rescueAt } from '../support/rescue-site.ts';
import { sharedPhoneOf } from '../support/shared-phone.ts';

const site = restorableHere();
const { atTheCommune } = rescueAt(site);

async function aUnitWithItsHead() {
  const { admin } = site.village;
  const units = [{ name: 'Thôn Tây', type: 'village' }];
  const { added } = addUnitsAnswerSchema.parse(
    await (await admin.send('POST', '/api/v1/admin/units', { units })).json(),
  );
  const unitId = added[0]?.id ?? '';
  const name = 'Đỗ Thị Mùi';
  const people = [{ name, assignment: { role: 'unit-head', unitId } }];
  const answer = await admin.send('POST', '/api/v1/admin/people', { people });
  const [id = ''] = addPeopleAnswerSchema.parse(await answer.json()).added;
  return { unitId, person: { id, name } };
}

test('[S11] what they correct to the unit that was added again keeps its number, and stands where the office had left it', async () => {
  const officer = await site.phoneOf(site.village.people.officer);
  await officer.db.open();
  Dexie.dependencies.indexedDB = new IDBFactory();
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
  await registry().people.clear();
  await site.server.backUp();
  const lost = await aUnitWithItsHead();
  const shared = sharedPhoneOf(site);
  const db = await shared.enrol(lost.person);
  const phone = { db, deps: { ...systemIds, onSaved: () => undefined } } as Phone; // these acts need no more of it
  const recordId = await saveDeed(phone, deedOf(site.village, { unitId: lost.unitId }));
  await shared.phone.run('start');
  await officer.engine.run('start');
  await step(officer, recordId, 'receive');
  await officer.engine.run('saved');
  const [was] = await atTheCommune(recordId);
  expect(was?.status).toBe('received');

  await site.restore();
  await shared.phone.run('button');
  const anew = await aUnitWithItsHead();
  await shared.enrol(anew.person, 'mine');
  await shared.phone.run('start');
  await officer.engine.run('button');
  expect((await db.outbox.toArray()).map(({ state, refusal }) => [state, refusal])).toEqual([
    ['attention', 'not-your-unit'],
  ]);
  expect(await atTheCommune(recordId)).toEqual([]);

  await edit(phone, recordId, { unitId: anew.unitId });
  await shared.phone.run('saved');
  await officer.engine.run('button');
  expect(await atTheCommune(recordId)).toMatchObject([
    { status: 'received', dossier: was?.dossier, author: { id: anew.person.id }, values: { unitId: anew.unitId } },
  ]);
  expect(await officer.db.outbox.count()).toBe(0);
});
