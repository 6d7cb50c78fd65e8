// What a person does on the screens, by the words they read there.
import { isDeepStrictEqual } from 'node:util';

import type { Locator, Page } from 'playwright-core';
import type { PhotoFile } from './e2e-photos.ts';

export type Deed = { name: string; title: string; sentence?: string; photos?: readonly PhotoFile[] };

/** Quick capture, up to before "Lưu". */
export async function fillDeed(page: Page, { name, title, sentence, photos = [] }: Deed): Promise<void> {
  await page.getByLabel('Họ và tên').fill(name);
  await page.getByLabel('Việc gì?').fill(title);
  await page.getByRole('radio', { name: 'Hôm nay' }).check();
  if (sentence) await page.getByLabel('Kể lại một câu').fill(sentence);
  await addPhotos(page, photos);
}

/** @param inAll photos the form shows afterwards. */
export async function addPhotos(page: Page, photos: readonly PhotoFile[], inAll = photos.length): Promise<void> {
  if (photos.length === 0) return;
  await page.locator('input[type=file][multiple]').setInputFiles([...photos]);
  await eventually(() => photosShown(page), inAll);
}

/** Photos in the form, each with its button. */
export const photosShown = (page: Page) => page.getByRole('button', { name: /^Bỏ ảnh này/ }).count();

/** Saves, and waits for the word that is said only after the transaction. */
export async function save(page: Page, button = 'Lưu'): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await page
    .getByText(/Đã lưu( thay đổi)? trên máy/)
    .filter({ visible: true })
    .first()
    .waitFor();
}

export async function recordDeed(page: Page, deed: Deed): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/ghi`);
  await fillDeed(page, deed);
  await save(page);
}

/** The line of a list that names the record. */
export const lineOf = (page: Page, title: string): Locator =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: title });

export const openList = (page: Page, origin: string, path = '/') => page.goto(origin + path);

/** Waits until the line says it; a failure tells what stood there instead. */
export async function says(page: Page, title: string, words: string | RegExp): Promise<void> {
  try {
    await lineOf(page, title).filter({ hasText: words }).waitFor();
  } catch (error) {
    throw new Error(`No line of "${title}" says ${words}. The screen:\n${await page.locator('body').innerText()}`, {
      cause: error,
    });
  }
}

/** Opens the record from the list and waits until its page says it in full. */
export async function saysInFull(page: Page, origin: string, list: string, title: string, words: string | RegExp) {
  await openList(page, origin, list);
  await lineOf(page, title).getByRole('link').click();
  await page.getByRole('heading', { name: title }).waitFor();
  await page.getByText(words).first().waitFor();
}

/** Asks again until the answer is the wanted one; fails with the last answer. */
export async function eventually<T>(ask: () => T | Promise<T>, wanted: T, timeout = 30_000): Promise<void> {
  for (const until = Date.now() + timeout; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const answer = await ask();
    if (isDeepStrictEqual(answer, wanted)) return;
    if (Date.now() > until)
      throw new Error(`Wanted ${JSON.stringify(wanted)}, the last answer was ${JSON.stringify(answer)}`);
  }
}

export type Initiative = {
  title: string;
  authors: readonly { name: string; share: string }[];
  oldWay: string;
  newWay: string;
  benefit: string;
  photos: readonly PhotoFile[];
};

/** The wizard's steps, up to before "Lưu". */
export async function fillInitiative(page: Page, told: Initiative): Promise<void> {
  const next = () => page.getByRole('button', { name: 'Tiếp', exact: true }).click();
  await page.getByLabel('Tên sáng kiến').fill(told.title);
  await next();
  for (const [at, { name, share }] of told.authors.entries()) {
    if (at > 0) await page.getByRole('button', { name: 'Thêm tác giả' }).click();
    await page.getByLabel('Họ và tên').nth(at).fill(name);
    await page.getByLabel('Tỷ lệ đóng góp').nth(at).fill(share);
  }
  await page.getByText('Đủ 100 %').waitFor();
  await next();
  await page.getByLabel('Trước đây làm thế nào, vướng ở đâu?').fill(told.oldWay);
  await next();
  await page.getByLabel('Nay làm thế nào, khác chỗ nào?').fill(told.newWay);
  await next();
  await page.getByLabel('Được lợi gì?').fill(told.benefit);
  await next();
  await addPhotos(page, told.photos);
  await next();
  // "Lưu" comes up where "Tiếp" was, and takes no press from the same place until it could have been read.
  await page.waitForTimeout(800);
}

/** The officer finds the record in the inbox, looks at it and receives it. */
export async function receive(page: Page, origin: string, title: string): Promise<void> {
  await page.goto(`${origin}/hop-den`);
  await page.getByRole('link', { name: title }).first().click();
  await page.getByRole('heading', { name: title }).waitFor();
  await page.getByRole('button', { name: 'Tiếp nhận' }).click();
  await page
    .getByText(/Đã tiếp nhận \(/)
    .first()
    .waitFor();
}
