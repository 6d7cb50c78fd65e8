import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { civilToday } from '../../src/shared/lib/civil-date.ts';
import { createBody } from '../../src/shared/sync/create-body.ts';
import { aNomination } from '../support/builders.ts';
import { disagree } from '../support/disagreement.ts';
import { workerInCharge } from '../support/e2e-browser.ts';
import { aQuickPhoto } from '../support/e2e-photos.ts';
import { fillDeed, lineOf, openList, recordDeed, says } from '../support/e2e-screens.ts';
import { openStage, type Phone, type Stage } from '../support/e2e-stage.ts';
import { manyNominations } from '../support/many-nominations.ts';
import { newId } from '../support/village.ts';

// Every screen in light and dark, on a phone and on a desk, and with the system's font at 200 %.
const looks = [
  { name: 'phone, light', width: 360, height: 640, colorScheme: 'light', fontPercent: 100 },
  { name: 'phone, dark', width: 360, height: 640, colorScheme: 'dark', fontPercent: 100 },
  { name: 'phone, text at 200 %', width: 360, height: 640, colorScheme: 'light', fontPercent: 200 },
  { name: 'desk, light', width: 1280, height: 800, colorScheme: 'light', fontPercent: 100 },
  { name: 'desk, dark', width: 1280, height: 800, colorScheme: 'dark', fontPercent: 100 },
  { name: 'desk, text at 200 %', width: 1280, height: 800, colorScheme: 'light', fontPercent: 200 },
] as const;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const deed = {
  name: 'Trần Văn An',
  title: 'Nhặt được ví, trả lại người mất',
  sentence: 'Em trả lại ví cho người mất.',
};

let stage: Stage;
let newcomer: Phone;
let head: Phone;
let teacher: Phone;
let officer: Phone;
let admin: Phone;
beforeAll(async () => {
  stage = await openStage();
  const { people } = stage.village;
  teacher = await stage.phoneOf(people.teacher);
  head = await stage.phoneOf(people.head);
  await recordDeed(head.page, { ...deed, photos: [aQuickPhoto(1)] });
  await openList(head.page, stage.origin);
  await says(head.page, deed.title, 'Đã tới xã');
  await recordOnAnotherPhone();
  const writer = await stage.village.enrol(people.officer);
  for (const ops of manyNominations(stage.village.hamlet.id, 200)) await writer.sync({ ops });
  const recordId = (await writer.records()).find(({ values }) => values.title === deed.title)?.id ?? '';
  const story = 'Em An nhặt được chiếc ví ở cổng chợ Đông và mang đến nhờ cô giáo trả lại cho người mất.';
  await disagree(
    recordId,
    { by: writer, seq: 201, patch: { story, place: 'Chợ Đông' } },
    { by: await stage.village.enrol(people.head), seq: 1, patch: { story: `${story} Bác ấy mừng lắm.`, place: 'Chợ' } },
  );
  officer = await stage.phoneOf(people.officer);
  admin = await stage.phoneOf({ id: stage.village.admin.accountId, name: 'Vũ Thị Quản' });
  newcomer = await stage.phone({
    args: ['--host-resolver-rules=MAP xa.example 127.0.0.1', '--disable-features=HttpsUpgrades'],
  });
});
afterAll(() => stage?.close());

/** The same deed as a second person of the unit tells it: it looks like the one above. */
async function recordOnAnotherPhone(): Promise<void> {
  const content = aNomination(
    {
      unitId: stage.village.hamlet.id,
      title: 'Trả ví cho người mất',
      happenedOn: civilToday(Date.now()),
      place: 'Chợ',
    },
    { subjects: { [newId()]: { order: 1, name: deed.name, position: 'Học sinh lớp 5A' } } },
  );
  const phone = await stage.village.enrol(stage.village.people.head);
  const head = { opId: newId(), seq: 1, recordId: newId(), v: 1, at: new Date().toISOString() };
  await phone.sync({ ops: [{ ...head, kind: 'create', body: createBody('nomination', content) }] });
}

describe('every screen can be read by everyone, and nothing hangs over its edge', () => {
  test('welcome, by link and by code', async () => {
    const { page } = newcomer;
    await page.goto(stage.origin);
    await page.getByRole('heading', { name: 'Chào mừng đến với Việc Tốt' }).waitFor();
    await expectGood(page);
    await page.getByRole('radio', { name: 'Mã 8 ký tự' }).check();
    await expectGood(page);
  });

  test('the link says who', async () => {
    const { page } = newcomer;
    await page.goto(await stage.village.link(stage.village.people.teacher));
    await page.getByRole('button', { name: 'Đúng là tôi' }).waitFor();
    await expectGood(page);
  });

  test('a link that is none', async () => {
    const { page } = newcomer;
    await page.goto('about:blank');
    await page.goto(`${stage.origin}/e#${'A'.repeat(43)}`);
    await page.getByRole('alert').waitFor();
    await expectGood(page);
  });

  test('an insecure origin', async () => {
    const { page } = newcomer;
    await page.goto(`http://xa.example:${stage.proxy.port}/`);
    await page.getByRole('heading', { name: 'Chưa mở được Việc Tốt' }).waitFor();
    await expectGood(page);
  });

  test('empty lists', async () => {
    const { page } = teacher;
    await openList(page, stage.origin);
    await page.getByText('Chưa có việc tốt nào.').waitFor();
    await expectGood(page);
    await openList(page, stage.origin, '/sang-kien');
    await page.getByText('Chưa có sáng kiến nào.').waitFor();
    await expectGood(page);
  });

  test('a long list, searched', async () => {
    const { page } = head;
    await openList(page, stage.origin);
    await page.getByRole('button', { name: 'Gửi ngay' }).click();
    await page.getByRole('searchbox').fill('vi tra lai');
    await lineOf(page, deed.title).waitFor();
    await expectGood(page);
    await page.getByRole('searchbox').fill('');
    await lineOf(page, 'Việc tốt số 200').waitFor();
    await expectGood(page);
  });

  test('quick capture, empty, with what is missing, and saved', async () => {
    const { page } = head;
    await page.goto(`${stage.origin}/ghi`);
    await page.getByLabel('Việc gì?').waitFor();
    await expectGood(page);
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Cần ghi ô này.').first().waitFor();
    await expectGood(page);
    await fillDeed(page, { ...deed, photos: [aQuickPhoto(2)] });
    await expectGood(page);
  });

  test('the question before a record is saved that looks like another', async () => {
    const { page } = head;
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByRole('dialog', { name: 'Giống hồ sơ đã có' }).waitFor();
    await expectGood(page);
    await page.getByRole('button', { name: 'Đóng' }).click();
  });

  test('the full form', async () => {
    const { page } = head;
    await page.getByRole('button', { name: 'Viết thêm' }).click();
    await page.getByText('Kết quả bằng con số').first().waitFor();
    await expectGood(page);
  });

  test('every step of the initiative', async () => {
    const { page } = teacher;
    await page.goto(`${stage.origin}/sang-kien/moi`);
    for (let step = 1; step <= 7; step++) {
      await page.getByText(`Bước ${step}/7`).first().waitFor();
      await expectGood(page);
      if (step < 7) await page.getByRole('button', { name: 'Tiếp', exact: true }).click();
    }
  });

  test('one record', async () => {
    const { page } = head;
    await openList(page, stage.origin);
    await page.getByRole('searchbox').fill('vi tra lai');
    await lineOf(page, deed.title).filter({ hasText: 'Đã tới xã' }).getByRole('link').click();
    await page.getByRole('heading', { name: 'Những gì đã diễn ra' }).waitFor();
    await page.getByText('Xem hai bản').first().click();
    await page.getByRole('button', { name: 'Xem ai đã sửa gì' }).click();
    await page.getByText('Mới nhất ở trên cùng.').waitFor();
    await expectGood(page);
  });

  test('this device', async () => {
    const { page } = head;
    await page.goto(`${stage.origin}/may-nay`);
    await page.getByRole('heading', { name: 'Lưu trên máy' }).waitFor();
    await expectGood(page);
  });

  test("the officer's inbox, and a record in it", async () => {
    const { page } = officer;
    await page.goto(`${stage.origin}/hop-den`);
    await lineOf(page, 'Việc tốt số 200').waitFor();
    await expectGood(page);
    await page.getByRole('link', { name: 'Việc tốt số 200' }).first().click();
    await page.getByRole('button', { name: 'Tiếp nhận' }).waitFor();
    await expectGood(page);
  });

  test('where two people wrote different things: to choose, to write anew, and chosen', async () => {
    const { page } = officer;
    await page.goto(`${stage.origin}/hop-den`);
    await page.getByRole('radio', { name: /^Hai bản khác nhau/ }).check();
    await page.getByRole('link', { name: deed.title }).click();
    await page.locator('mark').first().waitFor();
    await expectGood(page);
    await page
      .getByRole('button', { name: /^Viết lại/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Dùng bản này' }).waitFor();
    await expectGood(page);
    await officer.offline(true);
    await page.getByRole('button', { name: 'Dùng bản này' }).click();
    await page.getByText(/^Bạn đã viết lại/).waitFor();
    await page.getByRole('button', { name: /^Giữ nguyên/ }).click();
    await page.getByText('Đã chọn xong ở hồ sơ này.').waitFor();
    await expectGood(page);
    await officer.offline(false);
  });

  test('two records that may be one deed, in the queue, on a record and side by side', async () => {
    const { page } = officer;
    await page.goto(`${stage.origin}/hop-den`);
    await page.getByRole('radio', { name: 'Có thể trùng (2)' }).check();
    await page.getByRole('link', { name: 'Trả ví cho người mất' }).click();
    await page.getByText('Có thể trùng với NT-').waitFor();
    await expectGood(page);
    await page.getByRole('link', { name: 'So hai hồ sơ' }).click();
    await page.getByRole('heading', { name: /^Khác nhau/ }).waitFor();
    await expectGood(page);
  });

  test('returning a record, and what its author sees of it', async () => {
    const desk = officer.page;
    await desk.goto(`${stage.origin}/hop-den`);
    await desk.getByRole('searchbox').fill('vi tra lai');
    await lineOf(desk, deed.title).getByRole('link').click();
    await desk.getByRole('button', { name: 'Trả lại', exact: true }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Cho xin thêm một ảnh lúc trao ví.');
    await dialog.getByRole('checkbox', { name: /^Ảnh/ }).check();
    await dialog.getByRole('checkbox', { name: /^Bài viết/ }).check();
    await expectGood(desk);
    await dialog.getByRole('button', { name: 'Trả lại', exact: true }).click();
    // With who and when: the commune has it.
    await desk.getByText(/^Bị trả lại \(/).waitFor();
    await expectGood(desk);

    const { page } = head;
    await openList(page, stage.origin);
    await page.getByRole('button', { name: 'Gửi ngay' }).click();
    await page.getByRole('button', { name: 'Xem 1 hồ sơ bị trả lại' }).click();
    await lineOf(page, deed.title).getByRole('link').click();
    await page.getByText('Xã trả lại để bổ sung').waitFor();
    await expectGood(page);
    await page.getByRole('button', { name: 'Rút hồ sơ' }).click();
    await page.getByRole('dialog').getByRole('textbox').waitFor();
    await expectGood(page);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Sửa: Bài viết về việc tốt' }).click();
    await page.getByText('Xã hỏi: Cho xin thêm').first().waitFor();
    await expectGood(page);
  });

  test('people and devices, and the sheet with a link', async () => {
    const { page } = admin;
    await page.goto(`${stage.origin}/nguoi-va-may`);
    await page.getByText('Phạm Văn Trưởng').first().waitFor();
    await expectGood(page);
    await page.getByRole('link', { name: /Nguyễn Thị Hoa/ }).click();
    await page.getByRole('button', { name: /^Tạo liên kết/ }).waitFor();
    await expectGood(page);
    await page.getByRole('button', { name: /^Tạo liên kết/ }).click();
    await page.getByRole('dialog').waitFor();
    await expectGood(page);
  });

  test('an address that leads nowhere', async () => {
    const { page } = head;
    await page.goto(`${stage.origin}/khong-co-trang-nay`);
    await page.getByRole('heading', { name: 'Không có trang này' }).waitFor();
    await expectGood(page);
  });
});

test('the browser would install it', async () => {
  const { page } = head;
  await openList(page, stage.origin);
  await workerInCharge(page);
  const cdp = await page.context().newCDPSession(page);
  expect(await cdp.send('Page.getInstallabilityErrors')).toEqual({ installabilityErrors: [] });
});

type Finding = { readonly rule: string; readonly nodes: readonly string[] };

async function expectGood(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const found: Record<string, unknown> = {};
  for (const look of looks) {
    await show(page, cdp, look);
    const [findings, over] = [await findingsOn(page), await widthOver(page)];
    if (findings.length > 0) found[look.name] = findings;
    if (over > 0) found[`${look.name}: pixels over the edge`] = over;
  }
  await show(page, cdp, looks[0]);
  await cdp.detach();
  expect(found).toEqual({});
}

async function show(page: Page, cdp: CDPSession, look: (typeof looks)[number]): Promise<void> {
  const percent = look.fontPercent / 100;
  await cdp.send('Page.setFontSizes', { fontSizes: { standard: 16 * percent, fixed: 13 * percent } });
  await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width: look.width, height: look.height });
  // Two frames: the first measures the rows of a list, the second places them.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
}

async function findingsOn(page: Page): Promise<readonly Finding[]> {
  // Through the debugger: no script from outside gets past the page's own policy.
  await page.evaluate(`typeof axe === 'undefined' && (() => { ${axe} })()`);
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => ({ rule: id, nodes: nodes.slice(0, 5).map(({ target }) => target.join(' ')) })))`);
}

const widthOver = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
