// A commune's people at work: several real phones (the app's own database and engine) at once, and beside them what they
// saved and what they heard, kept apart from the phones so that it can be held against them.
import type { PhotoRow } from '../../src/db/rows.ts';
import type { Answer } from '../../src/shared/wire/down.ts';
import { downSchema } from '../../src/shared/wire/down.ts';
import type { Operation } from '../../src/shared/wire/operation.ts';
import type { Chance } from './chance.ts';
import { act, type Worker } from './crew-acts.ts';
import { type Fault, openPhone, type Phone } from './phone.ts';
import type { Person, Village } from './village.ts';

/** A phone, and beside it what its person saved and heard. */
export interface Witness {
  readonly name: string;
  readonly person: Person;
  readonly phone: Pick<Phone, 'db' | 'engine' | 'queueId'>;
  /** Every photo this phone took, with the hashes it computed. */
  readonly photos: readonly PhotoRow[];
  /** By opId: what was saved on this phone, as it stood right after. */
  readonly saved: Map<string, Operation>;
  /** By opId: every answer that came whole over the line. */
  readonly heard: Map<string, readonly Answer[]>;
}

export interface Member extends Worker, Witness {
  readonly phone: Phone;
  readonly photos: PhotoRow[];
}

export interface Crew {
  readonly members: readonly Member[];
  /** Requests on their way at this moment. */
  inFlight(): number;
  /** Resolves when a phone has just begun to send. */
  nextRequest(): Promise<void>;
  close(): void;
}

/** Two phones of the hamlet's head, one of the school's teacher, two of the officer. `port`: where they find the commune. */
export async function gatherCrew(village: Village, port: number, chance: Chance): Promise<Crew> {
  const { head, teacher, officer } = village.people;
  const wanted = [
    { name: 'head', person: head, side: 'unit', unitId: village.hamlet.id },
    { name: 'head again', person: head, side: 'unit', unitId: village.hamlet.id },
    { name: 'teacher', person: teacher, side: 'unit', unitId: village.school.id },
    { name: 'officer', person: officer, side: 'office', unitId: village.hamlet.id },
    { name: 'officer again', person: officer, side: 'office', unitId: village.school.id },
  ] as const;
  let inFlight = 0;
  let begun = Promise.withResolvers<void>();
  const members: Member[] = [];
  for (const one of wanted) {
    const phone = await openPhone(port, await village.link(one.person));
    const member = { ...one, phone, chance: chance.fork(), photos: [], saved: new Map(), heard: new Map() };
    const listen: Fault = async (pass, { path }) => {
      inFlight += 1;
      begun.resolve();
      begun = Promise.withResolvers();
      try {
        const response = await pass();
        if (path === '/api/v1/sync' && response.ok) await hear(member, response.clone());
        return response;
      } finally {
        inFlight -= 1;
      }
    };
    phone.failAlways(listen);
    members.push(member);
  }
  return {
    members,
    inFlight: () => inFlight,
    nextRequest: () => begun.promise,
    close: () => {
      for (const { phone } of members) phone.close();
    },
  };
}

/** Does `acts` things and remembers what was saved. */
export async function work(member: Member, acts: number, photoChance?: number): Promise<void> {
  for (let n = 0; n < acts; n++) await act(member, photoChance);
  await remember(member);
}

export async function remember({ phone: { db }, saved }: Witness): Promise<void> {
  const receipts = await db.receipts.toArray();
  for (const { op } of [...receipts, ...(await db.outbox.toArray())]) {
    if (!saved.has(op.opId)) saved.set(op.opId, op);
  }
}

/** Only what came to its end and fits the wire is an answer. */
async function hear({ heard }: Witness, response: Response): Promise<void> {
  const text = await response.text().catch(() => '');
  const down = downSchema.safeParse(text === '' ? null : JSON.parse(text));
  for (const answer of down.success ? down.data.answers : []) {
    heard.set(answer.opId, [...(heard.get(answer.opId) ?? []), answer]);
  }
}

/** Syncs, in any order, until nobody has anything to send or to hear. False: that did not come. */
export async function untilQuiet(
  { members }: { readonly members: readonly Witness[] },
  counter: () => Promise<number>,
): Promise<boolean> {
  for (let round = 0; round < 25; round++) {
    await Promise.all(members.map(({ phone }) => phone.engine.run('button')));
    const now = await counter();
    if ((await Promise.all(members.map((member) => isQuiet(member, now)))).every(Boolean)) return true;
  }
  return false;
}

async function isQuiet({ phone: { db } }: Witness, counter: number): Promise<boolean> {
  const rows = await db.outbox.toArray();
  const stuck = new Set(rows.filter(({ state }) => state === 'attention').map(({ recordId }) => recordId));
  const photos = await db.photos.where('state').equals('ready').toArray();
  const cursor = await db.meta.get('cursor');
  return (
    rows.every(({ state, recordId }) => state === 'attention' || (state === 'waiting' && stuck.has(recordId))) &&
    photos.every(({ recordId }) => stuck.has(recordId)) &&
    cursor?.key === 'cursor' &&
    cursor.value.from === counter
  );
}
