// A server that loses its disk and is brought back from a backup: the phones bring what the backup lacks (SPEC.md S11).
import { isDeepStrictEqual } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import type { Conflict, Snapshot } from '../../src/shared/wire/down.ts';
import type { Operation } from '../../src/shared/wire/operation.ts';
import { Chance, seed } from '../support/chance.ts';
import { type Crew, gatherCrew, type Member, untilQuiet, work } from '../support/crew.ts';
import { tellFigures } from '../support/figures.ts';
import { databaseKinds, type Installation, installationHere } from '../support/installation.ts';
import {
  counterOf,
  type Feed,
  feedOf,
  nothingLost,
  type Restore,
  revsOf,
  takenOutBy,
  type Verdict,
  valuesOf,
} from '../support/nothing-lost.ts';
import { foundVillage, type Village } from '../support/village.ts';

let installation: Installation | undefined;
let crew: Crew | undefined;
afterEach(async () => {
  crew?.close();
  await installation?.remove();
});

/** Whoever brought the backup back said so, or nobody did. */
type Told = 'told' | 'untold';

describe('on the same files, many times', () => {
  test.each<Told>(['told', 'untold'])(
    '[S11] %s: the phones bring back what the backup lacked, in any order',
    async (told) => {
      console.log(`SEED=${seed}`);
      const chance = new Chance(seed);
      const sums = { restores: 0, operations: 0, photos: 0, losses: 0 };
      const losses: string[] = [];
      for (let commune = 0; commune < (told === 'told' ? 4 : 9); commune++) {
        const open = await gather(await installationHere(), chance);
        // An epoch begins by itself once a day at most: a commune of its own for each.
        const restores: Restore[] = [];
        while (restores.length < (told === 'told' ? 3 : 1)) {
          const verdict = await drill({ ...open, chance, told, restores });
          losses.push(...verdict.losses);
          sums.restores += 1;
          sums.operations += verdict.operations;
          sums.photos += verdict.photos;
        }
        open.crew.close();
        await open.installation.remove();
      }
      tellFigures(`restored on SQLite, ${told}`, { ...sums, losses: losses.length });
      expect(losses).toEqual([]);
    },
  );
});

for (const { name, isHere, open } of databaseKinds) {
  describe.skipIf(!isHere)(name, () => {
    test.each<Told>(['told', 'untold'])(
      '[S11] the real server, by the commands of docs/operations, %s',
      async (told) => {
        console.log(`SEED=${seed}`);
        const chance = new Chance(seed);
        const gathered = await gather(await open(), chance);
        const { losses, ...figures } = await drill({ ...gathered, chance, told, restores: [] });
        tellFigures(`restored on ${name}, real server, ${told}`, { restores: 1, ...figures, losses: losses.length });
        expect(losses).toEqual([]);
      },
    );
  });
}

interface Gathered {
  readonly installation: Installation;
  readonly village: Village;
  readonly crew: Crew;
}

async function gather(opened: Installation, chance: Chance): Promise<Gathered> {
  installation = opened;
  const village = await foundVillage(opened.port, await opened.adminLink());
  crew = await gatherCrew(village, opened.port, chance);
  return { installation: opened, village, crew };
}

/** A day of work, a backup in the middle of it, more work, the loss of everything, and every phone back in its own time. */
async function drill(
  drilled: Gathered & { readonly chance: Chance; readonly told: Told; readonly restores: Restore[] },
): Promise<Verdict> {
  const { installation: server, village, crew: people, chance, told, restores } = drilled;
  await workADay(people, 4);
  await Promise.all([server.backUp(), workADay(people, 2)]);
  await workADay(people, 4);
  // Everybody has heard everything: whatever is written over now was seen.
  await untilQuiet(people, () => counterOf(server));
  for (const member of chance.shuffled(people.members)) {
    await workAndSend(member, 2);
  }
  expect(await untilQuiet(people, () => counterOf(server)), 'the phones come to rest').toBe(true);
  const before = await officeOf(village);
  const heard = new Set(people.members.flatMap(({ saved }) => [...saved.keys()]));
  const broughtBack = new Set(people.members.flatMap(broughtBackBy));
  // Some have more that nobody has heard of.
  for (const member of people.members) if (chance.is(0.4)) await work(member, 1 + chance.below(2));

  await server.stop();
  await server.loseAndPutBack();
  const from = await counterOf(server);
  if (told === 'told') await server.afterRestore();
  await server.start();
  restores.push({ from, to: await counterOf(server) });

  for (const member of chance.shuffled(people.members)) {
    if (chance.is(0.3)) member.phone.loseCookie();
    await member.phone.engine.run('button');
    // Whoever is back works on, with what is there again so far.
    await workAndSend(member, chance.below(3));
  }
  const verdict = await nothingLost(people, server, village, restores);
  const since = people.members.flatMap(({ saved }) => [...saved.values()].filter(({ opId }) => !heard.has(opId)));
  const changed = changedBy(before, await officeOf(village), since, broughtBack);
  return { ...verdict, losses: [...verdict.losses, ...changed] };
}

/**
 * Records of which an earlier restore had lost something: it stands under a number of that life. Whether a phone that writes
 * over it had heard of its coming back cannot be told from numbers once the next life is lost too: its people may be asked
 * (S11.4).
 */
const broughtBackBy = ({ saved, heard }: Member): readonly string[] =>
  [...saved.values()].filter(({ opId }) => new Set(revsOf(heard.get(opId))).size > 1).map(({ recordId }) => recordId);

const officeOf = async (village: Village): Promise<Feed> => feedOf(await village.enrol(village.people.officer));

/**
 * What a restore may not change: where nobody wrote since, nobody is asked about anything new (but in records that were
 * brought back before), and what nobody was asked about says the same. (Where two people were asked about, another order
 * of the phones may have kept the other's value.)
 */
function changedBy(
  before: Feed,
  after: Feed,
  since: readonly Operation[],
  broughtBack: ReadonlySet<string>,
): readonly string[] {
  const asked = [...placesOf(since), ...before.conflicts.map(place)];
  const alarms = after.conflicts
    .filter(({ recordId }) => !broughtBack.has(recordId))
    .map(place)
    .filter((one) => !asked.some((was) => isOneQuestion(was, one)));
  const open = new Set([...since, ...after.conflicts, ...before.conflicts].map(({ recordId }) => recordId));
  const others = [...before.records.values()].filter(({ id }) => !open.has(id));
  return [
    ...[...new Set(alarms)].map((one) => `a conflict that nobody had: ${one}`),
    ...others
      .filter((was) => !isDeepStrictEqual(said(was), said(after.records.get(was.id))))
      .map(({ id }) => `record ${id} says something else after the restore`),
  ];
}

/**
 * The same place, or a row and a word in it: who took the row out and who wrote in it disagree whoever comes first, and what is
 * filed is the row in one order and the word in the other.
 */
const isOneQuestion = (was: string, one: string): boolean =>
  was === one || was.startsWith(`${one}/`) || one.startsWith(`${was}/`);

const said = (record: Snapshot | undefined) =>
  record && [record.values, record.rows, record.status, record.dossier, record.held, record.author];

/** All at once, each a few times. */
async function workADay({ members }: Crew, acts: number): Promise<void> {
  await Promise.all(
    members.map(async (member) => {
      for (let n = 0; n < acts / 2; n++) await workAndSend(member, 2);
    }),
  );
}

async function workAndSend(member: Member, acts: number): Promise<void> {
  await work(member, acts, 0.2);
  await member.phone.engine.run('button');
}

const place = ({ recordId, field }: Pick<Conflict, 'recordId' | 'field'>) => `${recordId} ${field}`;

/** Where these operations write. */
function placesOf(ops: readonly Operation[]): ReadonlySet<string> {
  return new Set(
    ops.flatMap((op) =>
      [...valuesOf(op).map(([path]) => path), ...takenOutBy(op)].map((field) =>
        place({ recordId: op.recordId, field }),
      ),
    ),
  );
}
