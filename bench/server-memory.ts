// What the endpoint's own process holds in memory while a thousand phones sync at the same moment.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../server/log.ts';
import { openData } from '../server/start.ts';
import { hashToken } from '../server/use-cases/secrets.ts';
import { toBase64url } from '../src/shared/lib/base64url.ts';
import { downSchema } from '../src/shared/wire/down.ts';
import type { Cursor, Up } from '../src/shared/wire/up.ts';
import { aCreate, aNomination, communeId } from '../tests/support/builders.ts';
import { startServer } from '../tests/support/server-process.ts';
import {
  aNewPhone,
  cursorAfter,
  enrolPhone,
  foundVillage,
  newId,
  type Phone,
  syncDeps,
} from '../tests/support/sync-village.ts';

const rounds = 3;

/** Fifty phones a unit: what one of them records, the others pull. */
const units = 20;

interface Enrolled {
  readonly phone: Phone;
  readonly unitId: string;
  readonly token: string;
}

/** The highest that was seen, in MB. */
export async function megabytesWithDevices(devices: number): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), 'viec-tot-bench-'));
  const enrolled = await enrolDevices(dataDir, devices);
  const server = await startServer({ dataDir });
  const memory = watchMemory(() => server.pid());
  try {
    const cursors = new Map<Phone, Cursor>();
    const syncOne = async ({ phone, unitId, token }: Enrolled, round: number) => {
      const batch = await phone.sign([
        aCreate(aNomination({ unitId }), { opId: newId(), recordId: newId(), seq: round }),
      ]);
      cursors.set(phone, await sync(server.port, token, { batch, pull: cursors.get(phone) ?? aNewPhone }));
    };
    for (let round = 1; round <= rounds; round += 1) {
      await Promise.all(enrolled.map((one) => syncOne(one, round)));
    }
    return memory.highest() / 1000;
  } finally {
    memory.stop();
    await server.remove();
  }
}

/** Written into the database before the server opens it. */
async function enrolDevices(dataDir: string, devices: number): Promise<Enrolled[]> {
  const { store } = await openData(
    { dataDir, database: null },
    createLog(Date.now, () => undefined),
  );
  const deps = syncDeps(store, Date.now());
  await foundVillage(deps);
  const unitIds = Array.from({ length: units }, () => newId());
  await store.transaction(communeId, async ({ people }) => {
    const rest = { type: 'village', validFrom: null, validTo: null, successorId: null };
    for (const [i, id] of unitIds.entries()) await people.putUnit({ id, name: `Thôn ${i + 1}`, ...rest });
  });
  const enrolled: Enrolled[] = [];
  for (let i = 0; i < devices; i += 1) {
    const unitId = unitIds[i % units] ?? newId();
    const phone = await enrolPhone(deps, [{ role: 'submitter', unitId }]);
    const token = toBase64url(randomBytes(32));
    await store.transaction(communeId, ({ access }) =>
      access.changeDevice(phone.deviceId, { tokenHash: hashToken(token) }),
    );
    enrolled.push({ phone, unitId, token });
  }
  await store.close();
  return enrolled;
}

async function sync(port: number, token: string, told: Pick<Up, 'batch' | 'pull'>): Promise<Cursor> {
  const device = { unsent: 1, photosWaiting: 0, storedBytes: 1000, persisted: true };
  const answer = await fetchAgain(`http://localhost:${port}/api/v1/sync`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Cookie: `viectot=${token}` },
    body: JSON.stringify({ wire: 1, app: '0.1.0', device, ...told } satisfies Up),
  });
  const { answers, page } = downSchema.parse(await answer.json());
  if (!page || answers[0]?.type !== 'applied') throw new Error('a record was not applied');
  return cursorAfter(page);
}

/** As a phone does: a connection that breaks is no answer, and the same bytes are sent again. */
async function fetchAgain(url: string, init: RequestInit, attempts = 5): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (attempts === 1) throw error;
    return fetchAgain(url, init, attempts - 1);
  }
}

/** Resident memory in kB, looked at five times a second. */
function watchMemory(pid: () => number | null) {
  let highest = Number.NaN;
  const look = () => {
    const resident = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid())], { encoding: 'utf8' }));
    highest = Number.isNaN(highest) ? resident : Math.max(highest, resident);
  };
  const timer = setInterval(look, 200);
  return { highest: () => highest, stop: () => clearInterval(timer) };
}
