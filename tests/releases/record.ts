// Drives the built app and its server as they are released, and stores what they leave behind. Run by scripts/record-release.ts.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import packageJson from '../../package.json' with { type: 'json' };
import { commands } from '../../src/shared/domain/workflow.ts';
import { createBody } from '../../src/shared/sync/create-body.ts';
import type { Operation } from '../../src/shared/wire/operation.ts';
import { wireVersion } from '../../src/shared/wire/version.ts';
import { aNomination, anInitiative } from '../support/builders.ts';
import { outboxOf, photosOf } from '../support/e2e-phone-data.ts';
import { aSmallPhoto } from '../support/e2e-photos.ts';
import {
  addPhotos,
  eventually,
  fillDeed,
  lineOf,
  openList,
  photosShown,
  recordDeed,
  save,
  says,
} from '../support/e2e-screens.ts';
import { openStage, type Stage } from '../support/e2e-stage.ts';
import { type Client, newId } from '../support/village.ts';
import {
  exportDatabases,
  folderOf,
  type RecordedExchange,
  type RecordedOutbox,
  type RecordedServer,
} from './recorded.ts';

const folder = folderOf(packageJson.version);
const stage = await openStage();
try {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await recordPhone(stage);
  const office = await stage.village.enrol(stage.village.people.officer);
  write('wire.json', await exchanges(stage, office));
  await recordServer(stage, office);
  console.log(`Recorded ${packageJson.version}: ${readdirSync(folder).join(', ')}`);
} finally {
  await stage.close();
}

/** A phone with everything on it: a record that arrived, one that waits with all its changes, and one being written. */
async function recordPhone({ village, origin, phoneOf }: Stage): Promise<void> {
  const phone = await phoneOf(village.people.head);
  const { page } = phone;
  await recordDeed(page, {
    name: 'Trần Văn An',
    title: 'Nhặt được ví',
    sentence: 'Em trả lại ví.',
    photos: [aSmallPhoto(1)],
  });
  await openList(page, origin);
  await says(page, 'Nhặt được ví', 'Đã tới xã');

  await phone.offline(true);
  await page.goto(`${origin}/ghi`);
  await fillDeed(page, {
    name: 'Lê Thị Tư',
    title: 'Dọn mương',
    sentence: 'Chị dọn mương.',
    photos: [aSmallPhoto(2), aSmallPhoto(3)],
  });
  await save(page);
  await openList(page, origin);
  await lineOf(page, 'Dọn mương').getByRole('link').click();
  await page
    .getByRole('link', { name: 'Sửa' })
    .or(page.getByRole('button', { name: 'Sửa' }))
    .first()
    .click();
  await page.getByRole('heading', { name: 'Kể lại việc tốt', exact: true }).click();
  await page.getByLabel('Bài viết về việc tốt').fill('Chị dọn mương dẫn nước.');
  await page.getByRole('heading', { name: 'Ảnh', exact: true }).click();
  await page
    .getByRole('button', { name: /^Bỏ ảnh này/ })
    .last()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Bỏ ảnh', exact: true }).click();
  await eventually(() => photosShown(page), 1);
  await addPhotos(page, [aSmallPhoto(4)], 2);
  await save(page, 'Lưu thay đổi');
  await eventually(
    async () => new Set((await outboxOf(page)).map(({ op }) => op.kind)),
    new Set(['create', 'patch', 'setAdd', 'setRemove']),
  );

  await page.goto(`${origin}/ghi`);
  await fillDeed(page, { name: 'Đỗ Văn Năm', title: 'Việc đang viết dở', photos: [aSmallPhoto(5)] });
  await page.getByText('Bản nháp đã giữ trên máy').waitFor();
  await openList(page, origin);
  await says(page, 'Việc đang viết dở', 'Nháp');

  write('phone.json', await page.evaluate(exportDatabases));
  const ops = (await outboxOf(page)).map(({ op }) => op);
  if ((await photosOf(page)).length !== 5) throw new Error('The phone does not hold the photos it was given');
  const { me, queue } = (await page.evaluate(signedOutbox(ops))) as {
    me: Me;
    queue: RecordedOutbox['queue'] & { sig: string };
  };
  const { sig, ...named } = queue;
  write('outbox.json', {
    wire: wireVersion,
    commune: me.commune,
    unit: village.hamlet,
    account: { id: me.accountId, name: me.name },
    queue: named,
    batch: { queue: named.id, ops, sig },
  } satisfies RecordedOutbox);
}

type Me = { readonly accountId: string; readonly name: string; readonly commune: RecordedOutbox['commune'] };

/** The key cannot leave the browser: it signs there. */
function signedOutbox(ops: readonly Operation[]): string {
  return `(async () => {
    const open = (name) => new Promise((resolve) => { const request = indexedDB.open(name); request.onsuccess = () => resolve(request.result); });
    const all = (db, table) => new Promise((resolve) => { const request = db.transaction(table).objectStore(table).getAll(); request.onsuccess = () => resolve(request.result); });
    const person = (await all(await open('viectot'), 'people')).find(({ current }) => current);
    const meta = Object.fromEntries((await all(await open(person.dbName), 'meta')).map(({ key, value }) => [key, value]));
    const canonical = (value) => Array.isArray(value) ? '[' + value.map(canonical).join(',') + ']'
      : value && typeof value === 'object'
        ? '{' + Object.entries(value).filter(([, one]) => one !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => JSON.stringify(key) + ':' + canonical(one)).join(',') + '}'
        : JSON.stringify(value);
    const { id, keyPair } = meta.queue;
    const bytes = new TextEncoder().encode(canonical({ queue: id, ops: ${JSON.stringify(ops)} }));
    const signature = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keyPair.privateKey, bytes));
    const sig = btoa(String.fromCharCode(...signature)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', keyPair.publicKey);
    return { me: meta.me, queue: { id, publicKey: { kty, crv, x, y }, sig } };
  })()`;
}

/** Every kind of operation and every kind of answer, as they crossed the network. */
async function exchanges({ village }: Stage, office: Client): Promise<readonly RecordedExchange[]> {
  const found: RecordedExchange[] = [];
  let seq = 0;
  const head = (recordId: string) => ({ opId: newId(), seq: ++seq, recordId, v: 1, at: new Date().toISOString() });
  const sendAs = async (client: Client, name: string, ...ops: readonly Operation[]) => {
    const down = await client.sync({ ops });
    found.push({ name, up: client.lastUp(), down });
    return down;
  };
  const send = (name: string, ...ops: readonly Operation[]) => sendAs(office, name, ...ops);
  const first = newId();
  const result = newId();
  const create: Operation = {
    ...head(first),
    kind: 'create',
    body: createBody('nomination', aNomination({ unitId: village.hamlet.id })),
  };
  const created = await send('create a nomination', create);
  const rev = created.page?.records.find(({ id }) => id === first)?.rev ?? 0;
  await send('a repeated create', create);
  await send('create an initiative', {
    ...head(newId()),
    kind: 'create',
    body: createBody('initiative', anInitiative({ unitId: village.school.id })),
  });
  await send('patch', {
    ...head(first),
    kind: 'patch',
    body: { patch: { title: 'Trả lại ví cho người mất' }, base: { title: rev } },
  });
  const other = await village.enrol(village.people.officer);
  await sendAs(other, 'a patch that meets a conflict', {
    ...head(first),
    seq: 1,
    kind: 'patch',
    body: { patch: { title: 'Trả ví' }, base: { title: rev } },
  });
  await send('setAdd', {
    ...head(first),
    kind: 'setAdd',
    body: {
      rows: {
        results: [{ id: result, order: 1, values: { indicator: 'Tiền trả lại', amount: 6_400_000, measure: 'đồng' } }],
      },
    },
  });
  await send('setRemove', {
    ...head(first),
    kind: 'setRemove',
    body: { rows: { results: [result] }, base: { [`results/${result}`]: rev } },
  });
  const now = async () => {
    const record = (await office.records()).find(({ id }) => id === first);
    return { expectStatus: record?.status ?? '', expectRev: record?.statusRev ?? 0, revs: record?.revs ?? {} };
  };
  for (const [name, { note, marks }] of Object.entries(commands)) {
    const { expectStatus, expectRev } = await now();
    const words = { ...(note === 'required' ? { note: 'Xin bổ sung' } : {}), ...(marks ? { marks: ['story'] } : {}) };
    await send(`command ${name}`, {
      ...head(first),
      kind: 'command',
      body: { command: { name, expectStatus, expectRev, ...words } },
    });
  }
  await resolveAndMerge();
  await send('a command on what was already done', {
    ...head(first),
    kind: 'command',
    body: { command: { name: 'receive', expectStatus: 'sent', expectRev: 1 } },
  });
  await send('withdraw', {
    ...head(first),
    kind: 'withdraw',
    body: { expectRev: (await now()).expectRev, reason: 'Ghi nhầm' },
  });
  await send('pull only');
  return found;

  async function resolveAndMerge(): Promise<void> {
    const { expectStatus, expectRev, revs } = await now();
    const step = { expectStatus, expectRev };
    const conflict = (await send('pull with a conflict')).page?.conflicts[0];
    if (!conflict) throw new Error('Nothing was filed');
    const { id: conflictId, field, other: value } = conflict;
    const resolve = { conflictId, field, choice: 'other' as const, value, base: revs[field] ?? rev };
    await send('command resolve', {
      ...head(first),
      kind: 'command',
      body: { command: { name: 'resolve', ...step, resolve } },
    });
    const twin = newId();
    const body = createBody('nomination', aNomination({ unitId: village.hamlet.id, place: 'Chợ' }));
    const made = await send('create a look-alike', { ...head(twin), kind: 'create', body });
    const merge = {
      from: twin,
      fromRev: made.page?.records.find(({ id }) => id === twin)?.statusRev ?? 0,
      patch: { place: 'Chợ' },
      base: { place: rev },
    };
    await send('command merge', {
      ...head(first),
      kind: 'command',
      body: { command: { name: 'merge', ...step, merge } },
    });
  }
}

async function recordServer({ server }: Stage, office: Client): Promise<void> {
  const records = await office.records();
  await server.stop();
  const file = readdirSync(server.dataDir).find((name) => /\.(db|sqlite3?)$/.test(name));
  const db = new DatabaseSync(join(server.dataDir, file ?? ''));
  db.exec(`VACUUM INTO '${join(folder, 'server.sqlite')}'`);
  db.close();
  write('server.json', {
    file: file ?? '',
    cookie: office.cookie,
    records: records.map(({ id, kind, dossier, status, values }) => ({
      id,
      kind,
      dossier,
      status,
      title: String(values.title),
    })),
  } satisfies RecordedServer);
}

function write(name: string, value: unknown): void {
  writeFileSync(join(folder, name), `${JSON.stringify(value, null, 1)}\n`);
}
