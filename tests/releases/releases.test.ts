import { kinds } from '../../src/shared/domain/kinds.ts';
import 'fake-indexeddb/auto';
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Deps } from '../../server/deps.ts';
import { createMemoryPhotoStore } from '../../server/photos/memory-photo-store.ts';
import { createMemoryStore } from '../../server/store/memory/memory-store.ts';
import { hashToken } from '../../server/use-cases/secrets.ts';
import { sessionOf } from '../../server/use-cases/session.ts';
import { syncOnce } from '../../server/use-cases/sync.ts';
import { liveList } from '../../src/db/live.ts';
import { liveStrip } from '../../src/db/live-strip.ts';
import { openPersonDb } from '../../src/db/person-db.ts';
import { currentPerson } from '../../src/db/registry.ts';
import type { PhotoRow } from '../../src/db/rows.ts';
import type { OutboxRow } from '../../src/shared/sync/outbox.ts';
import { downSchema } from '../../src/shared/wire/down.ts';
import { upSchema } from '../../src/shared/wire/up.ts';
import { firstValue } from '../support/first-value.ts';
import { startServer } from '../support/server-process.ts';
import { newId, startOfFeed } from '../support/village.ts';
import {
  folderOf,
  importDatabase,
  type RecordedDatabase,
  type RecordedExchange,
  type RecordedOutbox,
  type RecordedServer,
  readRecorded,
  recordedVersions,
} from './recorded.ts';

test('at least one release is recorded, and none is large', () => {
  expect(recordedVersions().length).toBeGreaterThan(0);
  for (const version of recordedVersions()) {
    const folder = folderOf(version);
    const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    expect(bytes, version).toBeLessThan(1_000_000);
  }
});

describe.each(recordedVersions())('what release %s left behind', (version) => {
  test('every body that crossed the network still reads as it did', () => {
    const exchanges = readRecorded<RecordedExchange[]>(version, 'wire.json');
    for (const { name, up, down } of exchanges) {
      expect(upSchema.parse(up), name).toEqual(up);
      expect(downSchema.parse(down), name).toEqual(down);
    }
    const kinds = exchanges.flatMap(({ up }) => upSchema.parse(up).batch?.ops.map(({ kind }) => kind) ?? []);
    expect(new Set(kinds)).toEqual(new Set(['create', 'patch', 'setAdd', 'setRemove', 'command', 'withdraw']));
    const answers = exchanges.flatMap(({ down }) => downSchema.parse(down).answers.map(({ type }) => type));
    expect([...new Set(answers)]).toEqual(expect.arrayContaining(['applied', 'conflict', 'rejected']));
  });

  test('what waited in an outbox drains into today’s server, once', async () => {
    const outbox = readRecorded<RecordedOutbox>(version, 'outbox.json');
    const { deps, token } = await aServerFor(outbox);
    const send = async () => {
      const session = await sessionOf(deps, token);
      if (!session.ok) throw new Error(session.error.code);
      const device = { unsent: outbox.batch.ops.length, photosWaiting: 0, storedBytes: 0, persisted: false };
      // The body as a phone of that release builds it, through today's schema.
      const up = upSchema.parse({ wire: outbox.wire, app: version, batch: outbox.batch, pull: startOfFeed, device });
      const down = await syncOnce(deps, session.value, up);
      if (!down.ok) throw new Error(down.error.code);
      return down.value;
    };
    const first = await send();
    expect(first.answers.map(({ type }) => type)).toEqual(outbox.batch.ops.map(() => 'applied'));
    expect(first.page?.records.map(({ id }) => id)).toEqual([
      ...new Set(outbox.batch.ops.map(({ recordId }) => recordId)),
    ]);
    const again = await send();
    expect(again.answers).toEqual(first.answers.map((answer) => ({ ...answer, repeated: true })));
    expect(again.page?.records).toEqual(first.page?.records);
  });

  test('the database of a phone opens with everything that was on it', async () => {
    const databases = readRecorded<RecordedDatabase[]>(version, 'phone.json');
    for (const { name } of await indexedDB.databases()) await deleted(name ?? '');
    for (const database of databases) await importDatabase(database);
    const rows = (table: string) =>
      databases.flatMap(({ stores }) => stores).find(({ name }) => name === table)?.rows ?? [];

    const person = await currentPerson();
    expect(person).not.toBeNull();
    const db = openPersonDb(person?.accountId ?? '');
    const waiting = rows('outbox').map(({ value }) => (value as OutboxRow).op); // the recorded rows are of this type or upgraded to it
    expect((await db.outbox.toArray()).map(({ op }) => op)).toEqual(waiting);
    expect(await db.photoBytes.count()).toBe(rows('photoBytes').length);

    const { items } = await firstValue(liveList(db, { kind: 'nomination', limit: 50 }));
    expect(items.map(({ title, state }) => [title, state.type]).sort()).toEqual([
      ['Dọn mương', 'saved'],
      ['Nhặt được ví', 'arrived'],
      ['Việc đang viết dở', 'draft'],
    ]);
    const photos = rows('photos').map(({ value }) => value as PhotoRow); // as above
    const photosWaiting = photos.filter(({ state, inOutbox }) => state === 'ready' && inOutbox).length;
    expect(await firstValue(liveStrip(db))).toMatchObject({ waiting: 1, photosWaiting, attention: 0, drafts: 1 });
    db.close();
  });

  test('the database of a server is brought up to date and serves whoever was signed in', async () => {
    const { file, cookie, records } = readRecorded<RecordedServer>(version, 'server.json');
    const { wire: spoken } = readRecorded<RecordedOutbox>(version, 'outbox.json');
    const dataDir = mkdtempSync(join(tmpdir(), 'viec-tot-release-'));
    copyFileSync(join(folderOf(version), 'server.sqlite'), join(dataDir, file));
    const server = await startServer({ dataDir });
    try {
      const device = { unsent: 0, photosWaiting: 0, storedBytes: 0, persisted: false };
      const answer = await fetch(`http://127.0.0.1:${server.port}/api/v1/sync`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ wire: spoken, app: version, pull: startOfFeed, device }),
      });
      expect(answer.status).toBe(200);
      const { page } = downSchema.parse(await answer.json());
      const seen = page?.records.map(({ id, kind, dossier, status, values }) => ({
        id,
        kind,
        dossier,
        status,
        title: values.title,
      }));
      expect(seen).toEqual(records);
    } finally {
      await server.remove();
    }
  });
});

/** Of another release: whoever has it open lets go. */
function deleted(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

/** A fresh server that knows the person, the device and the queue's key, and nothing else. */
async function aServerFor({ commune, unit, account, queue }: RecordedOutbox): Promise<{ deps: Deps; token: string }> {
  const store = createMemoryStore({ newEpoch: newId });
  const now = new Date().toISOString();
  const token = randomBytes(32).toString('base64url');
  const deviceId = newId();
  await store.installation((tx) => tx.addCommune(commune, now));
  await store.transaction(commune.id, async (tx) => {
    await tx.people.putUnit(unit);
    await tx.people.addAccount({ ...account, createdAt: now });
    const assignment = { id: newId(), accountId: account.id, role: 'unit-head' as const, unitId: unit.id };
    await tx.people.addAssignment({ ...assignment, from: '2020-01-01', to: null });
    await tx.access.addDevice({
      id: deviceId,
      communeId: commune.id,
      accountId: account.id,
      name: 'Máy cũ',
      tokenHash: hashToken(token),
      app: 'test',
      enrolledAt: now,
      lastSeenAt: null,
      lastSyncAt: null,
      unsent: 0,
      photosWaiting: 0,
      storedBytes: 0,
      persisted: false,
      revokedAt: null,
    });
    const known = { communeId: commune.id, accountId: account.id, deviceId, createdAt: now, lastSeq: 0 };
    await tx.access.addQueue({ ...queue, ...known });
  });
  const log = { info: () => undefined, error: () => undefined };
  const random = (count: number) => new Uint8Array(randomBytes(count));
  return { deps: { store, kinds, photos: createMemoryPhotoStore(), now: Date.now, random, newId, log }, token };
}
