// A line that breaks in the middle of whatever passes, up and down, at any byte (SPEC.md S8, P1, P2).
import { afterEach, describe, expect, test } from 'vitest';
import { Chance, seed } from '../support/chance.ts';
import { type ChaosProxy, goodWeather, startChaosProxy } from '../support/chaos-proxy.ts';
import { type Crew, gatherCrew, type Member, work } from '../support/crew.ts';
import { tellFigures } from '../support/figures.ts';
import { databaseKinds, type Installation } from '../support/installation.ts';
import { nothingLost } from '../support/nothing-lost.ts';
import { foundVillage } from '../support/village.ts';

const wantedCuts = 220;

let proxy: ChaosProxy | undefined;
let installation: Installation | undefined;
let crew: Crew | undefined;
afterEach(async () => {
  crew?.close();
  await proxy?.close();
  await installation?.remove();
});

for (const { name, isHere, open } of databaseKinds) {
  describe.skipIf(!isHere)(name, () => {
    test('[S8] [P1] [P2] a line that delays, resets and cuts bodies off loses nothing and doubles nothing', async () => {
      console.log(`SEED=${seed}`);
      const chance = new Chance(seed);
      proxy = await startChaosProxy(chance.fork());
      installation = await open({ origin: proxy.origin });
      proxy.toward(installation.port);
      const village = await foundVillage(installation.port, await installation.adminLink());
      crew = await gatherCrew(village, proxy.port, chance);

      proxy.weather({ breaksWithin: 25_000, delayMs: 8 });
      await Promise.all(crew.members.map((member) => workUntilCut(member, proxy)));
      proxy.weather(goodWeather);

      const { losses, ...figures } = await nothingLost(crew, installation, village);
      const { cutsUp, cutsDown } = proxy.counted;
      const cuts = { cuts: cutsUp + cutsDown, 'cuts within a request': cutsUp, 'cuts within an answer': cutsDown };
      tellFigures(`bad line, ${name}`, { ...cuts, ...figures, losses: losses.length });
      expect(losses).toEqual([]);
      expect(cuts.cuts).toBeGreaterThanOrEqual(200);
      expect(Math.min(cutsUp, cutsDown)).toBeGreaterThan(50);
    });
  });
}

async function workUntilCut(member: Member, line: ChaosProxy | undefined): Promise<void> {
  const { chance, phone } = member;
  while (line && line.counted.cutsUp + line.counted.cutsDown < wantedCuts) {
    await work(member, chance.is(0.6) ? 1 : 0, 0.3);
    await phone.engine.run('button');
  }
}
