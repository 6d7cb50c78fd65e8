import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aQuickPhoto, photosHeld } from '../support/e2e-photos.ts';
import { eventually, recordDeed } from '../support/e2e-screens.ts';
import { openStage, type Phone, type Stage } from '../support/e2e-stage.ts';

let stage: Stage;
let folder = '';
beforeAll(async () => {
  stage = await openStage();
  folder = mkdtempSync(join(tmpdir(), 'viec-tot-rescue-'));
});
afterAll(async () => {
  await stage.close();
  rmSync(folder, { recursive: true, force: true });
});

async function exported({ page }: Phone): Promise<string> {
  await page.goto(`${stage.origin}/may-nay`);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Xuất dữ liệu chưa gửi' }).click();
  const download = await downloading;
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  await page.getByText('Đã xuất 1 hồ sơ, 1 ảnh').waitFor();
  return file;
}

async function broughtBy({ page }: Phone, file: string): Promise<void> {
  await page.goto(`${stage.origin}/may-nay`);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Nhập', exact: true }).click();
  await (await choosing).setFiles(file);
}

test('[S16] a record of a phone without signal reaches the commune in a file that the officer’s browser brings', async () => {
  const title = 'Trả lại ví cho người mất';
  const head = await stage.phoneOf(stage.village.people.head);
  await head.page.goto(`${stage.origin}/ghi`); // its files are here
  await head.offline(true);
  await recordDeed(head.page, {
    name: 'Trần Văn An',
    title,
    sentence: 'Nhặt được và trả lại.',
    photos: [aQuickPhoto(1)],
  });
  const file = await exported(head);
  await head.close(); // lost

  const reader = await stage.phone();
  const unpacked = join(folder, 'unpacked');
  mkdirSync(join(unpacked, 'anh'), { recursive: true });
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(file)))) writeFileSync(join(unpacked, name), bytes);
  await reader.page.goto(pathToFileURL(join(unpacked, 'noi-dung.html')).href);
  await reader.page.getByRole('heading', { name: title }).waitFor();
  expect(await reader.page.evaluate('[...document.images].map((image) => image.naturalWidth > 0)')).toEqual([true]);
  await reader.close();

  await stage.proxy.open();
  const officer = await stage.phoneOf(stage.village.people.officer);
  await broughtBy(officer, file);
  await officer.page.getByText('1 thay đổi được mang hộ').waitFor();
  await officer.page.getByText('Mọi thứ mang hộ đã tới xã.').waitFor();
  const client = await stage.village.enrol(stage.village.people.officer);
  const [record, ...others] = (await client.records()).filter(({ values }) => values.title === title);
  expect(others).toEqual([]);
  expect(record?.author.name).toBe(stage.village.people.head.name);
  if (!record) throw new Error('no record');
  await eventually(async () => (await photosHeld(client, record)).length, 2);

  await officer.page.getByRole('button', { name: 'Đã xem, cất mục này' }).click();
  await officer.page.getByRole('heading', { name: 'Mang hộ' }).waitFor({ state: 'detached' });
  await broughtBy(officer, file);
  // Put away is not forgotten.
  await officer.page.getByText('Mọi thứ trong tệp đã có ở máy này hoặc đã tới xã.').waitFor();
  expect((await client.records()).filter(({ values }) => values.title === title)).toHaveLength(1);
});
