// One history of a simulated village: people, phones, lines, a server that may be brought back from a backup. Everything in
// it follows from the seed.
import type { Assignment } from '../../src/shared/domain/role.ts';
import type { Outcome } from '../../src/shared/sync/classify.ts';
import type { OutboxRow } from '../../src/shared/sync/outbox.ts';
import { planBatch } from '../../src/shared/sync/plan.ts';
import type { Trigger } from '../../src/shared/sync/run.ts';
import type { Down } from '../../src/shared/wire/down.ts';
import type { Up } from '../../src/shared/wire/up.ts';
import { whatIsWrong } from './check.ts';
import { Ledger, wordOf } from './ledger.ts';
import { type Fault, faults, Network } from './network.ts';
import { type Random, randomOf } from './random.ts';
import { SimPhone } from './sim-phone.ts';
import { openServer, type Person, type SimServer } from './sim-server.ts';
import { Villager } from './villagers.ts';

/** How often each kind of step comes, of a hundred or so. */
const weights = {
  open: 9,
  save: 16,
  command: 9,
  withdraw: 3,
  resolve: 12,
  merge: 3,
  trigger: 14,
  deliver: 26,
  crash: 2,
  rights: 2,
  skew: 1,
  backup: 2,
  restore: 3,
} as const;
export type StepKind = keyof typeof weights;
export const stepKinds = Object.keys(weights) as readonly StepKind[]; // the keys of a literal
/** Of a village in which everybody writes in one title: what makes people meet there, and servers come back. */
const narrow = { ...weights, open: 15, save: 24, command: 3, withdraw: 1, merge: 1, rights: 0, backup: 1, restore: 6 };
const deckOf = (of: Readonly<Record<StepKind, number>>) =>
  stepKinds.flatMap((kind) => Array.from({ length: of[kind] }, () => kind));
const decks = { wide: deckOf(weights), narrow: deckOf(narrow) };

export interface Told {
  readonly seed: number;
  readonly steps: number;
  readonly kinds: ReadonlySet<StepKind>;
  readonly faults: ReadonlySet<Fault>;
  readonly applied: number;
  readonly conflicts: number;
  readonly refused: number;
  readonly lostAnswers: number;
  readonly restores: number;
  /** What was wrong in the end; null: nothing. */
  readonly violation: string | null;
}

const epoch = Date.parse('2026-11-02T00:00:00.000Z');
const mostRounds = 60;

/** @param trace hears every step, for a person who looks for what went wrong. */
export async function runHistory(seed: number, trace: Trace = () => undefined): Promise<Told> {
  const village = await found(randomOf(seed), trace);
  try {
    for (let step = 0; step < village.length && village.bug === null; step += 1) await village.step();
    if (village.bug === null) await village.comeToRest();
  } catch (error) {
    village.bug ??= error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  return village.told(seed);
}

interface Village {
  readonly length: number;
  bug: string | null;
  step(): Promise<void>;
  comeToRest(): Promise<void>;
  told(seed: number): Told;
}

type Trace = (line: string) => void;

async function found(random: Random, trace: Trace): Promise<Village> {
  let clock = epoch;
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `01900000-0000-7000-8000-${ids.toString(16).padStart(12, '0')}`;
  };
  let words = 0;
  const newWord = () => {
    words += 1;
    return wordOf(words);
  };
  const server = await openServer(newId, () => clock);
  const ledger = new Ledger();
  const skews = new Map<SimPhone, number>();
  const isNarrow = random.chance(25);
  const network = new Network(async (phone, up) => {
    const outcome = await server.answer(phone.person, up);
    trace(`  ${named(phone)} ${said(up, outcome)}`);
    return outcome;
  });
  const named = (phone: SimPhone) => `phone ${villagers.findIndex((one) => one.phone === phone)}`;
  const told = { kinds: new Set<StepKind>(), faults: new Set<Fault>(), steps: 0, restores: 0, renumbers: false };
  const [village, school] = server.units;

  const enrol = async (accountId: string, rights: readonly Assignment[]): Promise<Villager> => {
    const person: Person = { accountId, deviceId: newId(), queueId: newId() };
    await server.enrol(person, rights);
    const phone: SimPhone = new SimPhone({
      person,
      send: (from, up) => network.send(from, up),
      now: () => clock + (skews.get(phone) ?? 0),
      fraction: () => 0.5,
    });
    return new Villager(phone, rights[0]?.unitId ?? village, { ledger, newId, newWord, units: server.units, isNarrow });
  };
  const [head, colleague, teacher, office] = [newId(), newId(), newId(), newId()];
  const own = (unitId: string, role: Assignment['role'] = 'submitter'): readonly Assignment[] => [{ role, unitId }];
  const officer: readonly Assignment[] = [{ role: 'officer', unitId: null }];
  const villagers = [
    await enrol(head, own(village, 'unit-head')),
    await enrol(colleague, own(village)),
    await enrol(teacher, own(school)),
    await enrol(office, officer),
    await enrol(office, officer), // the same person's desktop
  ];
  const changing = [head, colleague, teacher];

  const result: Village = { length: 31 + random.below(24), bug: null, step, comeToRest, told: tell };
  const onError = (error: unknown) => {
    result.bug ??= error instanceof Error ? (error.stack ?? error.message) : String(error);
  };
  for (const { phone } of villagers) phone.onEnd = (end) => end.type === 'done' && lookForLostTrigger(phone);
  const switchedOff = new Set<SimPhone>();
  /** Saves that rang, and may have found somebody at work. */
  const rung = new Map<SimPhone, number>();

  function lookForLostTrigger(phone: SimPhone): void {
    if (phone.running > 0) return;
    const upTo = rung.get(phone) ?? 0;
    // What a run was told to wait with, or what came back from an epoch that never heard of it, is the next run's.
    const blocked = phone.rows().filter(({ answer, again }) => answer?.type === 'blocked' || again?.rev === 0);
    const left = planBatch(phone.rows(), 50, new Set(blocked.map(({ recordId }) => recordId)));
    const forgotten = left.find(({ seq }) => seq <= upTo);
    if (forgotten) result.bug ??= `a trigger was lost: operation ${forgotten.opId} was rung for, and every run is done`;
  }

  function ring(phone: SimPhone, trigger: Trigger): void {
    rung.set(phone, phone.disk.lastSeq);
    phone.trigger(random.below(2), trigger, onError);
  }

  async function step(): Promise<void> {
    clock += random.below(3600_000);
    const kind = random.pick(isNarrow ? decks.narrow : decks.wide) ?? 'deliver';
    // Whoever has something to do comes first: one after another from somebody.
    const first = random.below(villagers.length);
    for (let at = 0; at < villagers.length; at += 1) {
      const villager = villagers[(first + at) % villagers.length];
      if (!villager || switchedOff.has(villager.phone) || !(await take(kind, villager))) continue;
      told.steps += 1;
      told.kinds.add(kind);
      trace(`${told.steps} ${kind} ${named(villager.phone)}`);
      break;
    }
    await quietNow();
  }

  /** Some records are there before anything goes wrong. */
  async function begin(): Promise<void> {
    for (const villager of villagers.slice(0, 3)) for (let n = random.below(2); n >= 0; n -= 1) villager.create(random);
    for (const { phone } of villagers) {
      if (random.chance(40)) continue; // opened for the first time later on
      ring(phone, 'button');
      await quietNow();
      await land();
    }
  }

  /** False where there was nothing to do. */
  async function take(kind: StepKind, villager: Villager): Promise<boolean> {
    const { phone } = villager;
    switch (kind) {
      case 'open':
        return villager.open(random);
      case 'save':
      case 'command':
      case 'withdraw':
      case 'resolve':
      case 'merge': {
        // In the moment in which a run looks for the last time whether somebody rang.
        if (kind === 'save' && phone.running > 0 && random.chance(20)) {
          phone.atEnd ??= () => {
            villager.save(random);
            if (random.chance(50)) villager.goOn();
            ring(phone, 'saved');
          };
          return true;
        }
        const saved = villager[kind](random);
        if (saved > 0 && random.chance(70)) ring(phone, 'saved');
        return saved > 0;
      }
      case 'trigger':
        ring(phone, 'button');
        return true;
      case 'deliver': {
        if (network.isQuiet) return false;
        // Up to the server, and mostly down to the phone in the same breath.
        const wish = () => (random.chance(22) ? (random.pick(faults) ?? null) : null);
        for (let legs = random.below(4) === 0 ? 1 : 2 + random.below(3); legs > 0; legs -= 1) {
          const fault = await network.deliver(
            network.size - 1 - (random.chance(30) ? random.below(network.size) : 0),
            wish(),
          );
          if (fault) told.faults.add(fault);
          trace(`  leg ${fault ?? 'well'}`);
          await quietNow();
        }
        return true;
      }
      case 'crash':
        network.forget(phone);
        phone.crash();
        return true;
      case 'rights': {
        const account = random.pick(changing);
        if (account === undefined) return false;
        const units = random.pick([[village], [school], [village, school], []]) ?? [];
        await server.assign(
          account,
          units.map((unitId) => ({ role: 'submitter', unitId })),
        );
        return true;
      }
      case 'skew':
        skews.set(phone, (random.below(100_000) - 50_000) * 60_000);
        return true;
      case 'backup':
        server.backup();
        return true;
      case 'restore': {
        if (!told.renumbers) noteDossiers();
        const isTold = random.chance(75);
        const restored = await server.restore(isTold);
        if (restored) network.cut();
        if (restored) told.restores += 1;
        // Only who restores can know that dossiers were numbered in what is lost; and of two restores from one backup the second
        // gives numbers that the first had given.
        if (restored && (!isTold || told.restores > 1)) told.renumbers = true;
        // Somebody comes back only when others have written in the new life: with unsent work, or with some that was lost.
        const [lostFrom = 0] = server.lost.at(-1) ?? [];
        const hasLost = ({ disk }: SimPhone) => [...disk.receipts.values()].some(({ rev }) => rev > lostFrom);
        const withWork = villagers.filter(({ phone: one }) => one.rows().some(isWaiting) || hasLost(one));
        const late = random.chance(70) ? random.pick(withWork)?.phone : undefined;
        if (restored && late) switchOff(late);
        return restored;
      }
      default:
        throw new Error(kind);
    }
  }

  function switchOff(phone: SimPhone): void {
    switchedOff.add(phone);
    network.forget(phone);
    phone.crash();
  }

  /** Everything that can go on without the network has gone on. */
  const quietNow = () => new Promise<void>((resolve) => process.nextTick(resolve));

  function noteDossiers(): void {
    for (const { phone } of villagers)
      for (const { op, dossier } of phone.disk.receipts.values())
        if (dossier !== null && !ledger.dossiers.has(op.recordId)) ledger.dossiers.set(op.recordId, dossier);
  }

  async function land(): Promise<void> {
    while (!network.isQuiet && result.bug === null) {
      await network.deliver(0, null);
      await quietNow();
    }
  }

  /** Where phone and server stood when the phone last asked. */
  const rested = new Map<SimPhone, string>();
  const stand = ({ disk }: SimPhone) => `${server.seq()} ${disk.cursor.from} ${disk.lastSeq} ${disk.outbox.size}`;
  const isAtRest = (phone: SimPhone) => rested.get(phone) === stand(phone);
  function noteRest(): void {
    const now = server.seq();
    for (const { phone } of villagers) if (phone.disk.cursor.from === now) rested.set(phone, stand(phone));
  }

  /** No more harm: every phone that has or may hear something asks, until nobody does. */
  async function comeToRest(): Promise<void> {
    await land();
    clock += 48 * 3600_000; // a server asked for a day of patience gets it
    for (let round = 0; result.bug === null; round += 1) {
      if (round === mostRounds) {
        result.bug = 'the village does not come to rest';
        return;
      }
      const restless = villagers.filter(({ phone }) => !isAtRest(phone));
      if (restless.length === 0) break;
      for (const { phone } of restless) {
        ring(phone, 'button');
        await quietNow();
        await land();
      }
      noteRest();
    }
    if (told.renumbers) ledger.dossiers.clear();
    else noteDossiers();
    result.bug ??= await whatIsWrong(
      server,
      villagers.map(({ phone }) => phone),
      ledger,
      random.chance(30),
    );
  }

  function tell(seed: number): Told {
    const answers = answersOf(server);
    return {
      seed,
      steps: told.steps,
      kinds: told.kinds,
      faults: told.faults,
      applied: answers.applied,
      conflicts: answers.conflict,
      refused: answers.rejected,
      lostAnswers: network.lostAnswers,
      restores: told.restores,
      violation: result.bug,
    };
  }
  await begin();
  return result;
}

const isWaiting = ({ state }: OutboxRow) => state === 'waiting';

function said({ batch, again, pull }: Up, outcome: Outcome): string {
  const ops = (batch?.ops ?? [])
    .map(({ kind, seq, recordId, opId }) => `${kind}#${seq}:${opId.slice(-3)}(${recordId.slice(-3)})`)
    .join(' ');
  const json = outcome.type === 'response' ? (outcome.json as Partial<Down>) : {}; // only printed
  const answers = (json.answers ?? []).map((answer) => `${answer.type}${answer.repeated ? '*' : ''}`).join(' ');
  const page = json.page
    ? `page ${json.page.from}-${json.page.next}${json.page.restart ? ' restart' : ''}${json.page.more ? ' more' : ''}`
    : '';
  return `pull ${pull?.from} [${ops}] again ${again?.length ?? 0} → ${answers} ${page}`;
}

function answersOf(server: SimServer) {
  const counts = { applied: 0, conflict: 0, rejected: 0, blocked: 0 };
  for (const { row } of server.tables().operations.all()) counts[row.answer.type] += 1;
  return counts;
}
