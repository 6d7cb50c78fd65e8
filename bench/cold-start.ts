// From the tap on the icon, without signal, to a letter that stands in the capture form.

import { pressFirstKey } from './first-key.ts';
import type { PhoneOfMany } from './phone-of-many.ts';
import { median } from './statistics.ts';

export interface ColdStart {
  /** Until the frame that shows the letter. */
  readonly ms: number;
  /** Of that, while the worker answered with the app's files. */
  readonly workerMs: number;
}

/** A slowed processor does not reach the worker: its time, taken unslowed, is added for every further time it would last. */
export const withWorkerSlowed = (slowed: ColdStart, unslowed: ColdStart, rate: number): number =>
  slowed.ms + (rate - 1) * unslowed.workerMs;

/** The median of some starts. */
export async function coldStarts(phone: PhoneOfMany, origin: string, rate: number, runs: number): Promise<ColdStart> {
  const starts: ColdStart[] = [];
  for (let run = 0; run < runs; run++) starts.push(await coldStart(phone, origin, rate));
  return { ms: median(starts.map(({ ms }) => ms)), workerMs: median(starts.map(({ workerMs }) => workerMs)) };
}

async function coldStart(phone: PhoneOfMany, origin: string, rate: number): Promise<ColdStart> {
  const { page, close } = await phone.start(rate);
  try {
    await page.addInitScript(`addEventListener('input', () => requestAnimationFrame(() => {
      const drawn = new MessageChannel();
      drawn.port1.onmessage = () => (globalThis.firstKeyAt = performance.now());
      drawn.port2.postMessage(null);
    }), { capture: true, once: true })`);
    await page.goto(`${origin}/ghi`, { waitUntil: 'commit' });
    await pressFirstKey(page);
    return await page.evaluate(`(async () => {
      while (globalThis.firstKeyAt === undefined) await new Promise(requestAnimationFrame);
      const answered = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .filter(({ workerStart }) => workerStart > 0)
        .map(({ workerStart, responseEnd }) => [workerStart, Math.min(responseEnd, firstKeyAt)])
        .sort(([a], [b]) => a - b);
      let workerMs = 0;
      let until = 0;
      for (const [from, to] of answered) {
        workerMs += Math.max(0, to - Math.max(from, until));
        until = Math.max(until, to);
      }
      return { ms: firstKeyAt, workerMs };
    })()`);
  } finally {
    await close();
  }
}
