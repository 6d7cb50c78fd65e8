// A phone with thousands of records, that is closed and opened again without signal and with its processor slowed.
import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { type Chromium, launchChromium } from '../tests/support/chromium.ts';
import { offline } from '../tests/support/e2e-browser.ts';
import type { Stage } from '../tests/support/e2e-stage.ts';
import type { Person } from '../tests/support/village.ts';

export interface PhoneOfMany {
  readonly accountId: string;
  /** How long the first pull of all records took, after enrolment. */
  readonly pullMs: number;
  /** Starts the browser on the phone's storage, without signal; the page is still empty. */
  start(rate: number): Promise<Chromium>;
  remove(): void;
}

/** Enrols the person on a new phone and waits until it holds their `count` records. */
export async function phoneOfMany(stage: Stage, person: Person, count: number): Promise<PhoneOfMany> {
  const started = performance.now();
  const phone = await stage.phoneOf(person);
  const name = `viectot-${person.id}`;
  for (let known = 0; known < count; known = await cardsOf(phone.page, name)) {
    if (performance.now() - started > 300_000) throw new Error(`Only ${known} of ${count} records reached the phone`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const pullMs = performance.now() - started;
  await phone.chromium.close();
  const { profileDir } = phone.chromium;
  return {
    accountId: person.id,
    pullMs,
    start: async (rate) => {
      const chromium = await launchChromium({ profileDir });
      await offline(chromium.context, true);
      const cdp = await chromium.context.newCDPSession(chromium.page);
      await cdp.send('Emulation.setCPUThrottlingRate', { rate });
      return chromium;
    },
    remove: () => rmSync(profileDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  };
}

function cardsOf(page: Page, database: string): Promise<number> {
  return page.evaluate(`new Promise((resolve, reject) => {
    const opening = indexedDB.open(${JSON.stringify(database)});
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const counting = opening.result.transaction('cards').objectStore('cards').count();
      counting.onerror = () => reject(counting.error);
      counting.onsuccess = () => (opening.result.close(), resolve(counting.result));
    };
  })`);
}
