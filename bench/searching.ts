// From the last letter of a query to the frame that shows what was found, in the village's own list.
import type { Page } from 'playwright-core';
import { untilDrawn } from './until-drawn.ts';

/** As people type on a phone: without diacritics; names, deeds, dossier numbers. */
const names = [
  'nguyen',
  'tran thi',
  'le van',
  'pham thi huong',
  'bui duc',
  'do quang',
  'hoang thi',
  'vu',
  'dang',
  'ngo',
];
const deeds = [
  'vi tien',
  'nhat duoc',
  'duoi nuoc',
  'chay bep',
  'hien dat',
  'ngay cong',
  'duong thon',
  'ao',
  'cuu',
  'tra lai',
];
const numbers = ['0007', '0123', '0999', '1234', '2345', '1500', '4711', '8000', '9876', '42'];
const queries = [...names, ...deeds, ...numbers];

export interface Searching {
  /** Reads the phone's cards once. */
  readonly firstMs: number;
  readonly laterMs: readonly number[];
}

/** Milliseconds of each query. */
export async function searches(page: Page, origin: string): Promise<Searching> {
  await page.goto(`${origin}/`);
  await page.getByRole('main').getByRole('listitem').first().waitFor();
  const box = page.getByRole('searchbox').first();
  const times: number[] = [];
  for (const query of ['van', ...queries]) {
    await rowsSettle(page);
    await box.focus();
    const before = await page.evaluate(rows);
    times.push(
      await untilDrawn(page, 'input', `${rows} !== ${JSON.stringify(before)}`, () => page.keyboard.insertText(query)),
    );
    await box.fill('');
  }
  const [firstMs = Number.NaN, ...laterMs] = times;
  return { firstMs, laterMs };
}

const rows = `[...document.querySelectorAll('main li')].map(({ textContent }) => textContent).join('\\n')`;

/** The list is what it was three frames ago. */
async function rowsSettle(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    for (let same = 0, last = ''; same < 3; ) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const now = ${rows};
      same = now === last && now !== '' ? same + 1 : 0;
      last = now;
    }
  })()`);
}
