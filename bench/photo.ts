// What a 12-megapixel photo costs the phone: the time until the stored picture and its thumbnail are
// there, and the longest task on the main thread meanwhile.

import { aTwelveMegapixelJpeg } from '../tests/support/jpeg.ts';
import { openPhotoHarness } from '../tests/support/photo-harness.ts';
import { held } from './budgets.ts';
import type { BenchLine } from './line.ts';

const RUNS = 5;
/** CPU slowdown through the browser reaches pages, not workers: the worker's time is multiplied instead. */
const SLOWDOWN = 4;

export async function benchPhoto(): Promise<BenchLine[]> {
  const harness = await openPhotoHarness();
  try {
    const photo = aTwelveMegapixelJpeg();
    const url = harness.offer(photo);
    // The first run starts the worker and compiles its code: counted apart.
    const cold = await harness.call('measure', url, 1);
    const session = await harness.chromium.context.newCDPSession(harness.chromium.page);
    const warm = await harness.call('measure', url, RUNS);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    const slowed = await harness.call('measure', url, RUNS);
    const size = `${(photo.length / 1e6).toFixed(1)} MB`;
    const multiplied = `worker unthrottled × ${SLOWDOWN}`;
    return [
      held('photo-stored', median(warm.ms) * SLOWDOWN, `${multiplied}, median of ${RUNS}, ${size}`),
      {
        name: 'the same, first photo of a session',
        value: (cold.ms[0] ?? Number.NaN) * SLOWDOWN,
        unit: 'ms',
        note: multiplied,
      },
      held(
        'photo-main-thread',
        slowed.longTasks ? slowed.longestTaskMs : Number.NaN,
        `page slowed ${SLOWDOWN}×; 0 is none over 50 ms`,
      ),
    ];
  } finally {
    await harness.close();
  }
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
