import { describe, expect, test } from 'vitest';
import { addPhoto } from '../../src/db/photos.ts';
import { recordPage } from '../../src/db/record-query.ts';
import { saveNew } from '../../src/db/save.ts';
import { strip } from '../../src/db/strip-query.ts';
import { aNomination } from '../support/builders.ts';
import { communeHere } from '../support/commune-here.ts';
import { aKeptPhoto, type Fault, faults, type Phone } from '../support/phone.ts';
import { newId } from '../support/village.ts';

const commune = communeHere();
const { phoneOf } = commune;

/** With a record and a photo that wait. */
async function aPhone(): Promise<{ phone: Phone; recordId: string }> {
  const phone = await phoneOf(commune.village.people.head);
  const recordId = newId();
  const photo = await addPhoto(phone.db, recordId, aKeptPhoto(7), new Blob([]));
  if (!photo.ok) throw new Error('no photo');
  const content = aNomination(
    { unitId: commune.village.hamlet.id },
    { subjects: { [newId()]: { order: 1, name: 'Trần Văn An' } }, photos: { [photo.value.id]: { order: 1 } } },
  );
  expect((await saveNew(phone.db, phone.deps, { recordId, kind: 'nomination', content })).ok).toBe(true);
  return { phone, recordId };
}

/** The same, after its browser was killed before the cookie was on the disk. */
async function aPhoneThatForgot(): Promise<{ phone: Phone; recordId: string }> {
  const opened = await aPhone();
  opened.phone.loseCookie();
  return opened;
}

async function atTheCommune(recordId: string) {
  const officer = await commune.village.enrol(commune.village.people.officer);
  return (await officer.records()).filter(({ id }) => id === recordId);
}

const asked = ({ requests }: Phone, path: string) => requests.filter((request) => request.path === path).length;
const isHealed = async (phone: Phone, recordId: string) => {
  expect((await recordPage(phone.db, recordId))?.state).toMatchObject({ type: 'arrived' });
  const [record, ...others] = await atTheCommune(recordId);
  expect(others).toEqual([]);
  expect(record?.events).toHaveLength(1);
  expect(Object.values(record?.held ?? {})).toEqual(['both']);
};

describe('[S13] what is no session changes nothing', () => {
  const stopped = { type: 'stopped', because: 'signed-out' };
  const challenge = '/api/v1/session/challenge';
  test.each<[string, string, Fault, object]>([
    ['the server refuses', '/api/v1/session', faults.problem('signed-out', 401), stopped],
    ['the server is older than that', '/api/v1/session', faults.problem('not-found', 404), stopped],
    ['the signal goes', challenge, faults.offline, { type: 'waiting', because: 'offline' }],
    ['a captive portal says 200', challenge, faults.portal, { type: 'waiting', because: 'bad-answer' }],
    ['a proxy says 401', challenge, faults.status(401), { type: 'waiting', because: 'bad-answer' }],
    [
      'the server has no time',
      challenge,
      faults.problem('too-many-requests', 429),
      { type: 'waiting', because: 'busy' },
    ],
    ['a full disk', challenge, faults.problem('disk-full', 507), { type: 'waiting', because: 'server-error' }],
  ])('%s: the queue stays, and a later run heals it', async (_, path, fault, end) => {
    const { phone, recordId } = await aPhoneThatForgot();
    phone.failOnce(path, fault);
    expect(await phone.engine.run('saved')).toEqual(end);
    expect(await strip(phone.db)).toMatchObject({ waiting: 1, attention: 0 });
    expect(await phone.engine.run('button')).toEqual({ type: 'done' });
    await isHealed(phone, recordId);
  });

  test('a portal that answers the signature with a page is no session', async () => {
    const { phone, recordId } = await aPhoneThatForgot();
    phone.failOnce('/api/v1/session/challenge', (pass) => {
      phone.failOnce('/api/v1/session', faults.portal);
      return pass();
    });
    expect(await phone.engine.run('saved')).toEqual({ type: 'waiting', because: 'bad-answer' });
    expect(await phone.engine.run('button')).toEqual({ type: 'done' });
    await isHealed(phone, recordId);
  });

  test('a revoked phone is told so', async () => {
    const { phone, recordId } = await aPhoneThatForgot();
    await commune.village.admin.send('POST', `/api/v1/admin/devices/${phone.me.deviceId}/revoke`);
    expect(await phone.engine.run('saved')).toEqual({ type: 'stopped', because: 'device-revoked' });
    expect(await atTheCommune(recordId)).toEqual([]);
  });

  test('a browser that keeps no cookie at all asks for one session a run, no more', async () => {
    const { phone } = await aPhoneThatForgot();
    phone.failAlways((pass) => {
      phone.loseCookie();
      return pass();
    });
    expect(await phone.engine.run('saved')).toEqual({ type: 'stopped', because: 'signed-out' });
    expect(asked(phone, '/api/v1/session')).toBe(1);
    expect(asked(phone, '/api/v1/sync')).toBe(2);
  });
});

describe('[S13] a phone that lost its cookie', () => {
  test('delivers its waiting record and photo in the same run, without a person', async () => {
    const { phone, recordId } = await aPhoneThatForgot();
    expect(await phone.engine.run('sync')).toEqual({ type: 'done' });
    expect(asked(phone, '/api/v1/session')).toBe(1);
    await isHealed(phone, recordId);
    await phone.engine.run('button');
    expect(asked(phone, '/api/v1/session')).toBe(1);
  });

  test('heals though the answer that brought the session was lost', async () => {
    const { phone, recordId } = await aPhoneThatForgot();
    phone.failOnce('/api/v1/session/challenge', (pass) => {
      phone.failOnce('/api/v1/session', async (open) => {
        await open();
        phone.loseCookie();
        throw new TypeError('Failed to fetch');
      });
      return pass();
    });
    expect(await phone.engine.run('sync')).toEqual({ type: 'waiting', because: 'offline' });
    expect(await phone.engine.run('button')).toEqual({ type: 'done' });
    await isHealed(phone, recordId);
  });

  test('between text and photos goes on with the photos, and sends the text once', async () => {
    const { phone, recordId } = await aPhone();
    phone.failOnce('/api/v1/uploads', (pass) => {
      phone.loseCookie();
      return pass();
    });
    expect(await phone.engine.run('sync')).toEqual({ type: 'done' });
    expect(asked(phone, '/api/v1/session')).toBe(1);
    await isHealed(phone, recordId);
  });
});
