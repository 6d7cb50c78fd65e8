import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Snapshot } from '../../src/shared/wire/down.ts';
import { workerInCharge } from '../support/e2e-browser.ts';
import { outboxOf, photosOf, syncTagsHeld } from '../support/e2e-phone-data.ts';
import {
  aQuickPhoto,
  aTwelveMegapixelPhoto,
  type HeldPhoto,
  isUpright,
  type PhotoFile,
  photosHeld,
  sampleOr,
} from '../support/e2e-photos.ts';
import {
  eventually,
  fillDeed,
  fillInitiative,
  openList,
  receive,
  save,
  says,
  saysInFull,
} from '../support/e2e-screens.ts';
import { openStage, type Phone, type Stage } from '../support/e2e-stage.ts';
import { metadataIn } from '../support/jpeg-metadata.ts';
import type { Client, Person } from '../support/village.ts';

let stage: Stage;
let office: Client;
beforeAll(async () => {
  stage = await openStage();
  office = await stage.village.enrol(stage.village.people.officer);
});
afterAll(() => stage?.close());

const photos = (): readonly PhotoFile[] => [
  aTwelveMegapixelPhoto(),
  sampleOr('phone-12mp-gps-orientation6.jpg', () => aQuickPhoto(2)),
  sampleOr('Portrait_6.jpg', () => aQuickPhoto(3)),
];

test('a good deed recorded without signal reaches the commune once, though the phone is killed and the app is closed', async () => {
  const title = 'Nhặt được ví, trả lại người mất';
  const { head } = stage.village.people;
  await wholeJob({
    person: head,
    list: '/',
    title,
    dossier: /^NT-\d{4}-\d{4}$/,
    record: async (page) => {
      await page.getByRole('link', { name: 'Ghi mới' }).click();
      await fillDeed(page, {
        name: 'Trần Văn An',
        title,
        sentence: 'Em mang ví đến nhờ cô giáo trả lại.',
        photos: photos(),
      });
      await save(page);
    },
  });
});

test("a school's initiative goes the same way", async () => {
  const title = 'Vườn rau học đường tưới tự động';
  await wholeJob({
    person: stage.village.people.teacher,
    list: '/sang-kien',
    title,
    dossier: /^SK-\d{4}-\d{4}$/,
    record: async (page) => {
      await page.goto(`${stage.origin}/sang-kien/moi`);
      await fillInitiative(page, {
        title,
        authors: [
          { name: 'Nguyễn Thị Hoa', share: '60' },
          { name: 'Trần Văn Bình', share: '40' },
        ],
        oldWay: 'Tưới tay, ngày nghỉ cây khô.',
        newWay: 'Hẹn giờ tưới bằng một van cũ và một chiếc đồng hồ báo thức.',
        benefit: 'Mỗi tuần bớt ba giờ công.',
        photos: photos(),
      });
      await save(page);
    },
  });
});

type Job = { person: Person; list: string; title: string; dossier: RegExp; record: (page: Page) => Promise<void> };

async function wholeJob({ person, list, title, dossier, record }: Job): Promise<void> {
  const phone = await stage.phone();
  await enrolByLink(phone, person);
  await phone.offline(true);
  await openList(phone.page, stage.origin, list);
  await phone.page.getByText('Đang ngoại tuyến. Vẫn ghi được, có mạng sẽ gửi.').waitFor();
  await record(phone.page);
  const taken = await photosOf(phone.page);
  expect(taken.map(({ state, inOutbox }) => ({ state, inOutbox }))).toEqual(
    Array.from({ length: 3 }, () => ({ state: 'ready', inOutbox: true })),
  );

  await phone.killAndStartOffline(list);
  await says(phone.page, title, 'Đã lưu trên máy');
  // From here on the page is not needed.
  await eventually(async () => (await syncTagsHeld(phone.page)).length > 0, true);

  const letPhotosGo = stage.proxy.fault({ path: /^\/api\/v1\/uploads\/./, method: 'PATCH', fault: { type: 'hold' } });
  await phone.page.goto('about:blank');
  await phone.offline(false);
  await eventually(() => countOf(title), 1);

  // The text is there, no photo is: nobody is told that it arrived.
  await openList(phone.page, stage.origin, list);
  await says(phone.page, title, 'Đang gửi (còn 3 ảnh)');
  await phone.page.goto('about:blank');
  letPhotosGo();
  await eventually(async () => Object.values((await recordOf(title)).held), ['both', 'both', 'both']);

  const arrived = await recordOf(title);
  expectOnceInDatabase(title, arrived.id);
  const held = await photosHeld(office, arrived);
  expectStored(arrived, held);
  const hashes = (row: { full: { sha256: string } | null; thumb: { sha256: string } | null }) => [
    row.full?.sha256,
    row.thumb?.sha256,
  ];
  const atCommune = Object.values(arrived.rows.photos ?? {}).flatMap(({ sha256, thumbSha256 }) => [
    sha256,
    thumbSha256,
  ]);
  expect(new Set(taken.flatMap(hashes))).toEqual(new Set(atCommune));
  // Only what jpeg.ts made has coloured corners: the first one taken.
  const first = Object.entries(arrived.rows.photos ?? {}).sort(([, a], [, b]) => a.order - b.order)[0]?.[0];

  await openList(phone.page, stage.origin, list);
  await says(phone.page, title, 'Đã tới xã');
  await saysInFull(phone.page, stage.origin, list, title, `Đã tới xã (${arrived.dossier})`);
  expect(arrived.dossier).toMatch(dossier);
  expect(await outboxOf(phone.page)).toEqual([]);

  const officer = await stage.phoneOf(stage.village.people.officer, { viewport: { width: 1280, height: 800 } });
  for (const { photoId, bytes, size } of held) {
    if (photoId === first) expect(await isUpright(officer.page, bytes), `${photoId} ${size}`).toBe(true);
  }
  await receive(officer.page, stage.origin, title);
  await officer.close();

  await openList(phone.page, stage.origin, list);
  await phone.page.getByRole('button', { name: 'Gửi ngay' }).click();
  await says(phone.page, title, 'Đã tiếp nhận');
  const whoAndWhen = /Đã tiếp nhận \(Lê Thị Phòng, \d{2}:\d{2} \d{2}\/\d{2}\/\d{4}\)/;
  await saysInFull(phone.page, stage.origin, list, title, whoAndWhen);
  await phone.close();
}

/** A chat's preview opens the link before the person does: that spends nothing. */
async function enrolByLink({ page }: Phone, person: Person): Promise<void> {
  const link = await stage.village.link(person);
  const before = (await stage.village.devices(person)).length;
  for (const _ of ['the chat', 'the person']) {
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByText(person.name).waitFor();
  }
  expect(await stage.village.devices(person)).toHaveLength(before);
  await page.getByRole('button', { name: 'Đúng là tôi' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/e'));
  expect(await stage.village.devices(person)).toHaveLength(before + 1);
  await workerInCharge(page);
}

async function recordsNamed(title: string): Promise<readonly Snapshot[]> {
  return (await office.records()).filter(({ values }) => values.title === title);
}

const countOf = async (title: string) => (await recordsNamed(title)).length;

async function recordOf(title: string): Promise<Snapshot> {
  const [record, ...more] = await recordsNamed(title);
  if (!record || more.length > 0) throw new Error(`${more.length + (record ? 1 : 0)} records are named ${title}`);
  return record;
}

/** One record, one create in the log, each photo in both sizes once; read in the file, beside the server. */
function expectOnceInDatabase(title: string, recordId: string): void {
  const file = readdirSync(stage.server.dataDir).find((name) => /\.(db|sqlite3?)$/.test(name));
  const db = new DatabaseSync(join(stage.server.dataDir, file ?? ''), { readOnly: true });
  try {
    const count = (sql: string, value: string) => Number(db.prepare(sql).get(value)?.n);
    expect(count('SELECT count(*) AS n FROM record WHERE field_values LIKE ?', `%${title}%`)).toBe(1);
    expect(count("SELECT count(*) AS n FROM operation WHERE record_id = ? AND kind = 'create'", recordId)).toBe(1);
    expect(count('SELECT count(*) AS n FROM photo_held WHERE record_id = ?', recordId)).toBe(6);
  } finally {
    db.close();
  }
}

/** Small, anonymous, and named in the record by its own hash. */
function expectStored(record: Snapshot, held: readonly HeldPhoto[]): void {
  for (const { photoId, size, bytes } of held) {
    const row = record.rows.photos?.[photoId];
    const sha256 = size === 'full' ? row?.sha256 : row?.thumbSha256;
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    expect(metadataIn(bytes)).toEqual([]);
    expect(bytes.length).toBeLessThanOrEqual(size === 'full' ? 300_000 : 60_000);
  }
}
