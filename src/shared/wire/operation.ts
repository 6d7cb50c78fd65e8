// An operation: what a person did to one record, fixed when they pressed save. A retry sends the same bytes.
import * as z from 'zod/mini';
import { longestText, uuid } from '../domain/field.ts';

/** An instant, UTC, with milliseconds. */
export const instant = () =>
  z.string().check(
    z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
    z.refine((text) => !Number.isNaN(Date.parse(text))), // whoever reads it prints it
  );

export const operationKinds = ['create', 'patch', 'setAdd', 'setRemove', 'command', 'withdraw'] as const;

/** How a conflict ends: what the server kept, what it had not taken, or something new. */
export const choices = ['kept', 'other', 'new'] as const;

const name = () => z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,39}$/));
const path = () => z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,39}(\/[0-9a-f-]{36}\/[a-z][A-Za-z0-9]{0,39})?$/));
/** A path, or a row as a whole: `photos/<rowId>`. */
const seenPath = () =>
  z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,39}(\/[0-9a-f-]{36}(\/[a-z][A-Za-z0-9]{0,39})?)?$/));
const value = () => z.union([z.string().check(z.maxLength(longestText)), z.number(), z.boolean(), z.null()]);
const revision = () => z.int().check(z.minimum(0));
const values = () => z.record(name(), value());
const row = () => z.strictObject({ id: uuid(), order: z.number(), values: values() });
const rows = () => z.record(name(), z.array(row()).check(z.maxLength(100)));

const head = {
  opId: uuid(),
  /** 1, 2, 3… per queue, without gaps. */
  seq: z.int().check(z.minimum(1)),
  recordId: uuid(),
  /** Version of the record kind's fields that the body was written with. */
  v: z.int().check(z.minimum(1)),
  /** The phone's clock: evidence, never order. */
  at: instant(),
};

export const operationSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...head,
    kind: z.literal('create'),
    body: z.strictObject({ type: name(), patch: values(), rows: rows() }),
  }),
  z.strictObject({
    ...head,
    kind: z.literal('patch'),
    body: z.strictObject({ patch: z.record(path(), value()), base: z.record(path(), revision()) }),
  }),
  z.strictObject({ ...head, kind: z.literal('setAdd'), body: z.strictObject({ rows: rows() }) }),
  z.strictObject({
    ...head,
    kind: z.literal('setRemove'),
    body: z.strictObject({
      rows: z.record(name(), z.array(uuid()).check(z.maxLength(100))),
      base: z.record(z.string(), revision()),
    }),
  }),
  z.strictObject({
    ...head,
    kind: z.literal('command'),
    body: z.strictObject({
      command: z.strictObject({
        name: name(),
        expectStatus: z.string().check(z.maxLength(40)),
        expectRev: revision(),
        note: z.optional(z.string().check(z.maxLength(2000))),
        /** Paths the author is asked about; with `return`. */
        marks: z.optional(z.array(path()).check(z.maxLength(100))),
        /** With `merge`: the other record, which becomes part of this one; what the person chose where the two differ. */
        merge: z.optional(
          z.strictObject({
            from: uuid(),
            /** Revision of the other record's status, as it was seen. */
            fromRev: revision(),
            /** Revisions of the other record's words, as they were seen; 0.2.0 and earlier apps do not say. */
            fromBase: z.optional(z.record(seenPath(), revision())),
            /** By row of the other: the row of this one that stood for it, as it was seen; earlier apps do not say. */
            pairs: z.optional(z.record(uuid(), uuid())),
            patch: z.record(path(), value()),
            base: z.record(path(), revision()),
          }),
        ),
        /** With `resolve`: the conflict, and what the person wants to stand. */
        resolve: z.optional(
          z.strictObject({
            conflictId: uuid(),
            /** The path the conflict speaks of. */
            field: z.string().check(z.maxLength(120)),
            choice: z.enum(choices),
            value: value(),
            /** Revision of the field, as it was seen. */
            base: revision(),
          }),
        ),
      }),
    }),
  }),
  z.strictObject({
    ...head,
    kind: z.literal('withdraw'),
    body: z.strictObject({ expectRev: revision(), reason: z.optional(z.string().check(z.maxLength(2000))) }),
  }),
]);
export type Operation = z.infer<typeof operationSchema>;
export type OperationKind = Operation['kind'];
type CommandBody = Extract<Operation, { kind: 'command' }>['body']['command'];
export type Merge = NonNullable<CommandBody['merge']>;
export type Resolution = NonNullable<CommandBody['resolve']>;

/** What an earlier epoch had answered to an operation that is offered again. */
export interface Again {
  readonly rev: number;
  readonly dossier?: string | undefined;
  /** Paths at which it had not been taken, but filed for a person. */
  readonly filed?: string[] | undefined;
}

/** One person's operations from one phone, signed together (ECDSA P-256 over SHA-256 of `signedBytes`). */
export const batchSchema = z.strictObject({
  queue: uuid(),
  ops: z.array(operationSchema).check(z.minLength(1), z.maxLength(50)),
  /** base64url of the 64-byte r‖s signature. */
  sig: z.string().check(z.regex(/^[A-Za-z0-9_-]{86}$/)),
});
export type Batch = z.infer<typeof batchSchema>;
