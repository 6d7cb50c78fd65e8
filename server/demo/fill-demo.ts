// npm run demo: founds the invented commune once, lets its phones deliver ten months of records, and makes a link for each role.
import type { Role } from '../../src/shared/domain/role.ts';
import { civilToday } from '../../src/shared/lib/civil-date.ts';
import { createUuidv7 } from '../../src/shared/lib/uuid.ts';
import type { LinkAnswer } from '../../src/shared/wire/admin.ts';
import type { AppDeps } from '../http/context.ts';
import type { Tx } from '../store/store.ts';
import { addPeople } from '../use-cases/admin.ts';
import { createLinkMaker } from '../use-cases/links.ts';
import { lastsToday } from '../use-cases/person.ts';
import { addUnits } from '../use-cases/units.ts';
import { demoRecord } from './content.ts';
import { type DemoPhone, enrolDemoPhone } from './phone.ts';
import { type DemoPicture, readDemoPictures } from './pictures.ts';
import { demoCommune, demoOffice, demoUnits } from './village.ts';

const hourMs = 3600_000;
const recordCount = 150;
const spanMs = 300 * 24 * hourMs;
/** Everybody is enrolled before the first record. */
const beforeMs = 5 * 24 * hourMs;

export type DemoLink = LinkAnswer & { readonly role: Role };

export async function fillDemo(deps: AppDeps, origin: string): Promise<readonly DemoLink[]> {
  const communes = await deps.store.readInstallation((tx) => tx.communes());
  const communeId = communes[0]?.id ?? (await tellTenMonths(deps, origin));
  return linksByRole(deps, origin, communeId);
}

/** The same use cases as any phone's, on a clock that runs from the past to now. Gives the commune. */
async function tellTenMonths(real: AppDeps, origin: string): Promise<string> {
  const end = real.now();
  let clock = end - spanMs - beforeMs;
  const now = () => clock;
  const deps: AppDeps = {
    ...real,
    now,
    newId: createUuidv7({ now, random: real.random }),
    log: { ...real.log, info: () => {} },
  };
  const { officer, recorders, communeId } = await enrolEverybody(deps, origin);
  const pictures = readDemoPictures();
  const sent: { id: string; rev: number }[] = [];
  for (let n = 0; n < recordCount; n++) {
    clock = Math.min(
      end - (recordCount - n) * 1000,
      end - spanMs + (n * spanMs) / recordCount + ((n * 37) % 8) * hourMs,
    );
    const recorder = recorders[(n * 5) % recorders.length];
    if (!recorder) throw new Error('a demo without people');
    sent.push(await deliver(deps, n, recorder, officer, picturesOf(n, pictures)));
    const older = sent[n - 3];
    if (older && n % 7 !== 3) await officer.deliver(receive(older));
  }
  // Most phones were heard of just now; every sixth has long been silent.
  clock = end - 500;
  for (const [i, { phone }] of recorders.entries()) if (i % 6 !== 5) await phone.hold(0);
  real.log.info('demo-filled', { records: recordCount });
  return communeId;
}

interface Recorder {
  readonly phone: DemoPhone;
  readonly unit: (typeof demoUnits)[number];
  readonly unitId: string;
}

async function enrolEverybody(
  deps: AppDeps,
  origin: string,
): Promise<{ officer: DemoPhone; recorders: Recorder[]; communeId: string }> {
  const maker = createLinkMaker({ ...deps, origin });
  const name = demoOffice[0]?.name ?? '';
  const admin = await enrolDemoPhone(deps, await maker.founding(), 'Máy của quản trị', { name, commune: demoCommune });
  const { communeId } = admin;
  const units = await inCommune(deps, communeId, (tx) =>
    addUnits(tx, { units: demoUnits.map(({ name, type }) => ({ name, type })) }, deps.newId),
  );
  const idOf = (unitName: string) => units.added.find((unit) => unit.name === unitName)?.id ?? '';
  const people = [
    ...demoOffice.slice(1).map(({ name, role }) => ({ name, assignment: { role, unitId: null } })),
    ...demoUnits.map((unit) => ({ name: unit.recorder, assignment: { role: unit.role, unitId: idOf(unit.name) } })),
  ];
  const { added } = await inCommune(deps, communeId, (tx) => addPeople(tx, { people }, deps));
  const phones: DemoPhone[] = [];
  for (const accountId of added) {
    phones.push(await enrolDemoPhone(deps, await maker.forAccount(communeId, accountId), 'Android · Chrome'));
  }
  const recorders = demoUnits.flatMap((unit, i) => {
    const phone = phones[demoOffice.length - 1 + i];
    return phone ? [{ phone, unit, unitId: idOf(unit.name) }] : [];
  });
  return { officer: phones[0] ?? admin, recorders, communeId };
}

async function inCommune<T>(
  { store }: AppDeps,
  communeId: string,
  work: (tx: Tx) => Promise<{ ok: true; value: T } | { ok: false; error: unknown }>,
): Promise<T> {
  const result = await store.transaction(communeId, work);
  if (!result.ok) throw new Error(`the demo was refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** One record with what may happen to it afterwards: photos still on their way, a withdrawal, two people who say different things. */
async function deliver(
  deps: AppDeps,
  n: number,
  { phone, unit, unitId }: Recorder,
  officer: DemoPhone,
  pictures: readonly DemoPicture[],
) {
  const place = {
    unitId,
    unitName: unit.name,
    unitType: unit.type,
    day: civilToday(deps.now() - 20 * hourMs),
    newId: deps.newId,
  };
  const { type, content } = demoRecord(n, place, pictures);
  const id = deps.newId();
  const rows = Object.fromEntries(
    Object.entries(content.rows).map(([set, byId]) => [
      set,
      Object.entries(byId).map(([rowId, { order, ...values }]) => ({ id: rowId, order, values })),
    ]),
  );
  const [answer] = await phone.deliver({
    recordId: id,
    kind: 'create',
    body: { type, patch: { ...content.values }, rows },
  });
  if (answer?.type !== 'applied') throw new Error(`demo record ${n} was not taken: ${JSON.stringify(answer)}`);
  const { rev } = answer;
  let stillHeld = 0;
  for (const [i, [photoId]] of Object.entries(content.rows.photos ?? {}).entries()) {
    const picture = pictures[i];
    if (!picture) continue;
    await phone.upload({ recordId: id, photoId, size: 'thumb', ...picture.thumb });
    if (isStillSending(n)) stillHeld += 1;
    else await phone.upload({ recordId: id, photoId, size: 'full', ...picture.full });
  }
  if (stillHeld > 0) await phone.hold(stillHeld);
  if (n % 29 === 11) await phone.deliver({ recordId: id, kind: 'withdraw', body: { expectRev: rev } });
  if (n % 37 === 9) {
    const patch = (words: string) => ({
      recordId: id,
      kind: 'patch' as const,
      body: { patch: { title: words }, base: { title: rev } },
    });
    await officer.deliver(patch('Nghĩa cử đẹp ở thôn'));
    await phone.deliver(patch('Việc làm đẹp được bà con khen ngợi'));
  }
  return { id, rev };
}

const receive = ({ id, rev }: { id: string; rev: number }) => ({
  recordId: id,
  kind: 'command' as const,
  body: { command: { name: 'receive', expectStatus: 'sent', expectRev: rev } },
});

/** Two of three records have pictures; every fourth of these has two. */
function picturesOf(n: number, pictures: readonly DemoPicture[]): readonly DemoPicture[] {
  if (n % 3 === 2) return [];
  return [0, 1].slice(0, n % 4 === 1 ? 2 : 1).flatMap((i) => pictures[(n + i) % pictures.length] ?? []);
}

const isStillSending = (n: number) => n >= recordCount - 6 && n % 2 === 0;

/** One person of each role, in the order of the roles' work. */
async function linksByRole(deps: AppDeps, origin: string, communeId: string): Promise<readonly DemoLink[]> {
  const today = civilToday(deps.now());
  const held = await deps.store.read(communeId, async (tx) =>
    (await tx.people.assignments())
      .filter((assignment) => lastsToday(assignment, today))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
  const maker = createLinkMaker({ ...deps, origin });
  const taken = new Set<string>();
  const links: DemoLink[] = [];
  for (const role of ['submitter', 'unit-head', 'officer', 'council', 'leader', 'admin'] as const) {
    const accountId = held.find(
      (assignment) => assignment.role === role && !isFounderAsOfficer(assignment, held),
    )?.accountId;
    if (!accountId || taken.has(accountId)) continue;
    taken.add(accountId);
    links.push({ ...(await maker.forAccount(communeId, accountId)), role });
  }
  return links;
}

/** The founder holds both roles; as officer the demo shows the one who is nothing else. */
function isFounderAsOfficer(
  { accountId, role }: { accountId: string; role: Role },
  held: readonly { accountId: string; role: Role }[],
): boolean {
  return role === 'officer' && held.some((other) => other.accountId === accountId && other.role === 'admin');
}
