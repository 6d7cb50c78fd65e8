import { afterAll, beforeAll, expect, test } from 'vitest';
import { offline } from '../support/e2e-browser.ts';
import { aQuickPhoto } from '../support/e2e-photos.ts';
import { eventually, lineOf, openList, receive, recordDeed, says } from '../support/e2e-screens.ts';
import { openStage, type Stage } from '../support/e2e-stage.ts';
import type { Client } from '../support/village.ts';

let stage: Stage;
let office: Client;
beforeAll(async () => {
  stage = await openStage();
  office = await stage.village.enrol(stage.village.people.officer);
});
afterAll(() => stage?.close());

const title = 'Nhặt được ví, trả lại người mất';
const reason = 'Ảnh mờ quá, và kể rõ hơn lúc trao ví.';

async function atTheCommune() {
  const found = (await office.records()).find(({ values }) => values.title === title);
  if (!found) throw new Error('the commune does not have it');
  return found;
}

test('a record returned while its author has no signal is found, corrected with another photo, sent again and received', async () => {
  const { head, officer } = stage.village.people;
  const author = await stage.phoneOf(head);
  await recordDeed(author.page, { name: 'Trần Văn An', title, photos: [aQuickPhoto(1)] });
  await openList(author.page, stage.origin);
  await says(author.page, title, 'Đã tới xã');
  const firstPhoto = Object.keys((await atTheCommune()).rows.photos ?? {});

  await offline(author.chromium.context, true);
  const desk = await stage.phoneOf(officer, { viewport: { width: 1280, height: 800 } });
  await receive(desk.page, stage.origin, title);
  await desk.page.keyboard.press('t');
  const dialog = desk.page.getByRole('dialog', { name: 'Trả lại để bổ sung' });
  await dialog.getByLabel('Cần bổ sung gì?').fill(reason);
  await dialog.getByRole('checkbox', { name: /^Ảnh/ }).check();
  await dialog.getByRole('checkbox', { name: /^Chưa có: Bài viết/ }).check();
  // Closed by mistake: nothing of it is lost.
  await desk.page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await desk.page.getByRole('button', { name: 'Trả lại', exact: true }).click();
  expect(await dialog.getByLabel('Cần bổ sung gì?').inputValue()).toBe(reason);
  await dialog.getByRole('button', { name: 'Trả lại', exact: true }).click();
  await desk.page.getByText('Đã trả lại. Có mạng, máy gửi tới người ghi.').first().waitFor();
  await eventually(async () => (await atTheCommune()).status, 'returned');

  // The author has heard nothing, and looks at the record as it was.
  await says(author.page, title, 'Đã tới xã');
  await offline(author.chromium.context, false);
  await author.page.getByRole('button', { name: 'Gửi ngay' }).click();
  await says(author.page, title, 'Bị trả lại');
  await author.page.getByRole('button', { name: 'Xem 1 hồ sơ bị trả lại' }).click();
  await lineOf(author.page, title).getByRole('link').click();
  await author.page.getByText(reason).first().waitFor();
  await author.page
    .getByText(new RegExp(`^${officer.name} · `))
    .first()
    .waitFor();

  // Without signal again: the answer waits on the phone like everything else.
  await offline(author.chromium.context, true);
  await author.page.getByRole('link', { name: 'Sửa: Bài viết về việc tốt' }).click();
  const story = author.page.getByLabel('Bài viết về việc tốt');
  await eventually(() => story.evaluate((box) => box === document.activeElement), true);
  await author.page.getByText(`Xã hỏi: ${reason}`).first().waitFor();
  await story.fill('Em An nhặt được ví ở cổng chợ, mang đến nhờ cô giáo trao lại tận tay bác Bình.');
  await author.page.getByRole('link', { name: 'Sửa: Ảnh' }).click();
  await author.page.getByRole('button', { name: /^Bỏ ảnh này/ }).click();
  await author.page.getByRole('dialog').getByRole('button', { name: /^Bỏ/ }).last().click();
  await author.page.locator('input[type=file][multiple]').setInputFiles([aQuickPhoto(2)]);
  await eventually(() => author.page.getByRole('button', { name: /^Bỏ ảnh này/ }).count(), 1);
  await author.page.getByRole('button', { name: 'Lưu và gửi lại' }).click();
  await author.page.getByText('Đã lưu trên máy').filter({ visible: true }).first().waitFor();
  expect((await atTheCommune()).status).toBe('returned');
  await offline(author.chromium.context, false);
  await openList(author.page, stage.origin);
  await says(author.page, title, 'Đã tới xã');

  const again = await atTheCommune();
  expect(again.status).toBe('sent');
  const [photo = ''] = Object.keys(again.rows.photos ?? {});
  expect(firstPhoto).not.toContain(photo);
  await desk.page.goto(`${stage.origin}/hop-den`);
  await desk.page.getByRole('link', { name: title }).first().click();
  await desk.page.getByText(/mang đến nhờ cô giáo trao lại tận tay/).waitFor();
  const shown = desk.page.locator('.record-photo img');
  await shown.waitFor();
  expect(await shown.getAttribute('src')).toContain(photo);
  await desk.page.keyboard.press('r');
  await eventually(async () => (await atTheCommune()).status, 'received');
  expect((await atTheCommune()).events.map(({ command }) => command).filter(Boolean)).toEqual([
    'receive',
    'return',
    'resubmit',
    'receive',
  ]);
});
