import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { outboxOf } from '../support/e2e-phone-data.ts';
import { aSmallPhoto, photosHeld } from '../support/e2e-photos.ts';
import { eventually, fillDeed, openList, recordDeed, says } from '../support/e2e-screens.ts';
import { openStage, type Stage } from '../support/e2e-stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

// Where a folder is named, each screen is kept as a picture: to be looked at, not compared.
const shots = process.env.SCREENSHOTS;
async function picture(page: Page, name: string): Promise<void> {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  for (const { look, width, height } of [
    { look: 'phone', width: 360, height: 640 },
    { look: 'desk', width: 1280, height: 800 },
  ])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(shots, `${name}-${look}-${colorScheme}.png`) });
      await page.screenshot({ path: join(shots, `${name}-${look}-${colorScheme}-full.png`), fullPage: true });
    }
}

test('[S6] a deed that two phones recorded without signal is found, compared and made one, with the photos of both', async () => {
  const { head, officer } = stage.village.people;
  const [first, second] = [await stage.phoneOf(head), await stage.phoneOf(head)];
  await first.offline(true);
  await second.offline(true);
  await recordDeed(first.page, {
    name: 'Trần Văn An',
    title: 'Trả lại ví nhặt được',
    sentence: 'Cháu An mang ví đến nhà văn hóa.',
    photos: [aSmallPhoto(1)],
  });
  await recordDeed(second.page, {
    name: 'TRAN VAN AN',
    title: 'Nhặt được ví, trả người mất',
    sentence: 'Em An trả lại ví có sáu triệu đồng.',
    photos: [aSmallPhoto(2)],
  });

  // The same phone records it once more: it asks, and loses nothing.
  await first.page.goto(`${stage.origin}/ghi`);
  await fillDeed(first.page, { name: 'Trần Văn Ân', title: 'Trả ví', sentence: 'Cháu trả ví.' });
  await first.page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await first.page.getByRole('dialog', { name: 'Giống hồ sơ đã có' }).waitFor();
  await picture(first.page, 'question');
  await first.page.getByRole('link', { name: 'Mở hồ sơ kia' }).click();
  await first.page.getByRole('heading', { name: 'Trả lại ví nhặt được' }).waitFor();
  expect((await outboxOf(first.page)).length).toBe(1);
  await openList(first.page, stage.origin, '/ghi');
  await first.page.getByRole('link', { name: 'Viết tiếp' }).first().click();
  await eventually(() => first.page.getByLabel('Việc gì?').inputValue(), 'Trả ví');
  await first.page.getByRole('button', { name: 'Bỏ bản nháp' }).click();
  await first.page.getByRole('dialog').getByRole('button', { name: 'Bỏ bản nháp' }).click();
  await first.page.waitForURL((url) => url.pathname === '/');

  await first.offline(false);
  await openList(first.page, stage.origin);
  await first.page.getByRole('button', { name: 'Gửi ngay' }).click();
  await says(first.page, 'Trả lại ví nhặt được', 'Đã tới xã');
  await second.offline(false);
  await openList(second.page, stage.origin);
  await second.page.getByRole('button', { name: 'Gửi ngay' }).click();
  await says(second.page, 'Nhặt được ví, trả người mất', 'Đã tới xã');

  const office = await stage.phoneOf(officer);
  const { page } = office;
  await page.goto(`${stage.origin}/hop-den`);
  await page.getByRole('radio', { name: 'Có thể trùng (2)' }).check();
  await picture(page, 'queue');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('link', { name: /Trả lại ví nhặt được/ }).click();
  await page.getByText('Có thể trùng với NT-').waitFor();
  await picture(page, 'record');
  await page.getByRole('link', { name: 'So hai hồ sơ' }).click();
  await page.getByRole('button', { name: 'Gộp', exact: true }).waitFor();
  await picture(page, 'compare');
  await office.offline(true);
  const group = (name: string) => page.getByRole('group', { name });
  await group('Bài viết về việc tốt')
    .getByRole('radio', { name: /Nối cả hai/ })
    .check();
  await page.getByRole('button', { name: 'Gộp', exact: true }).click();
  await page.getByRole('button', { name: 'Gộp hai hồ sơ' }).click();
  await page.getByText(/^Đã gộp NT-.* vào hồ sơ này trên máy này/).waitFor();
  await picture(page, 'after');
  await office.offline(false);
  await page.getByRole('button', { name: 'Gửi ngay' }).click();
  await eventually(async () => (await outboxOf(page)).length, 0);

  const writer = await stage.village.enrol(officer);
  const records = await writer.records();
  const gone = records.find(({ status }) => status === 'merged');
  const stays = records.find(({ id }) => id === gone?.mergedInto);
  if (!gone || !stays) throw new Error('no record became part of the other');
  expect((await photosHeld(writer, stays)).map(({ size }) => size).sort()).toEqual(['full', 'full', 'thumb', 'thumb']);
  expect(stays.values.story).toContain('\n\n');

  for (const phone of [first, second]) {
    await openList(phone.page, stage.origin);
    await phone.page.getByRole('button', { name: 'Gửi ngay' }).click();
    await says(phone.page, String(gone.values.title), 'Đã gộp');
    await phone.page.goto(`${stage.origin}/r/${gone.id}`);
    await phone.page.getByText(`Đã gộp vào ${stays.dossier}`).waitFor();
    await phone.page.getByText(String(gone.values.story)).waitFor();
  }
  await picture(second.page, 'merged');
  await second.page.getByRole('link', { name: `Mở ${stays.dossier}` }).click();
  await second.page.getByRole('heading', { name: String(stays.values.title) }).waitFor();
  await eventually(() => second.page.locator('.record-photo img').count(), 2);
  await picture(second.page, 'survivor');
});
