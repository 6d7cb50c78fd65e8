import { describe, expect, test } from 'vitest';
import { putDraft } from '../../src/db/drafts.ts';
import { bytesKeys } from '../../src/db/photo-bytes.ts';
import { recordPage } from '../../src/db/record-query.ts';
import { keepRewriting } from '../../src/db/rewriting.ts';
import { putStepDraft } from '../../src/db/step-drafts.ts';
import { exportRescue } from '../../src/features/this-device/rescue-export.ts';
import { commandLabels } from '../../src/i18n/vi/records.ts';
import { rejectionSentences } from '../../src/i18n/vi/rejections.ts';
import { rescueNames, rescueSchema } from '../../src/shared/wire/rescue.ts';
import { signBatch } from '../../src/sync/queue-key.ts';
import { communeHere } from '../support/commune-here.ts';
import { filesOf, textOf } from '../support/rescue-file.ts';
import { aDraft, rescueAt } from '../support/rescue-site.ts';
import { newId } from '../support/village.ts';

const commune = communeHere();
const { ofHamlet, save, origin, aHead, aColleague, saveWithPhoto, exported, planOf } = rescueAt(commune);

describe('[S16] the page in the file', () => {
  test('tells every record in words, what waits and why, and shows its pictures from beside itself', async () => {
    const phone = await aHead();
    await commune.village.enrol(commune.village.people.officer);
    await phone.engine.run('start'); // the names of the units
    const { photo } = await saveWithPhoto(phone, 12, {
      title: 'Trả ví <b>cho người mất</b>',
      story: 'Dòng một\nDòng hai',
    });
    const refused = await save(phone, ofHamlet({ title: 'Bị từ chối', unitId: commune.village.school.id }));
    phone.failAlways(async (pass, { path }) =>
      path === '/api/v1/sync' ? pass() : Promise.reject(new TypeError('cut')),
    );
    await phone.engine.run('button');
    expect((await recordPage(phone.db, refused))?.state.type).toBe('attention');
    await putDraft(phone.db, {
      ...aDraft(newId(), 'Đang viết dở', 5),
      form: {
        values: { title: 'Đang viết dở', happenedOn: '31/02/2026' },
        rows: {},
        answers: { who: 'Bà Tư bán rau' },
      },
    });
    const zip = await exported(phone);
    const files = await filesOf(zip);
    const page = textOf(files, rescueNames.page);
    expect(Object.keys(files)[0]).toBe(rescueNames.page);
    for (const words of [
      'Phạm Văn Trưởng',
      'Trả ví &lt;b&gt;cho người mất&lt;/b&gt;',
      'Dòng một\nDòng hai',
      'Thôn Đông',
      'Trần Văn An',
      rejectionSentences['not-your-unit'],
      'Đang viết dở',
      '31/02/2026',
      'Bà Tư bán rau',
      'Lúc trao ví',
    ])
      expect(page).toContain(words);
    expect(page).not.toMatch(/<b>|<script|https?:\/\//);
    const named = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, name]) => name);
    expect(named).toEqual(expect.arrayContaining([`anh/${photo.id}-full.jpg`, `anh/${photo.id}-thumb.jpg`]));
    expect(named.filter((name) => !files[name ?? ''])).toEqual([]);
    expect(rescueSchema.parse(JSON.parse(textOf(files, rescueNames.data))).ops).toHaveLength(1);
  });

  test('tells words of a step and of a choice that were not taken yet', async () => {
    const phone = await aHead();
    const recordId = await save(phone, ofHamlet({ title: 'Có lời dở' }));
    await phone.engine.run('button');
    await putStepDraft(phone.db, recordId, 'comment', { note: 'Ý kiến <viết> dở', marks: [] });
    await keepRewriting(phone.db, newId(), {
      text: 'Lời viết lại dở',
      seen: { rev: 0, revs: {} },
    });
    const files = await filesOf(await exported(phone));
    const page = textOf(files, rescueNames.page);
    for (const words of ['Có lời dở', commandLabels.comment, 'Ý kiến &lt;viết&gt; dở', 'Lời viết lại dở'])
      expect(page).toContain(words);
  });

  test('a phone with nothing unsent writes no file', async () => {
    const phone = await aHead();
    const sign = async () => Promise.reject(new Error('nothing to sign'));
    const written = await exportRescue(phone.db, phone.me, { sign, origin: origin(), app: 'test' }, Date.now());
    expect(written).toEqual({ ok: false, error: 'nothing-unsent' });
  });
});

test('[S16] a picture that leaves the phone while the file is written does not damage the file', async () => {
  const phone = await aHead();
  const [gone, stays] = [await saveWithPhoto(phone, 13), await saveWithPhoto(phone, 14)];
  const sign = async (queue: { keyPair: CryptoKeyPair; id: string }, ops: Parameters<typeof signBatch>[2]) => {
    // The photos were named; one of them arrives, and its record leaves.
    await phone.db.photos.delete(gone.photo.id);
    await phone.db.photoBytes.bulkDelete([...bytesKeys(gone.photo.id)]);
    return signBatch(queue.keyPair, queue.id, ops);
  };
  const door = { sign, origin: origin(), app: '0.2.0-test' };
  const written = await exportRescue(phone.db, phone.me, door, Date.parse('2026-11-23T02:05:00.000Z'));
  if (!written.ok) throw new Error(written.error);
  expect(written.value.photos).toBe(1);
  const { carry, photos } = await planOf(await aColleague(), written.value.blob);
  expect([carry.length, photos.map(({ photo }) => photo.id)]).toEqual([2, [stays.photo.id]]);
});
