// What comes twice at the same moment, over HTTP against the real server, on each database.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, downSchema } from '../../src/shared/wire/down.ts';
import type { Up } from '../../src/shared/wire/up.ts';
import { aCreate, aNomination } from '../support/builders.ts';
import { databases, type OpenDatabase } from '../support/databases.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { type Client, enrolClient, foundVillage, newId, type Village } from '../support/village.ts';

const phones = 4;
const pairsOfEach = 10;

for (const { name, isHere, open } of databases) {
  describe.skipIf(!isHere)(`on ${name}`, () => {
    let database: OpenDatabase;
    const servers: ServerProcess[] = [];
    let village: Village;
    beforeAll(async () => {
      database = await open();
      const server = await database.startServer();
      servers.push(server);
      village = await foundVillage(server.port, await server.adminLink());
    }, 60_000);
    afterAll(async () => {
      for (const server of servers) await server.remove();
      await database.remove();
    }, 60_000);

    test('a batch that comes twice at once becomes one record, and both are told so [S6]', async () => {
      await expectOneRecordPerPair(village, servers);
    });

    test('a link that two phones open at once enrols one of them', async () => {
      const link = await village.link(village.people.officer);
      const port = servers[0]?.port ?? 0;
      const enrolled = await Promise.allSettled([enrolClient(port, link), enrolClient(port, link)]);
      const refused = enrolled.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => String(reason));
      expect(refused).toEqual([expect.stringContaining('link-used')]);
      expect(await village.devices(village.people.officer)).toHaveLength(1);
    });

    if (name === 'PostgreSQL') {
      test('a batch that reaches two servers at once becomes one record [S6]', async () => {
        servers.push(await database.startServer());
        await expectOneRecordPerPair(village, servers);
      });
    }
  });
}

/** The two of a pair go to different servers where there are two. */
async function expectOneRecordPerPair(village: Village, servers: readonly ServerProcess[]): Promise<void> {
  const clients: Client[] = [];
  while (clients.length < phones) clients.push(await village.enrol(village.people.head)); // a link ends those before it
  const before = (await village.admin.records()).length;
  const pairs = (await Promise.all(clients.map((client) => sendPairs(client, village.hamlet.id, servers)))).flat();
  expect(pairs).toHaveLength(phones * pairsOfEach);
  for (const { first, again } of pairs) {
    expect(first).toMatchObject({ type: 'applied', dossier: expect.stringMatching(/^NT-/) });
    expect(again).toEqual({ ...first, repeated: true });
  }
  const records = await village.admin.records();
  expect(records).toHaveLength(before + pairs.length);
  expect(new Set(records.map(({ dossier }) => dossier)).size).toBe(records.length);
}

interface Pair {
  readonly first: Answer | undefined;
  readonly again: Answer | undefined;
}

async function sendPairs(client: Client, unitId: string, servers: readonly ServerProcess[]): Promise<Pair[]> {
  const [one, other = one] = servers;
  if (!one || !other) throw new Error('No server runs');
  const pairs: Pair[] = [];
  for (let seq = 1; seq <= pairsOfEach; seq += 1) {
    const ops = [aCreate(aNomination({ unitId }), { opId: newId(), recordId: newId(), seq })];
    const up = await client.signUp({ ops });
    const answers = (await Promise.all([push(one, client, up), push(other, client, up)])).flat();
    const isRepeat = (answer: Answer) => answer.type === 'applied' && answer.repeated === true;
    pairs.push({ first: answers.find((answer) => !isRepeat(answer)), again: answers.find(isRepeat) });
  }
  return pairs;
}

async function push(server: ServerProcess, client: Client, up: Up): Promise<Answer[]> {
  const response = await fetch(`http://127.0.0.1:${server.port}/api/v1/sync`, {
    method: 'POST',
    headers: { cookie: client.cookie, 'content-type': 'application/json' },
    body: JSON.stringify(up),
  });
  return downSchema.parse(await response.json()).answers;
}
