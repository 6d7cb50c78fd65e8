import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { outboxOf } from '../support/e2e-phone-data.ts';
import { eventually, openList, recordDeed, says } from '../support/e2e-screens.ts';
import { openStage, type Phone, type Stage } from '../support/e2e-stage.ts';

// The hamlet and the office change one title without signal; the office then chooses, again without signal.
const deed = { name: 'Trần Văn An', title: 'Nhặt được ví', sentence: 'Em trả lại ví cho người mất.' };
const office = 'Nhặt được ví, trả người mất';
const hamlet = 'Nhặt được ví ở chợ Đông';
const common = 'Nhặt được ví ở chợ Đông, trả người mất';

let stage: Stage;
let head: Phone;
let officer: Phone;
beforeAll(async () => {
  stage = await openStage();
  head = await stage.phoneOf(stage.village.people.head);
  officer = await stage.phoneOf(stage.village.people.officer, { viewport: { width: 1280, height: 800 } });
});
afterAll(() => stage?.close());

async function rename(page: Page, recordId: string, title: string): Promise<void> {
  await page.goto(`${stage.origin}/r/${recordId}/sua`);
  await page.locator('summary', { hasText: 'Việc làm và lĩnh vực' }).click();
  await page.getByLabel('Việc gì').fill(title);
  await page.getByRole('button', { name: 'Lưu thay đổi' }).click();
  await page.getByRole('heading', { name: title }).waitFor();
}
const sendNow = (page: Page) => page.getByRole('button', { name: 'Gửi ngay' }).click();

test('[S6] a disagreement is chosen by keys without signal, and both phones end with the same words', async () => {
  await recordDeed(head.page, deed);
  await openList(head.page, stage.origin);
  await says(head.page, deed.title, 'Đã tới xã');
  await officer.page.goto(`${stage.origin}/hop-den`);
  await officer.page.getByRole('link', { name: deed.title }).click();
  await officer.page.getByRole('heading', { name: deed.title }).waitFor();
  const recordId = new URL(officer.page.url()).pathname.split('/').at(-1) ?? '';

  await head.offline(true);
  await officer.offline(true);
  await rename(officer.page, recordId, office);
  await rename(head.page, recordId, hamlet);
  await officer.offline(false);
  await eventually(async () => (await outboxOf(officer.page)).length, 0);
  await head.offline(false);
  await eventually(async () => (await outboxOf(head.page)).length, 0);
  await head.page.goto(`${stage.origin}/r/${recordId}`);
  await head.page.getByText(`Bạn và ${stage.village.people.officer.name} cùng sửa “Việc gì”.`).waitFor();

  const { page } = officer;
  await page.goto(`${stage.origin}/hop-den`);
  await sendNow(page);
  await page.getByRole('radio', { name: /^Hai bản khác nhau \(1\)/ }).check();
  await page.getByRole('link', { name: office }).click();
  await page.getByRole('article').getByText(hamlet).waitFor();
  await officer.offline(true);
  await page.keyboard.press('3');
  await page.getByRole('textbox', { name: 'Việc gì' }).fill(common);
  // A second after the last letter it is on the disk; opened again, it stands there in its box.
  await page.waitForTimeout(1_000);
  await page.reload();
  await page.getByRole('textbox', { name: 'Việc gì' }).waitFor();
  expect(await page.getByRole('textbox', { name: 'Việc gì' }).inputValue()).toBe(common);
  await page.getByRole('button', { name: 'Dùng bản này' }).click();
  await page.getByText(/^Bạn đã viết lại/).waitFor();
  expect((await outboxOf(page)).map(({ op }) => op.kind)).toEqual(['command']);

  await officer.offline(false);
  await eventually(async () => (await outboxOf(page)).length, 0);
  await page.getByRole('button', { name: 'Xem ai đã sửa gì' }).click();
  await page.getByText('Mới nhất ở trên cùng.').waitFor();
  // Beside the queue the record scrolls by itself; the page below it has no end to scroll to.
  expect(await page.evaluate('document.documentElement.scrollHeight - innerHeight')).toBe(0);
  await openList(head.page, stage.origin);
  await sendNow(head.page);
  await head.page.getByText('Xã vừa chọn giữa hai bản').waitFor();
  await head.page.getByRole('link', { name: common }).click();
  await head.page.getByText(`${stage.village.people.officer.name} viết lại ở “Việc gì”.`).waitFor();
  await head.page.getByRole('button', { name: 'Xem ai đã sửa gì' }).click();
  // Beside the choice, and at the change that it was about.
  await head.page.getByText(`Không lấy: ${hamlet}`).nth(1).waitFor();
  await head.page.getByRole('heading', { name: common }).waitFor();
});
