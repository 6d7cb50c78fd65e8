// What a person does on the screens, by the words they read there.

import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
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

export async function addPhotos(page: Page, photos: readonly PhotoFile[]): Promise<void> {
  if (photos.length === 0) return;
  await page.locator('input[type=file][multiple]').setInputFiles([...photos]);
  await eventually(() => page.getByRole('img', { name: /^Ảnh \d/ }).count(), photos.length);
}

/** Saves, and waits for the word that is said only after the transaction. */
export async function save(page: Page, button = 'Lưu'): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByText('Đã lưu trên máy').first().waitFor();
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

/** Waits until the line says it. */
export async function says(page: Page, title: string, words: string | RegExp): Promise<void> {
  await lineOf(page, title).filter({ hasText: words }).waitFor();
}

/** Asks again until the answer is the wanted one; fails with the last answer. */
export async function eventually<T>(ask: () => T | Promise<T>, wanted: T, timeout = 30_000): Promise<void> {
  await expect.poll(ask, { timeout, interval: 50 }).toEqual(wanted);
}
