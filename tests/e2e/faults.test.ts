import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { clearHttpCache, limitStorage, stopWorkers, storageUsed } from '../support/e2e-browser.ts';
import { draftsOf, outboxOf, photosOf } from '../support/e2e-phone-data.ts';
import { aLargePhoto } from '../support/e2e-photos.ts';
import { eventually, fillDeed, openList, recordDeed, save, says } from '../support/e2e-screens.ts';
import { openStage, type Phone, type Stage } from '../support/e2e-stage.ts';
import type { Client } from '../support/village.ts';

const sync = /^\/api\/v1\/sync/;
const chunk = /^\/api\/v1\/uploads\/./;

let stage: Stage;
let office: Client;
beforeAll(async () => {
  stage = await openStage();
  office = await stage.village.enrol(stage.village.people.officer);
});
afterAll(() => stage?.close());

let phone: Phone | undefined;
let lift: (() => void) | undefined;
afterEach(async () => {
  lift?.();
  lift = undefined;
  stage.proxy.slow(null);
  await phone?.close();
  phone = undefined;
});

test('after one visit the app opens and saves without signal, though the browser forgot its cache', async () => {
  const { page } = await aPhone();
  await clearHttpCache(page);
  await here().killAndStartOffline('/ghi');
  await fillDeed(here().page, { name: 'Trần Thị Bé', title: 'Dọn rác bờ mương', sentence: 'Chị dọn sạch bờ mương.' });
  await save(here().page);
  await openList(here().page, stage.origin);
  await says(here().page, 'Dọn rác bờ mương', 'Đã lưu trên máy');
  await here().offline(false);
  await arrivesOnce('Dọn rác bờ mương');
});

test('the browser forgot who the phone is: it signs in by itself, and the record arrives without a new link', async () => {
  const { page } = await aPhone();
  await here().chromium.context.clearCookies();
  await recordDeed(page, { name: 'Mai Thị Mười Hai', title: 'Nấu cháo cho trạm xá', sentence: 'Bà nấu mỗi sáng.' });
  await openList(page, stage.origin);
  await arrivesOnce('Nấu cháo cho trạm xá');
  await eventually(async () => (await here().chromium.context.cookies()).length, 1);
});

test('the answer to a push is lost: the phone goes on saying "saved" until it hears, and the commune has it once', async () => {
  const { page } = await aPhone();
  await page.goto(`${stage.origin}/ghi`);
  await fillDeed(page, { name: 'Trần Văn Cả', title: 'Vá đường làng', sentence: 'Anh vá ba ổ gà.' });
  lift = stage.proxy.fault({ path: sync, fault: { type: 'lost-answer' } });
  await save(page);
  await eventually(() => countOf('Vá đường làng'), 1);
  await openList(page, stage.origin);
  await says(page, 'Vá đường làng', 'Đã lưu trên máy');
  lift();
  await sendNow();
  await arrivesOnce('Vá đường làng');
});

test('the server fails: the phone says so, keeps the record and sends it later', async () => {
  const { page } = await aPhone();
  lift = stage.proxy.fault({
    path: /^\/api\//,
    fault: { type: 'answer', status: 500, contentType: 'text/html', body: '<h1>Internal Server Error</h1>' },
  });
  await recordDeed(page, { name: 'Lê Văn Năm', title: 'Cứu người đuối nước', sentence: 'Anh nhảy xuống cứu.' });
  await openList(page, stage.origin);
  await says(page, 'Cứu người đuối nước', 'Đã lưu trên máy');
  await page.getByText('Máy chủ của xã gặp lỗi. Không mất gì, máy sẽ tự gửi lại.').waitFor();
  expect(await countOf('Cứu người đuối nước')).toBe(0);
  lift();
  await sendNow();
  await arrivesOnce('Cứu người đuối nước');
});

test('a captive portal answers everything with its own page and 200: nothing counts as sent', async () => {
  const { page } = await aPhone();
  lift = stage.proxy.fault({
    path: /./,
    fault: { type: 'answer', status: 200, contentType: 'text/html', body: '<title>Wi-Fi miễn phí</title>' },
  });
  await recordDeed(page, { name: 'Vũ Thị Sáu', title: 'Nuôi cụ già neo đơn', sentence: 'Chị nấu cơm cho cụ.' });
  await openList(page, stage.origin);
  await says(page, 'Nuôi cụ già neo đơn', 'Đã lưu trên máy');
  await page.getByText('Mạng này chưa cho gửi (có thể cần đăng nhập Wi-Fi). Máy sẽ tự gửi lại.').waitFor();
  expect((await outboxOf(page)).map(({ state }) => state)).toEqual(['waiting']);
  lift();
  await sendNow();
  await arrivesOnce('Nuôi cụ già neo đơn');
});

test('the worker is stopped within an upload: at most one chunk goes twice', async () => {
  const { page } = await aPhone();
  await page.goto(`${stage.origin}/ghi`);
  await fillDeed(page, { name: 'Đỗ Văn Bảy', title: 'Hiến đất mở đường', photos: [aLargePhoto()] });
  const size = (await photosOf(page)).reduce(
    (sum, { full, thumb }) => sum + (full?.bytes ?? 0) + (thumb?.bytes ?? 0),
    0,
  );
  stage.proxy.forget();
  stage.proxy.slow({ kbitPerSecond: 600, latencyMs: 20 });
  await save(page);
  // The thumbnail and the first chunk of the photo are through, the second is on its way.
  await eventually(
    () => stage.proxy.of(chunk, 'PATCH').some(({ bytesUp, status }, at) => at >= 2 && bytesUp > 0 && status === null),
    true,
  );
  await stopWorkers(page);
  stage.proxy.slow(null);
  await openList(page, stage.origin);
  await sendNow();
  await arrivesOnce('Hiến đất mở đường');
  const chunks = stage.proxy.of(chunk, 'PATCH').map(({ bytesUp }) => bytesUp);
  const sent = chunks.reduce((sum, bytes) => sum + bytes, 0);
  expect(sent - size).toBeGreaterThanOrEqual(0);
  expect(sent - size).toBeLessThanOrEqual(Math.max(...chunks));
  const [record] = await named('Hiến đất mở đường');
  expect(Object.values(record?.held ?? {})).toEqual(['both']);
});

test('a revoked device keeps what was recorded and says whom to call', async () => {
  const { page } = await aPhone();
  const device = (await stage.village.devices(stage.village.people.head)).find(
    ({ revokedAt, lastSyncAt }) => !revokedAt && lastSyncAt,
  );
  for (const { id } of await stage.village.devices(stage.village.people.head)) {
    await stage.village.admin.send('POST', `/api/v1/admin/devices/${id}/revoke`);
  }
  expect(device).toBeDefined();
  await recordDeed(page, { name: 'Bùi Văn Tám', title: 'Bắt trộm giúp dân', sentence: 'Anh giữ kẻ trộm.' });
  await openList(page, stage.origin);
  await page.getByText('Máy này đã bị ngừng sử dụng.').first().waitFor();
  await says(page, 'Bắt trộm giúp dân', 'Đã lưu trên máy');
  expect(await countOf('Bắt trộm giúp dân')).toBe(0);
  expect((await outboxOf(page)).map(({ state }) => state)).toEqual(['waiting']);
});

test('the disk is full: the photo is refused in words, the text is saved and sent', async () => {
  await aPhone();
  await openList(here().page, stage.origin);
  const used = await storageUsed(here().page);
  // The browser remembers for a while how much room there was: it is started anew with the disk as good as full.
  await here().restart();
  const cdp = await limitStorage(here().page, stage.origin, used + 100_000);
  const { page } = here();
  await page.goto(`${stage.origin}/ghi`);
  await fillDeed(page, { name: 'Ngô Thị Chín', title: 'Dạy trẻ học bơi', sentence: 'Cô dạy ba mươi em.' });
  await page.locator('input[type=file][multiple]').setInputFiles([aLargePhoto()]);
  await page.getByText('Máy hết chỗ chứa nên chưa giữ được ảnh này.').waitFor();
  await save(page);
  await openList(page, stage.origin);
  await arrivesOnce('Dạy trẻ học bơi');
  expect(await photosOf(page)).toEqual([]);
  await cdp.detach();
});

test('over plain http from another machine the page says what is missing, and how to mend it', async () => {
  phone = await stage.phone({
    args: ['--host-resolver-rules=MAP xa.example 127.0.0.1', '--disable-features=HttpsUpgrades'],
  });
  await phone.page.goto(`http://xa.example:${stage.proxy.port}/`);
  await phone.page.getByRole('heading', { name: 'Chưa mở được Việc Tốt' }).waitFor();
  await phone.page.getByText('Trang này mở qua địa chỉ không an toàn (http)').waitFor();
  await phone.page.getByText('Kết nối an toàn (https)').waitFor();
  await phone.page.getByText('Mở bằng địa chỉ bắt đầu bằng https:// do xã cấp.').waitFor();
});

test('two tabs: the second only reads the draft of the first, and both together send it once', async () => {
  const { page, chromium } = await aPhone();
  await page.goto(`${stage.origin}/ghi`);
  await fillDeed(page, { name: 'Hoàng Văn Mười', title: 'Giữ sạch đường thôn', sentence: 'Ông quét đường mỗi sáng.' });
  await page.waitForURL(/\/ghi\/[0-9a-f-]{36}$/);
  await eventually(async () => (await draftsOf(page)).length, 1);
  const second = await chromium.context.newPage();
  await second.goto(page.url());
  await second.getByText('Bản nháp này đang mở ở một thẻ khác.').waitFor();
  await expectReadOnly(second);
  await here().offline(true);
  await save(page);
  await Promise.all([openList(page, stage.origin), openList(second, stage.origin)]);
  await says(second, 'Giữ sạch đường thôn', 'Đã lưu trên máy');
  await here().offline(false);
  await Promise.all([page, second].map((tab) => tab.getByRole('button', { name: 'Gửi ngay' }).click()));
  await arrivesOnce('Giữ sạch đường thôn');
  await says(second, 'Giữ sạch đường thôn', 'Đã tới xã');
});

test('what is saved during the last step of a running sync is sent by that same run', async () => {
  const { page } = await aPhone();
  lift = stage.proxy.fault({ path: sync, fault: { type: 'hold-answer' }, times: 1 });
  await recordDeed(page, { name: 'Mai Văn Một', title: 'Sửa cầu tre', sentence: 'Ông sửa cầu.' });
  await eventually(() => stage.proxy.passed.some(({ fault, bytesUp }) => fault === 'hold-answer' && bytesUp > 0), true);
  await recordDeed(page, { name: 'Mai Văn Hai', title: 'Khơi cống thôn', sentence: 'Ông khơi cống.' });
  await openList(page, stage.origin);
  await says(page, 'Khơi cống thôn', 'Đã lưu trên máy');
  lift();
  // Sooner than the next timer would ask.
  await eventually(() => countOf('Khơi cống thôn'), 1, 15_000);
  await arrivesOnce('Khơi cống thôn');
  await arrivesOnce('Sửa cầu tre');
});

async function aPhone(): Promise<Phone> {
  phone = await stage.phoneOf(stage.village.people.head);
  return phone;
}

async function expectReadOnly(tab: Page): Promise<void> {
  expect(await tab.getByRole('button', { name: 'Lưu', exact: true }).count()).toBe(0);
  for (const box of await tab.getByRole('textbox').all()) expect(await box.isEditable()).toBe(false);
}

function here(): Phone {
  if (!phone) throw new Error('No phone is open');
  return phone;
}

const sendNow = () => here().page.getByRole('button', { name: 'Gửi ngay' }).click();
const named = async (title: string) => (await office.records()).filter(({ values }) => values.title === title);
const countOf = async (title: string) => (await named(title)).length;

/** The phone says so on its list, and the commune holds exactly one. */
async function arrivesOnce(title: string): Promise<void> {
  await says(here().page, title, 'Đã tới xã');
  expect(await countOf(title)).toBe(1);
  expect(await outboxOf(here().page)).toEqual([]);
}
