// Two people who change the same fields of one record, each on what stood before, as they would without signal.
import type { FieldValue } from '../../src/shared/domain/field.ts';
import type { Operation } from '../../src/shared/wire/operation.ts';
import { type Client, newId } from './village.ts';

export interface Wish {
  readonly by: Client;
  readonly seq: number;
  readonly patch: Readonly<Record<string, FieldValue>>;
}

/** The first one's words stand, the second one's are filed. */
export async function disagree(recordId: string, first: Wish, second: Wish): Promise<void> {
  const record = (await first.by.records()).find(({ id }) => id === recordId);
  if (!record) throw new Error('the record is not at the commune');
  const op = ({ seq, patch }: Wish): Operation => ({
    ...{ opId: newId(), seq, recordId, v: record.v, at: new Date().toISOString(), kind: 'patch' },
    body: {
      patch,
      base: Object.fromEntries(Object.keys(patch).map((path) => [path, record.revs[path] ?? record.rev])),
    },
  });
  for (const wish of [first, second]) await wish.by.sync({ ops: [op(wish)] });
}
