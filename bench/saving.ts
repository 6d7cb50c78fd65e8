// From the press of "Lưu" to the frame that says it is saved, over and over.
import type { Page } from 'playwright-core';
import { capture } from '../src/i18n/vi/capture.ts';
import { fillDeed } from '../tests/support/e2e-screens.ts';
import { untilDrawn } from './until-drawn.ts';

/** Milliseconds of each save. Begins on any page of the app. */
export async function saves(page: Page, origin: string, count: number): Promise<readonly number[]> {
  const times: number[] = [];
  await page.goto(`${origin}/ghi`);
  for (let n = 1; n <= count; n++) {
    await fillDeed(page, {
      name: `Quách Thị Thơm ${n}`,
      title: `Dọn cỏ nghĩa trang liệt sĩ lần ${n}`,
      sentence: 'Sáng sớm ra dọn cỏ, quét lá, thay nước các bình hoa.',
    });
    const saved = await untilDrawn(
      page,
      'click',
      `[...document.querySelectorAll('main button')].some(({ textContent }) => textContent.trim() === ${JSON.stringify(capture.another)})`,
      () => page.getByRole('button', { name: capture.save, exact: true }).click(),
    );
    times.push(saved);
    await page.getByRole('button', { name: capture.another }).click();
  }
  return times;
}
