// A commune that has been recording for years, through the endpoint as its phones would: signed batches, one answer each.
import { type DemoContent, type DemoPlace, demoRecord } from '../server/demo/content.ts';
import { kinds } from '../src/shared/domain/kinds.ts';
import type { Unit } from '../src/shared/domain/unit.ts';
import { createBody } from '../src/shared/sync/create-body.ts';
import type { Operation } from '../src/shared/wire/operation.ts';
import type { Cursor } from '../src/shared/wire/up.ts';
import { limits } from '../src/shared/wire/version.ts';
import { type Client, newId } from '../tests/support/village.ts';

/**
 * Records `count` nominations of the unit, written by `client`, whose queue's next sequence number is `seq`; gives them.
 * @param contentOf what the n-th says
 */
export async function recordMany(
  client: Client,
  unit: Unit,
  count: number,
  seq: number,
  contentOf: (n: number, place: DemoPlace) => DemoContent = demoNomination,
): Promise<readonly Operation[]> {
  const recorded: Operation[] = [];
  let from: Cursor = { from: 0, epoch: null, scope: null };
  for (let done = 0; done < count; done += limits.batchOps) {
    const ops = Array.from({ length: Math.min(limits.batchOps, count - done) }, (_, at) =>
      aCreate(contentOf(done + at, placeOf(unit, dayOf(done + at))), seq + done + at),
    );
    recorded.push(...ops);
    const { answers, page } = await client.sync({ ops, from });
    const refused = answers.find(({ type }) => type !== 'applied');
    if (refused || answers.length !== ops.length) throw new Error(`A record was not taken: ${JSON.stringify(refused)}`);
    if (page) from = { from: page.next, epoch: page.epoch, scope: page.scope };
  }
  return recorded;
}

const placeOf = ({ id, name }: Unit, day: string): DemoPlace => ({
  unitId: id,
  unitName: name,
  unitType: 'village',
  day,
  newId,
});

function aCreate({ type, content }: DemoContent, seq: number): Operation {
  return {
    opId: newId(),
    seq,
    recordId: newId(),
    v: kinds[type]?.v ?? 1,
    at: new Date().toISOString(),
    kind: 'create',
    body: createBody(type, content),
  };
}

/** Of a village, the demo's records 5, 17, 29… are initiatives: they are passed over. */
const demoNomination = (n: number, place: DemoPlace): DemoContent =>
  demoRecord(n + Math.floor((n + 6) / 11), place, []);

/** Days of the last years, over and over. */
const dayOf = (n: number): string => new Date(Date.UTC(2025, 0, 1 + (n % 600))).toISOString().slice(0, 10);
