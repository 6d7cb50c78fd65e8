// GET /api/v1/records/:id/history: every operation that changed a record, value by value. Online only: a phone's timeline has
// the same events without values.
import * as z from 'zod/mini';
import { uuid } from '../domain/field.ts';
import { instant, operationKinds } from './operation.ts';

const value = () => z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const historySchema = z.strictObject({
  entries: z.array(
    z.strictObject({
      opId: uuid(),
      /** The commune's number that it took. */
      rev: z.int(),
      kind: z.enum(operationKinds),
      command: z.optional(z.string()),
      note: z.optional(z.string()),
      /** When the person says it was, by their phone's clock, and when the server took it. */
      at: instant(),
      receivedAt: instant(),
      by: z.strictObject({ id: uuid(), name: z.string() }),
      device: z.optional(z.string()),
      /**
       * Null: nothing stood there, or nothing stands there now. `from` is absent where nobody kept it. Both alike: what was
       * written, or chosen, stood there already.
       */
      changes: z.array(z.strictObject({ path: z.string(), from: z.optional(value()), to: value() })),
      /** Paths that were not taken but filed for a person. */
      filed: z.optional(z.array(z.string())),
      /** The words at those paths; null is an emptied field, or a row that was to be taken out. Only with `?notTaken=1`. */
      notTaken: z.optional(z.array(z.strictObject({ path: z.string(), value: value() }))),
      /** The words were erased at somebody's wish; that it happened stays. */
      erased: z.optional(z.literal(true)),
    }),
  ),
});
export type History = z.infer<typeof historySchema>;
export type HistoryEntry = History['entries'][number];
