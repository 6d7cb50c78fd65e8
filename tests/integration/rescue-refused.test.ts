// A file that is not for here, or that was damaged on its way.
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { putDraft } from '../../src/db/drafts.ts';
import { rescueNames } from '../../src/shared/wire/rescue.ts';
import { communeHere } from '../support/commune-here.ts';
import { changed, filesOf, withData } from '../support/rescue-file.ts';
import { aDraft, carriedOf, rescueAt, statesOfCarried } from '../support/rescue-site.ts';
import { newId } from '../support/village.ts';

const commune = communeHere();
const { ofHamlet, save, imported, aHead, aColleague, saveWithPhoto, exported, atTheCommune, hashAtTheCommune } =
  rescueAt(commune);

/** The directory of a zip of one entry says how large it becomes. */
function saysItsSize(zip: Uint8Array, bytes: number): Blob {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.byteLength - 22;
  view.setUint32(view.getUint32(end + 16, true) + 24, bytes, true);
  return new Blob([zip.slice()]);
}

describe('[S16] a file that is not for here changes nothing', () => {
  test.each([
    ['no zip', async () => new Blob(['Đây là một bức thư']), 'not-a-rescue'],
    ['another zip', async () => new Blob([zipSync({ 'thu.txt': strToU8('xin chào') }).slice()]), 'not-a-rescue'],
    ['data of something else', (zip: Blob) => withData(zip, () => ({ hello: 1 })), 'not-a-rescue'],
    ['half of it', async (zip: Blob) => zip.slice(0, Math.floor(zip.size / 2)), 'damaged'],
    [
      'data that was written over',
      (zip: Blob) => changed(zip, { [rescueNames.data]: strToU8('{"format":"viec-tot-rescue"}') }),
      'damaged',
    ],
    ['data that lost a part', (zip: Blob) => withData(zip, ({ ops: _, ...rest }) => rest), 'damaged'],
    ['a newer file', (zip: Blob) => withData(zip, (data) => ({ ...data, version: 3, more: true })), 'too-new'],
    ['a newer wire', (zip: Blob) => withData(zip, (data) => ({ ...data, wire: 99 })), 'too-new'],
    [
      'another commune',
      (zip: Blob) => withData(zip, (data) => ({ ...data, commune: { id: newId(), name: 'Xã khác' } })),
      'other-commune',
    ],
    [
      'another address',
      (zip: Blob) => withData(zip, (data) => ({ ...data, origin: 'https://khac.example' })),
      'other-origin',
    ],
    [
      'a photo that was damaged on its way',
      async (zip: Blob) => {
        const name = Object.keys(await filesOf(zip)).find((one) => /-full/.test(one)) ?? '';
        return changed(zip, { [name]: strToU8('không phải ảnh') });
      },
      'damaged',
    ],
    [
      'thousands of entries',
      async () => {
        const many = Object.fromEntries(Array.from({ length: 5_001 }, (_, n) => [`${n}`, new Uint8Array()]));
        return new Blob([zipSync(many, { level: 0 }).slice()]);
      },
      'too-large',
    ],
    [
      'a zip bomb',
      async () => saysItsSize(zipSync({ [rescueNames.data]: new Uint8Array(1_000_000) }), 0x7fff_ffff),
      'too-large',
    ],
    [
      'an entry that is larger than it says',
      async () => saysItsSize(zipSync({ [rescueNames.data]: new Uint8Array(1_000_000) }), 100),
      'not-a-rescue',
    ],
  ])('%s', async (_, make, code) => {
    const phone = await aHead();
    await saveWithPhoto(phone, 1);
    const zip = await make(await exported(phone));
    const colleague = await aColleague();
    expect(await imported(colleague, zip)).toEqual({ ok: false, error: code });
    expect(await colleague.db.carried.count()).toBe(0);
    expect(await colleague.db.photos.count()).toBe(0);
    expect(await colleague.db.outbox.count()).toBe(0);
  });
});

describe('[S16] one entry that cannot be read', () => {
  test('stays in the file, and does not keep the others there', async () => {
    const lost = await aHead();
    const one = await saveWithPhoto(lost, 21);
    const two = await save(lost, ofHamlet({ title: 'Dọn đường làng' }));
    await save(lost, ofHamlet({ story: 'ă'.repeat(100_001) }));
    await putDraft(lost.db, aDraft(newId(), 'Đang viết dở', 1));
    const zip = await withData(await exported(lost), (data) => ({ ...data, groups: [{ seqs: 'lạ' }] }));
    expect(await imported(lost, zip)).toMatchObject({ ok: true, value: { plan: { known: 2 }, unread: 1 } });
    const colleague = await aColleague();
    expect(await imported(colleague, zip)).toMatchObject({
      ok: true,
      value: { plan: { carry: [{}, {}], photos: [{}], draftsLeft: 1 }, unread: 1 },
    });
    await colleague.engine.run('button');
    expect(await statesOfCarried(colleague)).toEqual(['arrived', 'arrived']);
    expect(await hashAtTheCommune(one.recordId, one.photo.id)).toBe(one.photo.full?.sha256);
    expect(await atTheCommune(two)).toHaveLength(1);
  });

  test('and was signed in a batch lets the others of it go one by one', async () => {
    const lost = await aHead();
    for (let n = 0; n < 3; n++) await save(lost);
    const zip = await withData(await exported(lost), (data) => ({
      ...data,
      ops: (data.ops as object[]).map((op, at) => (at === 1 ? { ...op, state: 'khác' } : op)),
    }));
    const colleague = await aColleague();
    expect(await imported(colleague, zip)).toMatchObject({ value: { plan: { carry: [{}, {}] }, unread: 1 } });
    expect((await carriedOf(colleague)).map(({ group }) => group)).toEqual([null, null]);
    await colleague.engine.run('button');
    expect(await statesOfCarried(colleague)).toEqual(['arrived', 'arrived']);
  });
});
