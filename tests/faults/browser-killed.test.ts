// The app in real Chromium: the browser is killed while it saves, and the worker is stopped while it sends photos on a line
// that breaks (SPEC.md S5, S15, P1).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromium as browser, findProgram } from '../../scripts/system-packages.mjs';
import { Chance, seed } from '../support/chance.ts';
import { type ChaosProxy, goodWeather, startChaosProxy } from '../support/chaos-proxy.ts';
import { type Chromium, launchChromium } from '../support/chromium.ts';
import { stopWorkers } from '../support/e2e-browser.ts';
import { rowsOf } from '../support/e2e-phone-data.ts';
import { aQuickPhoto } from '../support/e2e-photos.ts';
import { eventually, fillDeed, openList, recordDeed } from '../support/e2e-screens.ts';
import { enrol } from '../support/e2e-stage.ts';
import { type BrowserWitness, browserWitness, ring } from '../support/e2e-witness.ts';
import { tellFigures } from '../support/figures.ts';
import { databaseKinds, type Installation } from '../support/installation.ts';
import { nothingLost } from '../support/nothing-lost.ts';
import { foundVillage, type Village } from '../support/village.ts';

const hasBrowser = findProgram(browser) !== undefined;
const wanted = { kills: 10, stops: 20 };
/** The form asks before it saves another record of the same person on the same day. */
const people = ['An', 'Bình', 'Chi', 'Dũng', 'Giang', 'Hạnh', 'Khoa', 'Lan', 'Minh', 'Oanh'];
const chance = new Chance(seed);
const profileDir = mkdtempSync(join(tmpdir(), 'viec-tot-killed-'));

let proxy: ChaosProxy;
let installation: Installation;
let village: Village;
let chromium: Chromium;
let witness: BrowserWitness;

async function open(): Promise<void> {
  console.log(`SEED=${seed}`);
  const [sqlite] = databaseKinds;
  if (!sqlite) throw new Error('no database');
  proxy = await startChaosProxy(chance.fork());
  installation = await sqlite.open({ origin: proxy.origin });
  proxy.toward(installation.port);
  village = await foundVillage(installation.port, await installation.adminLink());
  await launch();
  const { head } = village.people;
  await enrol(chromium.page, await village.link(head));
  witness = browserWitness(head, () => chromium.page);
}
async function close(): Promise<void> {
  await chromium?.close().catch(() => undefined); // a test that failed may leave it dead
  await proxy?.close();
  await installation?.remove();
  rmSync(profileDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

async function launch(): Promise<void> {
  chromium = await launchChromium({ profileDir });
  chromium.context.setDefaultTimeout(20_000);
}

describe.skipIf(!hasBrowser)('real Chromium', () => {
  beforeAll(open);
  afterAll(close);

  test('[S5] a browser killed while it saves kept what it said it had saved, and the rest as a draft', async () => {
    let said = 0;
    for (let kill = 0; kill < wanted.kills; kill++) {
      const title = `Việc thứ ${kill}`;
      const told = await saveAndKill(title, `Trần Thị ${people[kill]}`);
      if (told) said += 1;
      const records = await recordsCalled(title);
      const drafts = await draftsCalled(title);
      expect(records, title).toBeLessThanOrEqual(1);
      expect(records + drafts, title).toBeGreaterThanOrEqual(1);
      if (told) expect(records, title).toBe(1);
    }
    await openList(chromium.page, proxy.origin);
    const { losses, ...figures } = await nothingLost({ members: [witness] }, installation, village);
    tellFigures('browser killed while it saves', {
      kills: wanted.kills,
      'said saved': said,
      ...figures,
      losses: losses.length,
    });
    expect(losses).toEqual([]);
  });

  test('[S15] [P1] a worker stopped at any moment of sending photos, on a line that breaks, loses nothing', async () => {
    const { page } = chromium;
    proxy.weather({ breaksWithin: 30_000, delayMs: 10 });
    for (let stop = 0; stop < wanted.stops; stop++) {
      if (stop % 4 === 0) {
        const photos = [aQuickPhoto(stop + 1), aQuickPhoto(stop + 101)];
        await recordDeed(page, { name: `Lê Văn ${people[stop / 4]}`, title: `Việc có ảnh ${stop}`, photos });
      }
      await ring(page);
      await new Promise((resolve) => setTimeout(resolve, chance.below(400)));
      await stopWorkers(page);
    }
    proxy.weather(goodWeather);
    await openList(page, proxy.origin);
    const { losses, ...figures } = await nothingLost({ members: [witness] }, installation, village);
    const cuts = proxy.counted.cutsUp + proxy.counted.cutsDown;
    tellFigures('worker stopped while it sends', {
      'worker stops': wanted.stops,
      cuts,
      ...figures,
      losses: losses.length,
    });
    expect(losses).toEqual([]);
    // Thumbnail and photo of two, in every fourth round.
    expect(cuts).toBeGreaterThan(0);
    expect(figures.photos).toBe(wanted.stops);
  });
});

/** True when the screen said "Đã lưu trên máy" before the browser died. */
async function saveAndKill(title: string, name: string): Promise<boolean> {
  const { page } = chromium;
  await page.goto(`${proxy.origin}/ghi`);
  await fillDeed(page, { name, title, sentence: 'Chị giúp bà cụ qua đường.' });
  await eventually(() => draftsCalled(title), 1);
  let told = false;
  const words = page
    .getByText(/Đã lưu trên máy/)
    .filter({ visible: true })
    .first();
  const listening = words.waitFor().then(
    () => {
      told = true;
    },
    () => undefined, // the browser died before
  );
  const pressed = page
    .getByRole('button', { name: 'Lưu', exact: true })
    .click()
    .catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, chance.below(400)));
  await chromium.kill();
  await Promise.all([listening, pressed]);
  await launch();
  await openList(chromium.page, proxy.origin);
  await witness.look();
  return told;
}

async function recordsCalled(title: string): Promise<number> {
  return [...witness.saved.values()].filter((op) => op.kind === 'create' && op.body.patch.title === title).length;
}

async function draftsCalled(title: string): Promise<number> {
  const drafts = await rowsOf<{ preview?: { title: string } }>(chromium.page, 'drafts');
  return drafts.filter(({ preview }) => preview?.title === title).length;
}
