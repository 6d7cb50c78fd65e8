// A backup is put back. What the phones hold returns to the commune, under the numbers it had.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  aSubject,
  nomination,
  openTwoClients,
  pageOn,
  saveOn,
  syncAll,
  type TwoClients,
} from '../support/two-clients.ts';
import type { Send } from './line.ts';

let commune: TwoClients;
let backup: string;
beforeEach(async () => {
  commune = await openTwoClients();
  backup = `${commune.server.dataDir}-backup`;
});
afterEach(async () => {
  await commune.close();
  rmSync(backup, { recursive: true, force: true });
});

async function takeBackup() {
  const { server } = commune;
  await server.stop();
  cpSync(server.dataDir, backup, { recursive: true });
  await server.start();
}

/** As the page on backups says: stop, put back, say so, start. */
async function putBack() {
  const { server } = commune;
  await server.stop();
  rmSync(server.dataDir, { recursive: true });
  cpSync(backup, server.dataDir, { recursive: true });
  const said = spawnSync(process.execPath, ['server/main.ts', 'after-restore', '--data', server.dataDir], {
    cwd: join(import.meta.dirname, '../..'),
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: '' },
  });
  if (said.status !== 0) throw new Error(said.stderr);
  await server.start();
}

/** What was offered again, and for each operation the bytes it was ever sent as. */
function listening() {
  const again: unknown[] = [];
  const sent = new Map<string, string[]>();
  const send: Send = (url, init) => {
    if (url.endsWith('/sync') && typeof init.body === 'string') {
      const up = JSON.parse(init.body);
      again.push(...(up.again ?? []));
      for (const op of up.batch?.ops ?? []) sent.set(op.opId, [...(sent.get(op.opId) ?? []), JSON.stringify(op)]);
    }
    return fetch(url, init);
  };
  return { again, sent, send };
}

vi.setConfig({ testTimeout: 60_000 }); // each stops and starts a server several times

test('[S11] what the backup lacks is offered again byte for byte, and keeps its dossier number', async () => {
  const { again, sent, send } = listening();
  const [head, officer] = [await commune.second('head', { send }), await commune.second('officer')];
  const app = await commune.app('head');
  const before = head.create('nomination', nomination(commune.hamletId), aSubject());
  await syncAll(head, officer, app);
  await takeBackup();

  const lost = head.create('nomination', nomination(commune.hamletId, { title: 'Sau bản sao lưu' }), aSubject());
  const lostOfApp = await saveOn(app, { unitId: commune.hamletId, title: 'Cũng sau bản sao lưu' });
  head.patch(before, { title: 'Sửa sau bản sao lưu' });
  await syncAll(head, app, officer);
  officer.patch(lost, { place: 'Chợ Đông' });
  officer.command(lost, 'comment', { note: 'Cảm ơn bác' });
  await syncAll(officer, head);
  const { dossier, values } = head.confirmed(lost);
  const dossierOfApp = (await pageOn(app, lostOfApp)).dossier;
  await putBack();

  // The officer comes first, with words on a record that is not there: it waits until its author has brought the record.
  await syncAll(officer);
  const blocked = officer.outbox.waiting.map(({ op }) => ({ type: 'blocked', by: op.opId }));
  expect(officer.outbox.heard.slice(-2)).toMatchObject(blocked);
  await syncAll(head, app, officer, head, app);
  // The server knows nothing of the start in which the lost numbers were given: all that is receipted comes.
  expect(again).toEqual(expect.arrayContaining([expect.objectContaining({ dossier })]));
  expect(again).toHaveLength(3);
  expect([...sent.values()].map((bytes) => new Set(bytes).size)).toEqual([1, 1, 1]);
  // What was based on a number of the earlier life means the same: nobody is asked again.
  expect(officer.conflicts(lost)).toEqual([]);
  for (const client of [head, officer]) {
    expect(client.outbox.waiting).toEqual([]);
    expect(client.confirmed(lost)).toMatchObject({ dossier, values });
    expect(client.confirmed(lost).events.some(({ note }) => note === 'Cảm ơn bác')).toBe(true);
    expect(client.confirmed(before).values.title).toBe('Sửa sau bản sao lưu');
    expect(client.confirmed(lostOfApp).dossier).toBe(dossierOfApp);
    expect(client.conflicts(lost)).toEqual([]);
  }
  expect((await pageOn(app, lost)).view.values).toEqual(values);
});

test('[S11] a new phone has nothing to offer, and what waited is decided in the new epoch, once', async () => {
  const { again, send } = listening();
  const head = await commune.second('head', { send });
  const first = head.create('nomination', nomination(commune.hamletId), aSubject());
  await syncAll(head);
  await takeBackup();
  await putBack();
  const second = head.create('nomination', nomination(commune.hamletId), aSubject());
  await syncAll(head);
  // Not even an answer: what came with the earlier epoch's cursor is sent once more, as what nobody ever answered.
  expect(again).toMatchObject([{ rev: 0 }]);
  expect(head.outbox.heard.map(({ repeated }) => repeated)).toEqual([undefined, undefined]);
  expect([first, second].every((id) => head.feed.records.has(id))).toBe(true);
});

test('[S11] an edit that waited while the backup was put back arrives after the record that it changes', async () => {
  const head = await commune.second('head');
  await takeBackup();
  const lost = head.create('nomination', nomination(commune.hamletId), aSubject());
  await syncAll(head);
  head.patch(lost, { title: 'Sửa khi chưa có sóng' });
  await putBack();
  await syncAll(head);
  expect(head.outbox.waiting).toEqual([]);
  expect(head.confirmed(lost).values.title).toBe('Sửa khi chưa có sóng');
});
