// The server while its PostgreSQL is away.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Up } from '../../src/shared/wire/up.ts';
import { aCreate, aNomination } from '../support/builders.ts';
import { cutConnections, hasPostgres, type Postgres, startPostgres } from '../support/postgres.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { type Client, foundVillage, newId, type Village } from '../support/village.ts';

describe.skipIf(!hasPostgres)('a server whose database goes away', () => {
  let postgres: Postgres;
  let database: string;
  let server: ServerProcess;
  let village: Village;
  let phone: Client;
  beforeAll(async () => {
    postgres = await startPostgres();
    database = await postgres.newDatabase();
    server = await startServer({ database });
    village = await foundVillage(server.port, await server.adminLink());
    phone = await village.enrol(village.people.head);
  }, 60_000);
  afterAll(async () => {
    await server.remove();
    await postgres.remove();
  }, 60_000);

  const ask = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);
  const aRecord = (seq: number) => [
    aCreate(aNomination({ unitId: village.hamlet.id }), { opId: newId(), recordId: newId(), seq }),
  ];

  async function push(up: Up, isCut: boolean): Promise<'answered' | 'refused'> {
    const cut = isCut ? postgres.run(cutConnections(database)) : null;
    const response = await phone.send('POST', '/api/v1/sync', up);
    await cut;
    if (response.status === 200) return 'answered';
    expect(await response.json()).toMatchObject({ code: 'unavailable' });
    return 'refused';
  }

  test('says so, keeps running, and goes on by itself when it is back', async () => {
    await phone.sync({ ops: aRecord(1) });
    await postgres.stop();
    const up = await phone.signUp({ ops: aRecord(2) });
    const refused = await phone.send('POST', '/api/v1/sync', up);
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([503, '10']);
    expect(await refused.json()).toMatchObject({ code: 'unavailable', retryAfterSeconds: 10 });
    expect((await ask('/readyz')).status).toBe(503);
    expect((await ask('/healthz')).status).toBe(200);
    await postgres.start();
    expect((await ask('/readyz')).status).toBe(200);
    expect((await phone.send('POST', '/api/v1/sync', up)).status).toBe(200);
    expect(await phone.records()).toHaveLength(2);
  });

  test('loses nothing that it answered when its connections are cut again and again', async () => {
    const before = (await phone.records()).length;
    const records = 20;
    let refused = 0;
    for (let seq = 3; seq < 3 + records; seq += 1) {
      const up = await phone.signUp({ ops: aRecord(seq) });
      // On a busy machine the cut may hit every time. Left alone, the server is back after the connections that it found dead.
      for (let sent = 1; (await push(up, sent <= 20)) === 'refused'; sent += 1) {
        refused += 1;
        if (sent === 40) throw new Error('The server does not come back');
      }
    }
    expect(await phone.records()).toHaveLength(before + records);
    expect(refused).toBeGreaterThan(0);
    expect(server.pid()).not.toBeNull();
  });

  test('does not start on an address where there is none, and says it in one line without the password', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'viec-tot-no-database-'));
    try {
      const nowhere = 'postgres://viectot:geheim@127.0.0.1:1/viectot';
      const said = await startServer({ dataDir, database: nowhere }).then(
        () => 'it started',
        (error: unknown) => String(error),
      );
      expect(said).toMatch(/viec-tot: [^\n]*PostgreSQL[^\n]*ECONNREFUSED[^\n]*\n$/);
      expect(said).not.toContain('geheim');
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});
