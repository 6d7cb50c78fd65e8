// A commune whose server runs, a bad line before it, and phones that may be killed: what every browser test stands on.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Chromium, type ChromiumOptions, launchChromium } from './chromium.ts';
import { offline, workerInCharge } from './e2e-browser.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { foundVillage, type Person, type Village } from './village.ts';

export type Stage = {
  readonly origin: string;
  readonly server: ServerProcess;
  readonly proxy: FaultProxy;
  readonly village: Village;
  /** A browser that has never been here. */
  phone(options?: ChromiumOptions): Promise<Phone>;
  /** The same, after the person pressed "Đúng là tôi" and the list is there. */
  phoneOf(person: Person, options?: ChromiumOptions): Promise<Phone>;
  close(): Promise<void>;
};

export type Phone = {
  /** Changes when the browser is started again. */
  page: Page;
  chromium: Chromium;
  /** No signal: for this phone by its browser, and for every other because nobody listens. */
  offline(off: boolean): Promise<void>;
  /** Closed and opened again as people do. */
  restart(): Promise<void>;
  /**
   * The process is killed and started again on the same storage, without signal; shows the app's first screen. A cookie
   * younger than half a minute is lost: Chromium had not written it yet.
   */
  killAndStartOffline(path?: string): Promise<void>;
  close(): Promise<void>;
};

/** Background Sync that failed is tried again after two seconds instead of five minutes, and as often as it takes. */
const quickSync = [
  '--force-fieldtrials=BackgroundSync/Tests',
  '--force-fieldtrial-params=BackgroundSync.Tests:initial_retry_delay_sec/2/retry_delay_factor/1/max_sync_attempts/1000',
];

export async function openStage(): Promise<Stage> {
  const proxy = await startFaultProxy();
  const server = await startServer({ origin: proxy.origin });
  proxy.toward(server.port);
  const village = await foundVillage(server.port, await server.adminLink());
  const phones: Phone[] = [];

  async function phone(options: ChromiumOptions = {}): Promise<Phone> {
    const profileDir = mkdtempSync(join(tmpdir(), 'viec-tot-phone-'));
    const launch = async () => {
      const started = await launchChromium({ ...options, profileDir, args: [...quickSync, ...(options.args ?? [])] });
      started.context.setDefaultTimeout(15_000);
      return started;
    };
    const chromium = await launch();
    const opened: Phone = {
      chromium,
      page: chromium.page,
      // The browser's word alone does not always reach a worker that starts later: nobody listens meanwhile either.
      offline: async (off) => {
        if (!off) await proxy.open();
        await offline(opened.chromium.context, off);
        if (off) await proxy.shut();
      },
      restart: async () => {
        await opened.chromium.close();
        opened.chromium = await launch();
        opened.page = opened.chromium.page;
      },
      killAndStartOffline: async (path = '/') => {
        await opened.chromium.kill();
        // A sync registered before the kill fires at launch, before the signal can be taken away: nobody listens meanwhile.
        await proxy.shut();
        opened.chromium = await launch();
        opened.page = opened.chromium.page;
        await opened.offline(true);
        await opened.page.goto(proxy.origin + path);
      },
      close: async () => {
        await opened.chromium.close().catch(() => undefined); // a test that failed may leave it dead
        rmSync(profileDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
      },
    };
    phones.push(opened);
    return opened;
  }

  return {
    origin: proxy.origin,
    server,
    proxy,
    village,
    phone,
    phoneOf: async (person, options) => {
      const opened = await phone(options);
      await enrol(opened.page, await village.link(person));
      return opened;
    },
    close: async () => {
      for (const opened of phones) await opened.close();
      await proxy.close();
      await server.remove();
    },
  };
}

/** Opens the link, presses the button, and waits until the app works without signal from now on. */
export async function enrol(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name: 'Đúng là tôi' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/e'));
  await workerInCharge(page);
}
