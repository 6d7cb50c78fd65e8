// When the capture form can be used: a letter pressed in its first field stands there.
import type { Page } from 'playwright-core';

const field = 'main :is(input:not([type]), input[type=text], textarea):not([readonly], [disabled])';

/** Presses a key in the form's first text field as soon as there is one, and waits for the frame that shows it. */
export async function pressFirstKey(page: Page): Promise<void> {
  const first = page.locator(field).first();
  await first.focus();
  await page.keyboard.press('a');
  await page.waitForFunction(
    `new Promise((shown) => requestAnimationFrame(() => shown(document.querySelector(${JSON.stringify(field)})?.value === 'a')))`,
  );
}
