// Searching ten thousand records: the query by itself, and what a person sees of it.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { modernDexie } from '../scripts/build/modern-dexie.ts';
import type { FaultProxy } from '../tests/support/fault-proxy.ts';
import { queries } from './queries.ts';
import { untilDrawn } from './until-drawn.ts';

export interface Searching {
  /** Reads the phone's cards once. */
  readonly firstMs: number;
  readonly laterMs: readonly number[];
}

/** Milliseconds until the answer is there to be drawn, on a page without the app: nothing else reads beside it. */
export async function searches(page: Page, proxy: FaultProxy, accountId: string): Promise<Searching> {
  const answer = (path: RegExp, contentType: string, body: string) =>
    proxy.fault({ path, fault: { type: 'answer', status: 200, contentType, body } });
  const lifts = [
    answer(/^\/bench\/$/, 'text/html', '<!doctype html><title>Searching</title>'),
    answer(/^\/bench\/search\.js$/, 'text/javascript', await pageScript()),
  ];
  await page.goto(`${proxy.origin}/bench/`);
  const [firstMs = Number.NaN, ...laterMs]: readonly number[] = await page.evaluate(
    `import('/bench/search.js').then(({ timeSearches }) => timeSearches(${JSON.stringify(accountId)}, ${JSON.stringify(['van', ...queries])}))`,
  );
  for (const lift of lifts) lift();
  return { firstMs, laterMs };
}

/** Milliseconds from the last letter to the frame that shows what was found, in the village's list. */
export async function searchesDrawn(page: Page, origin: string): Promise<readonly number[]> {
  await page.goto(`${origin}/`);
  await page.getByRole('main').getByRole('listitem').first().waitFor();
  const box = page.getByRole('searchbox').first();
  const times: number[] = [];
  for (const query of queries) {
    await box.fill('');
    await rowsSettle(page);
    await box.focus();
    const before: string = await page.evaluate(rows);
    const changed = `${rows} !== ${JSON.stringify(before)}`;
    times.push(await untilDrawn(page, 'input', changed, () => page.keyboard.insertText(query)));
  }
  return times;
}

const rows = `[...document.querySelectorAll('main li')].map(({ textContent }) => textContent).join('\\n')`;

/** The list stays the same for half a second. */
async function rowsSettle(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    for (let same = 0, last = ''; same < 5; ) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const now = ${rows};
      same = now === last && now !== '' ? same + 1 : 0;
      last = now;
    }
  })()`);
}

async function pageScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: [modernDexie] },
    build: { write: false, lib: { entry: join(import.meta.dirname, 'page/search.ts'), formats: ['es'] } },
  });
  const [bundle] = Array.isArray(built) ? built : [];
  const script = bundle?.output[0];
  if (!script) throw new Error('The page script was not built');
  return script.code;
}
