// The real server, killed while phones speak to it, again and again (SPEC.md S6, S9, P3).
import { afterEach, describe, expect, test } from 'vitest';
import { Chance, seed } from '../support/chance.ts';
import { type Crew, gatherCrew, type Member, work } from '../support/crew.ts';
import { tellFigures } from '../support/figures.ts';
import { databaseKinds, type Installation } from '../support/installation.ts';
import { nothingLost } from '../support/nothing-lost.ts';
import { foundVillage } from '../support/village.ts';

const wantedKills = 105;

let installation: Installation | undefined;
let crew: Crew | undefined;
afterEach(async () => {
  crew?.close();
  await installation?.remove();
});

for (const { name, isHere, open } of databaseKinds) {
  describe.skipIf(!isHere)(name, () => {
    test('[S6] [S9] [P3] a server killed at any moment of a sync has lost nothing that it answered', async () => {
      console.log(`SEED=${seed}`);
      const chance = new Chance(seed);
      installation = await open();
      const village = await foundVillage(installation.port, await installation.adminLink());
      crew = await gatherCrew(village, installation.port, chance);
      const lengths = new Lengths();
      const hours = { open: true };
      const working = Promise.all(crew.members.map((member) => workOn(member, hours, lengths)));
      const kills = await killAgainAndAgain(installation, crew, chance, lengths);
      hours.open = false;
      await working;

      const { losses, ...figures } = await nothingLost(crew, installation, village);
      tellFigures(`server killed, ${name}`, { ...kills, ...figures, losses: losses.length });
      expect(losses).toEqual([]);
      expect(kills.kills).toBeGreaterThanOrEqual(100);
      expect(kills['kills within a request']).toBeGreaterThan(wantedKills / 2);
    });
  });
}

/** How long a sync takes here and now: the middle one of the last. */
class Lengths {
  readonly #last: number[] = [];

  add(ms: number): void {
    this.#last.push(ms);
    if (this.#last.length > 40) this.#last.shift();
  }

  get usual(): number {
    const sorted = this.#last.toSorted((a, b) => a - b);
    return Math.max(30, sorted[Math.floor(sorted.length / 2)] ?? 0);
  }
}

/** Saves a little, sends, and begins again, as long as the day lasts. A server that is away is tried again soon. */
async function workOn(member: Member, hours: { open: boolean }, lengths: Lengths): Promise<void> {
  const { chance, phone } = member;
  while (hours.open) {
    await work(member, chance.is(0.4) ? 1 : 0, 0.08);
    const began = performance.now();
    const { type } = await phone.engine.run('button');
    if (type === 'done') lengths.add(performance.now() - began);
    await pause(chance.below(type === 'done' ? 40 : 120));
  }
}

async function killAgainAndAgain(
  server: Installation,
  { nextRequest, inFlight }: Crew,
  chance: Chance,
  lengths: Lengths,
) {
  let within = 0;
  for (let kill = 0; kill < wantedKills; kill++) {
    await nextRequest();
    await pause(chance.fraction() * lengths.usual);
    if (inFlight() > 0) within += 1;
    await server.kill();
    await server.start();
  }
  return { kills: wantedKills, 'kills within a request': within };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
