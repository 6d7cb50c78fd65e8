// Down a list of thousands of records, one turn of the wheel after another.
import type { Page } from 'playwright-core';

export interface Scrolling {
  /** Rows that came into sight. */
  readonly rows: number;
  readonly frames: number;
  /** Frames that took longer than 50 ms. */
  readonly slowFrames: number;
  /** 0: none over 50 ms. */
  readonly longestTaskMs: number;
}

const wheelPx = 600;

export async function scrollDown(page: Page, origin: string): Promise<Scrolling> {
  await page.goto(`${origin}/`);
  await page.getByRole('main').getByRole('listitem').nth(3).waitFor();
  await page.waitForTimeout(2_000); // what starting brings is not the list's
  await page.evaluate(`globalThis.scrolling = { frames: 0, slowFrames: 0, longestTaskMs: 0, last: performance.now() };
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) scrolling.longestTaskMs = Math.max(scrolling.longestTaskMs, duration);
    }).observe({ type: 'longtask' });
    requestAnimationFrame(function frame(now) {
      scrolling.frames += 1;
      if (now - scrolling.last > 50) scrolling.slowFrames += 1;
      scrolling.last = now;
      requestAnimationFrame(frame);
    });`);
  await page.mouse.move(180, 400);
  for (let lowest = -1, still = 0; still < 20; ) {
    await page.mouse.wheel(0, wheelPx);
    await page.waitForTimeout(30);
    const at: number = await page.evaluate(lowestRow);
    still = at > lowest ? 0 : still + 1;
    lowest = Math.max(lowest, at);
  }
  const rows: number = await page.evaluate(`${lowestRow} + 1`);
  const { frames, slowFrames, longestTaskMs }: Omit<Scrolling, 'rows'> = await page.evaluate('scrolling');
  return { rows, frames, slowFrames, longestTaskMs };
}

const lowestRow = `Math.max(-1, ...[...document.querySelectorAll('main li[data-index]')].map(({ dataset }) => Number(dataset.index)))`;
