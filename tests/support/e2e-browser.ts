// What browser tests do to a phone besides touching its screen: no signal, a stopped worker, a full disk, an empty cache.
import type { BrowserContext, CDPSession, Page } from 'playwright-core';

/** No signal, for pages and workers. Background Sync waits too, and fires by itself when it comes back. */
export async function offline(context: BrowserContext, off: boolean): Promise<void> {
  await context.setOffline(off);
}

/** As the browser stops a worker that runs too long; one with a debugger attached is never stopped by itself. */
export async function stopWorkers(page: Page): Promise<void> {
  await withCdp(page, async (cdp) => {
    await cdp.send('ServiceWorker.enable');
    await cdp.send('ServiceWorker.stopAllWorkers');
  });
}

/** How many bytes the origin may store while the session given back is attached. */
export async function limitStorage(page: Page, origin: string, quotaSize: number): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
  return cdp;
}

export async function storageUsed(page: Page): Promise<number> {
  return withCdp(page, async (cdp) => {
    const { usage } = await cdp.send('Storage.getUsageAndQuota', { origin: new URL(page.url()).origin });
    return usage;
  });
}

/** What only the HTTP cache held is gone; what the worker keeps stays. */
export async function clearHttpCache(page: Page): Promise<void> {
  await withCdp(page, (cdp) => cdp.send('Network.clearBrowserCache'));
}

/** Resolves when the app's worker answers for this page: from then on it opens without signal. */
export async function workerInCharge(page: Page): Promise<void> {
  // Not by waitForFunction: it builds its question from text in the page, which the page's policy forbids.
  await page.evaluate(`new Promise((resolve) => {
    const look = () => navigator.serviceWorker.controller?.state === 'activated' ? resolve() : setTimeout(look, 20);
    look();
  })`);
}

async function withCdp<T>(page: Page, work: (cdp: CDPSession) => Promise<T>): Promise<T> {
  const cdp = await page.context().newCDPSession(page);
  try {
    return await work(cdp);
  } finally {
    await cdp.detach();
  }
}

/** As a browser short of space does: what is named is gone, the rest stays. The page must be loaded anew. */
export async function clearStorage(page: Page, origin: string, storageTypes: string): Promise<void> {
  await page.goto('about:blank');
  await withCdp(page, (cdp) => cdp.send('Storage.clearDataForOrigin', { origin, storageTypes }));
}
