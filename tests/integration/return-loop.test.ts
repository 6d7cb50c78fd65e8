import { describe, expect, test } from 'vitest';
import { saveEdit } from '../../src/db/save-edit.ts';
import { returnsOf } from '../../src/features/record-view/returned.ts';
import type { RecordContent } from '../../src/shared/domain/record.ts';
import { addPeopleAnswerSchema, peopleSchema } from '../../src/shared/wire/admin.ts';
import { communeHere } from '../support/commune-here.ts';
import { faults } from '../support/phone.ts';
import { authorAndOfficer, editAndResend, pageOf, seenIn, step } from '../support/phone-acts.ts';

const commune = communeHere();
const { anAuthor, anOfficer, record, aSentRecord, aReturnedRecord, atTheCommune } = authorAndOfficer(commune);
const { phoneOf } = commune;

const withStory = (story: string) => (content: RecordContent) => ({
  ...content,
  values: { ...content.values, story },
});

describe('a returned record reaches its author', () => {
  test('[S10] with who, when, why and which fields, though the phone has work of its own waiting (1856)', async () => {
    const { author, officer, recordId } = await aSentRecord();
    author.failAlways(faults.offline);
    const others = [await record(author), await record(author)];
    await author.engine.run('saved');
    await step(officer, recordId, 'return', { note: 'Kể rõ hơn việc làm', marks: ['story', 'photos'] });
    await officer.engine.run('saved');
    author.failAlways(null);
    expect(await author.engine.run('online')).toEqual({ type: 'done' });
    const page = await pageOf(author, recordId);
    expect(page.state).toMatchObject({ type: 'returned', step: { byName: commune.village.people.officer.name } });
    expect(returnsOf(page)).toMatchObject([
      { by: commune.village.people.officer.name, note: 'Kể rõ hơn việc làm', marks: ['story', 'photos'] },
    ]);
    for (const id of others) expect((await pageOf(author, id)).state).toMatchObject({ type: 'arrived' });
  });

  test('[S10] though an edit of the very record waits on the phone: the edit stays, and stands in the returned record', async () => {
    const { author, officer, recordId } = await aSentRecord();
    author.failAlways(faults.offline);
    const page = await pageOf(author, recordId);
    const content = withStory('Em chạy theo trả lại ví.')(page.view);
    await saveEdit(author.db, author.deps, { recordId, seen: seenIn(page), content });
    await step(officer, recordId, 'return', { note: 'Cho xin ảnh' });
    await officer.engine.run('saved');
    author.failAlways(null);
    await author.engine.run('online');
    const after = await pageOf(author, recordId);
    expect([after.status, after.view.values.story, after.attention]).toEqual([
      'returned',
      'Em chạy theo trả lại ví.',
      [],
    ]);
  });

  test('[S10] on a new phone, and on every phone of the author', async () => {
    const { author, officer, recordId } = await aSentRecord();
    await step(officer, recordId, 'return', { note: 'Cho xin ảnh' });
    await officer.engine.run('saved');
    const newPhone = await anAuthor();
    await newPhone.engine.run('start');
    await author.engine.run('timer');
    for (const phone of [newPhone, author]) expect((await pageOf(phone, recordId)).status).toBe('returned');
    await editAndResend(newPhone, recordId, withStory('Viết trên máy mới.'));
    await newPhone.engine.run('saved');
    await author.engine.run('timer');
    expect(await pageOf(author, recordId)).toMatchObject({
      status: 'sent',
      view: { values: { story: 'Viết trên máy mới.' } },
    });
  });

  test('[S10] though the author was given another unit meanwhile, and the phone pulls everything anew', async () => {
    const { author, officer, recordId } = await aSentRecord();
    const { admin, school, people } = commune.village;
    author.failAlways(faults.offline);
    const own = await record(author);
    await step(officer, recordId, 'return', { note: 'Cho xin ảnh' });
    await officer.engine.run('saved');
    const added = { role: 'submitter', unitId: school.id };
    expect((await admin.send('POST', `/api/v1/admin/people/${people.head.id}/assignments`, added)).ok).toBe(true);
    author.failAlways(null);
    await author.engine.run('online');
    expect((await pageOf(author, recordId)).status).toBe('returned');
    expect((await pageOf(author, own)).state).toMatchObject({ type: 'arrived' });
  });

  test('[S10] and when the author has left the unit, whoever writes for it now; what the author had written is kept', async () => {
    const { admin, hamlet, people } = commune.village;
    const asked = await admin.send('POST', '/api/v1/admin/people', {
      people: [
        { name: 'Đỗ Thị Lan', assignment: { role: 'submitter', unitId: hamlet.id } },
        { name: 'Hoàng Văn Sáu', assignment: { role: 'submitter', unitId: hamlet.id } },
      ],
    });
    const [leaver = '', heir = ''] = addPeopleAnswerSchema.parse(await asked.json()).added;
    const [author, officer] = [await phoneOf({ id: leaver, name: 'Đỗ Thị Lan' }), await anOfficer()];
    const recordId = await record(author);
    await author.engine.run('saved');
    await officer.engine.run('start');
    const page = await pageOf(author, recordId);
    const content = withStory('Viết lúc chưa chuyển đi.')(page.view);
    await saveEdit(author.db, author.deps, { recordId, seen: seenIn(page), content });
    await step(officer, recordId, 'return', { note: 'Cho xin ảnh', marks: ['photos'] });
    await officer.engine.run('saved');
    const list = peopleSchema.parse(await (await admin.get('/api/v1/admin/people')).json());
    const assignment = list.people.find(({ id }) => id === leaver)?.assignments[0]?.id;
    expect((await admin.send('DELETE', `/api/v1/admin/assignments/${assignment}`)).ok).toBe(true);
    await author.engine.run('button');
    expect(await author.db.snapshots.get(recordId)).toBeUndefined();
    const [kept] = await author.db.outbox.toArray();
    expect([kept?.state, kept?.refusal, kept?.op.kind === 'patch' && kept.op.body.patch.story]).toEqual([
      'attention',
      'not-your-unit',
      'Viết lúc chưa chuyển đi.',
    ]);
    const successor = await phoneOf({ id: heir, name: 'Hoàng Văn Sáu' });
    await successor.engine.run('start');
    expect(returnsOf(await pageOf(successor, recordId))).toMatchObject([{ note: 'Cho xin ảnh', marks: ['photos'] }]);
    expect(people.head.id).not.toBe(heir);
  });
});

describe('saving the edit of a returned record', () => {
  test('[S5] puts the change and the step into the outbox together, the change first', async () => {
    const { author, officer, recordId } = await aReturnedRecord();
    expect(await editAndResend(author, recordId, withStory('Em nhặt được ví ở chợ và trả lại.'))).toEqual({
      ok: true,
      value: { ops: 2 },
    });
    expect((await author.db.outbox.orderBy('seq').toArray()).map(({ op }) => op.kind)).toEqual(['patch', 'command']);
    expect(await pageOf(author, recordId)).toMatchObject({ status: 'sent', state: { type: 'saved' } });
    expect(returnsOf(await pageOf(author, recordId))).toEqual([]);
    author.failOnce('/api/v1/sync', faults.answerLost);
    await author.engine.run('saved');
    await author.engine.run('online');
    expect(await atTheCommune(recordId)).toMatchObject({
      status: 'sent',
      values: { story: 'Em nhặt được ví ở chợ và trả lại.' },
    });
    await officer.engine.run('timer');
    expect((await pageOf(officer, recordId)).state).toMatchObject({ type: 'resent' });
    expect(await author.db.outbox.count()).toBe(0);
  });

  test('[S5] that changes nothing saves nothing: sending it again as it was is a step of its own, with its reason', async () => {
    const { author, officer, recordId } = await aReturnedRecord();
    expect(await editAndResend(author, recordId, (content) => content)).toEqual({
      ok: false,
      error: { code: 'nothing-changed' },
    });
    await step(author, recordId, 'resubmit', { note: 'Hôm ấy không ai chụp ảnh' });
    await author.engine.run('saved');
    await officer.engine.run('timer');
    expect((await pageOf(officer, recordId)).events.at(-1)).toMatchObject({
      command: 'resubmit',
      note: 'Hôm ấy không ai chụp ảnh',
    });
  });
});
