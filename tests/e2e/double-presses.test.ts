import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { disagree } from '../support/disagreement.ts';
import { outboxOf } from '../support/e2e-phone-data.ts';
import { eventually, fillDeed, openList, recordDeed, says } from '../support/e2e-screens.ts';
import { openStage, type Phone, type Stage } from '../support/e2e-stage.ts';

// What lies under the pointer changes between the two presses of a double click.
const deed = { name: 'Trần Văn An', title: 'Nhặt được ví', sentence: 'Em trả lại ví cho người mất.' };

let stage: Stage;
let head: Phone;
let officer: Phone;
beforeAll(async () => {
  stage = await openStage();
  head = await stage.phoneOf(stage.village.people.head, { viewport: { width: 360, height: 640 } });
  officer = await stage.phoneOf(stage.village.people.officer, { viewport: { width: 1280, height: 800 } });
});
afterAll(() => stage?.close());

/**
 * Presses, and as soon as what lies there is another or means something else, that too.
 * @param next what comes to lie there, by the words it begins with, where the screen is not scrolled so that it does
 */
async function pressTwice(page: Page, button: Locator, next: string | null = null): Promise<string | null> {
  // It comes with what is loaded after the first screen.
  const loaded = "performance.getEntriesByType('resource').some(({ name }) => name.includes('press-guard'))";
  await eventually(() => page.evaluate<boolean>(loaded), true);
  await page.waitForTimeout(200);
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  if (!box) throw new Error('the button is not there');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  return page.evaluate(`(async () => {
    const next = ${JSON.stringify(next)};
    const there = () => document.elementFromPoint(${x}, ${y})?.closest('button, a') ?? null;
    const named = () => [...document.querySelectorAll('button')].find(({ textContent }) => textContent.startsWith(next));
    const press = (on, detail) =>
      on.dispatchEvent(
        new MouseEvent('click', { bubbles: true, cancelable: true, clientX: ${x}, clientY: ${y}, detail }),
      );
    const first = there();
    const words = first.textContent;
    press(first, 1);
    for (const until = performance.now() + 3000; performance.now() < until; ) {
      await new Promise(requestAnimationFrame);
      if (first.isConnected && first.textContent === words && there() === first) continue;
      const second = next === null ? there() : named();
      if (!second) continue;
      press(second, 2);
      return second.textContent;
    }
    return null;
  })()`);
}

test('on "Lưu" does not answer the question that comes up over it', async () => {
  const { page } = head;
  await recordDeed(page, deed);
  await openList(page, stage.origin);
  await says(page, deed.title, 'Đã tới xã');
  await page.goto(`${stage.origin}/ghi`);
  await fillDeed(page, { ...deed, title: 'Trả ví' });
  const words = await pressTwice(page, page.getByRole('button', { name: 'Lưu', exact: true }), 'Vẫn lưu');
  expect(words).toBe('Vẫn lưu');
  await page.getByRole('dialog', { name: 'Giống hồ sơ đã có' }).waitFor();
  expect(await outboxOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Vẫn lưu' }).press('Enter');
  await page.getByText('Đã lưu trên máy').first().waitFor();
});

test('on "Chọn hồ sơ đang hiện" keeps them chosen, and receives none', async () => {
  const { page } = officer;
  await page.goto(`${stage.origin}/hop-den`);
  await page.getByRole('link', { name: deed.title }).waitFor();
  await officer.offline(true);
  const words = await pressTwice(page, page.getByRole('button', { name: 'Chọn hồ sơ đang hiện' }));
  expect(words).toBe('Bỏ chọn');
  await page.getByRole('button', { name: /^Tiếp nhận \d+ hồ sơ$/ }).waitFor();
  expect(await outboxOf(page)).toEqual([]);
  await officer.offline(false);
});

test('on a choice between two people’s words does not choose at the next place too', async () => {
  const { people, enrol } = stage.village;
  const [one, two] = [await enrol(people.head), await enrol(people.officer)];
  const id = (await one.records()).find(({ values }) => values.title === deed.title)?.id ?? '';
  await disagree(
    id,
    { by: one, seq: 1, patch: { place: 'Chợ Đông', sourceNote: 'Bà Lụa' } },
    { by: two, seq: 1, patch: { place: 'Cổng chợ', sourceNote: 'Bà Lụa, tổ trưởng' } },
  );
  const { page } = officer;
  await page.goto(`${stage.origin}/hop-den/${id}`);
  await page.getByRole('button', { name: 'Gửi ngay' }).press('Enter');
  await page.getByText('Chỗ 1/2').waitFor();
  await officer.offline(true);
  const words = await pressTwice(page, page.getByRole('button', { name: /^Giữ nguyên/ }).first(), 'Giữ nguyên');
  expect(words).toMatch(/^Giữ nguyên/);
  await page.getByText(/^Bạn đã chọn giữ nguyên/).waitFor();
  await page.getByText('Chỗ 2/2').waitFor();
  expect(await outboxOf(page)).toHaveLength(1);
  await officer.offline(false);
});
