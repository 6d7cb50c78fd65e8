// Many writers of one commune and a reader who follows its feed meanwhile (SPEC.md S7), on one store or on several.
import type { Store } from '../../server/store/store.ts';
import { aUnit, here, putRecord } from './store-rows.ts';

export const crowd = { writers: 16, each: 25 } as const;

/** One of the crowd: records, and every third time a unit, each in a transaction of its own. */
export async function writeMany(store: Store, writer: number): Promise<void> {
  for (let i = 0; i < crowd.each; i += 1) {
    const n = 0x10_000 + writer * crowd.each + i;
    await store.transaction(here, async (tx) => {
      if (i % 3 === 2) await tx.people.putUnit(aUnit(n));
      else await putRecord(tx, n);
    });
  }
}

export interface Followed {
  /** Every number in the order the reader met it. */
  readonly seqs: readonly number[];
  /** How many times something new was there. */
  readonly portions: number;
}

/** Reads as the feed does, from where it stopped to the counter as it stands, until it has seen them all. */
export async function followFeed(store: Store, total: number): Promise<Followed> {
  const seqs: number[] = [];
  let portions = 0;
  for (let cursor = 0; cursor < total; ) {
    const { to, found } = await store.read(here, async (tx) => {
      const counter = await tx.seq();
      const records = await tx.records.between({ type: 'commune' }, cursor, counter);
      const listed = await tx.records.feedSeqs({ type: 'commune' }, cursor, total);
      const units = await tx.people.unitsBetween(cursor, counter);
      if (listed.length !== records.length + units.length) throw new Error('the feed lists what it does not hold');
      return { to: counter, found: listed };
    });
    if (found.length > 0) portions += 1;
    seqs.push(...found);
    cursor = to;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { seqs, portions };
}

export const upTo = (total: number): readonly number[] => Array.from({ length: total }, (_, i) => i + 1);
