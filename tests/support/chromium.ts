// Real Chromium for browser tests and benchmarks: a profile of its own, so that a browser can be killed
// and started again on the same storage.

import { mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { systemProgram, chromium as wanted } from '../../scripts/system-packages.mjs';

export type ChromiumOptions = {
  /** Where the browser keeps its storage. Without it: a fresh folder, removed by `close`. */
  profileDir?: string;
  /** Default 360 × 640: the phone of the village. */
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
  /** Further command-line switches. */
  args?: string[];
};

export type Chromium = {
  context: BrowserContext;
  /** The page that the browser opened with. */
  page: Page;
  profileDir: string;
  /** Ends the browser in good order; keeps a profile that the caller named. */
  close(): Promise<void>;
  /** Ends the browser process as a phone short of memory does: nothing is flushed. Keeps the profile. */
  kill(): Promise<void>;
};

/** As Debian's package runs without a display, and without a sandbox when the tests run as root. */
const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** Throws when the machine has no Chromium; `npm test` says so in one line before it comes to that. */
export async function launchChromium(options: ChromiumOptions = {}): Promise<Chromium> {
  const executablePath = systemProgram(wanted);
  if (!executablePath) throw new Error('This test needs Chromium: install it, or name it in CHROMIUM');
  const profileDir = options.profileDir ?? mkdtempSync(join(tmpdir(), 'viec-tot-chromium-'));
  const context = await chromium.launchPersistentContext(profileDir, {
    executablePath,
    headless: true,
    viewport: options.viewport ?? { width: 360, height: 640 },
    colorScheme: options.colorScheme ?? 'light',
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    args: [...flags, ...(options.args ?? [])],
  });
  return {
    context,
    page: context.pages()[0] ?? (await context.newPage()),
    profileDir,
    close: async () => {
      await context.close();
      if (!options.profileDir) rmSync(profileDir, { recursive: true, force: true, maxRetries: 5 });
    },
    kill: async () => {
      const closed = new Promise((resolve) => context.once('close', resolve));
      process.kill(browserPid(profileDir), 'SIGKILL');
      await closed;
      // A killed browser leaves its lock; the next start would take the profile for another machine's.
      for (const lock of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) {
        rmSync(join(profileDir, lock), { force: true });
      }
    },
  };
}

/** Chromium's own lock is a link to `host-pid`. */
function browserPid(profileDir: string): number {
  const pid = Number(readlinkSync(join(profileDir, 'SingletonLock')).split('-').at(-1));
  if (!Number.isInteger(pid) || pid <= 1) throw new Error(`No browser runs on ${profileDir}`);
  return pid;
}
