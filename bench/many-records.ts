// A commune that has been recording for years, through the endpoint as its phones would: signed batches, one answer each.
import { demoRecord } from '../server/demo/content.ts';
import { kinds } from '../src/shared/domain/kinds.ts';
import type { Unit } from '../src/shared/domain/unit.ts';
import { createBody } from '../src/shared/sync/create-body.ts';
import type { Operation } from '../src/shared/wire/operation.ts';
import type { Cursor } from '../src/shared/wire/up.ts';
import { limits } from '../src/shared/wire/version.ts';
import { type Client, newId } from '../tests/support/village.ts';

/** Records `count` nominations of the unit, written by `client`, whose queue's next sequence number is `seq`. */
export async function recordMany(client: Client, unit: Unit, count: number, seq: number): Promise<void> {
  let from: Cursor = { from: 0, epoch: null, scope: null };
  for (let done = 0; done < count; done += limits.batchOps) {
    const ops = Array.from({ length: Math.min(limits.batchOps, count - done) }, (_, at) =>
      aCreate(done + at, unit, seq + done + at),
    );
    const { answers, page } = await client.sync({ ops, from });
    const refused = answers.find(({ type }) => type !== 'applied');
    if (refused || answers.length !== ops.length) throw new Error(`A record was not taken: ${JSON.stringify(refused)}`);
    if (page) from = { from: page.next, epoch: page.epoch, scope: page.scope };
  }
}

function aCreate(n: number, unit: Unit, seq: number): Operation {
  const place = { unitId: unit.id, unitName: unit.name, unitType: 'village', day: dayOf(n), newId } as const;
  const { type, content } = demoRecord(nominationAt(n), place, []);
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
const nominationAt = (n: number): number => n + Math.floor((n + 6) / 11);

/** Days of the last years, over and over. */
const dayOf = (n: number): string => new Date(Date.UTC(2025, 0, 1 + (n % 600))).toISOString().slice(0, 10);
