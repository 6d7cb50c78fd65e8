import { describe, expect, test } from 'vitest';
import { putAway } from '../../src/db/put-away.ts';
import { saveWithdraw } from '../../src/db/save-command.ts';
import { strip } from '../../src/db/strip-query.ts';
import { returnsOf } from '../../src/features/record-view/returned.ts';
import { communeHere } from '../support/commune-here.ts';
import { faults } from '../support/phone.ts';
import { authorAndOfficer, pageOf, step } from '../support/phone-acts.ts';

const commune = communeHere();
const { record, aSentRecord, atTheCommune } = authorAndOfficer(commune);

describe('steps without signal', () => {
  test('[S6] taken one after the other are all taken: received and found eligible, then not, then returned', async () => {
    const { author, officer, recordId } = await aSentRecord();
    officer.failAlways(faults.offline);
    await step(officer, recordId, 'receive');
    await step(officer, recordId, 'markIneligible', { note: 'Việc thuộc nhiệm vụ' });
    await step(officer, recordId, 'comment', { note: 'Đã gọi cho trưởng thôn' });
    await step(officer, recordId, 'comment', { note: 'Gọi lại lần nữa' });
    await step(officer, recordId, 'return', { note: 'Xin thêm chi tiết' });
    expect((await pageOf(officer, recordId)).status).toBe('returned');
    officer.failAlways(null);
    await officer.engine.run('online');
    expect(await officer.db.outbox.count()).toBe(0);
    const { status, events } = await atTheCommune(recordId);
    expect([status, events.map(({ command }) => command)]).toEqual([
      'returned',
      [undefined, 'receive', 'markIneligible', 'comment', 'comment', 'return'],
    ]);
    await author.engine.run('timer');
    expect(returnsOf(await pageOf(author, recordId))).toHaveLength(1);
  });

  test('[S6] withdrawn and taken back before anything was sent, the record is with the commune as before', async () => {
    const { author, recordId } = await aSentRecord();
    author.failAlways(faults.offline);
    const { statusRev } = await pageOf(author, recordId);
    const wish = { recordId, expectRev: statusRev, reason: 'Ghi nhầm người' };
    expect((await saveWithdraw(author.db, author.deps, wish)).ok).toBe(true);
    expect(await saveWithdraw(author.db, author.deps, wish)).toEqual({ ok: false, error: { code: 'nothing-changed' } });
    expect((await pageOf(author, recordId)).status).toBe('withdrawn');
    await step(author, recordId, 'restore');
    author.failAlways(null);
    await author.engine.run('online');
    const { status, events } = await atTheCommune(recordId);
    expect([status, events.map(({ note }) => note ?? '')]).toEqual(['sent', ['', 'Ghi nhầm người', '']]);
    expect(await author.db.outbox.count()).toBe(0);
  });

  test('[S6] a step on what somebody else moved meanwhile is still refused', async () => {
    const { author, officer, recordId } = await aSentRecord();
    author.failAlways(faults.offline);
    const { statusRev } = await pageOf(author, recordId);
    await saveWithdraw(author.db, author.deps, { recordId, expectRev: statusRev });
    await step(officer, recordId, 'receive');
    await officer.engine.run('saved');
    author.failAlways(null);
    await author.engine.run('online');
    expect(await pageOf(author, recordId)).toMatchObject({
      status: 'received',
      state: { type: 'attention', code: 'wrong-status' },
    });
  });
});

describe('a refused step', () => {
  test('[S9] put away leaves the outbox, and nothing else does; what waited behind it goes', async () => {
    const { author, officer, recordId } = await aSentRecord();
    const { statusRev } = await pageOf(author, recordId);
    await saveWithdraw(author.db, author.deps, { recordId, expectRev: statusRev, reason: 'Ghi nhầm' });
    await step(officer, recordId, 'receive');
    await officer.engine.run('saved');
    await author.engine.run('saved');
    const [refused] = (await pageOf(author, recordId)).attention;
    if (!refused) throw new Error('it was not refused');
    const other = await record(author);
    await step(author, recordId, 'comment', { note: 'Nhờ xã xem giúp' });
    await author.engine.run('saved');
    expect(await strip(author.db)).toMatchObject({ waiting: 1, attention: 1 });

    const { seq } = (await author.db.outbox.where('recordId').equals(recordId).toArray()).find(
      ({ state }) => state === 'waiting',
    ) ?? { seq: 0 };
    expect(await putAway(author.db, author.deps, seq)).toBe(false);
    expect(await putAway(author.db, author.deps, refused.seq)).toBe(true);
    expect(await putAway(author.db, author.deps, refused.seq)).toBe(false);
    expect((await author.db.outbox.toArray()).map(({ op }) => op.kind)).toEqual(['command']);
    await author.engine.run('saved');
    expect((await atTheCommune(recordId)).events.at(-1)).toMatchObject({ note: 'Nhờ xã xem giúp' });
    expect((await pageOf(author, other)).state).toMatchObject({ type: 'arrived' });
    expect(await strip(author.db)).toMatchObject({ waiting: 0, attention: 0 });
  });
});
