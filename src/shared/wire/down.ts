// What the server answers: one answer per operation, a page of the feed, and who it takes the person for.
import * as z from 'zod/mini';
import { uuid } from '../domain/field.ts';
import { roles } from '../domain/role.ts';
import { communeSchema, unitSchema } from '../domain/unit.ts';
import { statuses } from '../domain/workflow.ts';
import { choices, instant, operationKinds } from './operation.ts';
import { rejectionCodes } from './rejection.ts';

const value = () => z.union([z.string(), z.number(), z.boolean(), z.null()]);
const revision = () => z.int().check(z.minimum(0));
/** A number a person may say on the phone: NT-2026-0123. Not an official number. */
export const dossier = () => z.string().check(z.regex(/^[A-Z]{2}-\d{4}-\d{4,}$/));

const answerHead = { opId: uuid(), repeated: z.optional(z.literal(true)) };

export const answerSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...answerHead, type: z.literal('applied'), rev: revision(), dossier: z.optional(dossier()) }),
  z.strictObject({ ...answerHead, type: z.literal('conflict'), rev: revision(), fields: z.array(z.string()) }),
  z.strictObject({
    ...answerHead,
    type: z.literal('rejected'),
    code: z.enum(rejectionCodes),
    fieldErrors: z.optional(z.array(z.strictObject({ path: z.string(), code: z.string() }))),
  }),
  z.strictObject({ ...answerHead, type: z.literal('blocked'), by: uuid() }),
]);
export type Answer = z.infer<typeof answerSchema>;

/** One thing that happened to a record, for its timeline. Never a value. */
export const eventSchema = z.strictObject({
  opId: uuid(),
  rev: revision(),
  kind: z.enum(operationKinds),
  command: z.optional(z.string()),
  note: z.optional(z.string()),
  /** The phone's clock, and the server's. */
  at: instant(),
  receivedAt: instant(),
  by: z.strictObject({ id: uuid(), name: z.string() }),
  /** The name of the device it was done on. */
  device: z.optional(z.string()),
  fields: z.optional(z.array(z.string())),
  /** Paths the author was asked about. */
  marks: z.optional(z.array(z.string())),
});
export type RecordEvent = z.infer<typeof eventSchema>;

export const snapshotSchema = z.strictObject({
  id: uuid(),
  kind: z.string(),
  v: z.int(),
  /** The commune's counter when anything here last changed; the feed is sorted by it. */
  seq: revision(),
  /** Revision of every field that `revs` does not name. */
  rev: revision(),
  revs: z.record(z.string(), revision()),
  status: z.enum(statuses),
  /** Revision of the status: what a command's `expectRev` names. */
  statusRev: revision(),
  dossier: dossier(),
  values: z.record(z.string(), value()),
  rows: z.record(z.string(), z.record(uuid(), z.catchall(z.object({ order: z.number() }), value()))),
  /** Photos whose bytes the server holds durably. One that is not named here is still awaited. */
  held: z.record(uuid(), z.enum(['thumb', 'full', 'both'])),
  author: z.strictObject({ id: uuid(), name: z.string() }),
  events: z.array(eventSchema),
  /** The record this one became part of; with the status `merged`. */
  mergedInto: z.optional(uuid()),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/**
 * Two people said different things of one field: the server kept one and files the other for a person. `field` is a path;
 * a path of two parts (`photos/<rowId>`) is a row that one person took out while another wrote in it: it stays, and both
 * values are null.
 */
export const conflictSchema = z.strictObject({
  id: uuid(),
  seq: revision(),
  recordId: uuid(),
  field: z.string(),
  kept: z.nullable(value()),
  other: z.nullable(value()),
  opId: uuid(),
  author: z.strictObject({ id: uuid(), name: z.string() }),
  /** Of the value that was not taken: the phone's clock, the server's, and the device. */
  at: z.optional(instant()),
  receivedAt: z.optional(instant()),
  device: z.optional(z.string()),
  /** Who wrote the value that stayed; absent where nobody remembers. */
  keptBy: z.optional(
    z.strictObject({ id: uuid(), name: z.string(), device: z.optional(z.string()), receivedAt: z.optional(instant()) }),
  ),
  resolvedBy: z.nullable(uuid()),
  resolution: z.optional(
    z.strictObject({ choice: z.enum(choices), by: z.strictObject({ id: uuid(), name: z.string() }), at: instant() }),
  ),
});
export type Conflict = z.infer<typeof conflictSchema>;

export const tombstoneSchema = z.strictObject({ id: uuid(), seq: revision() });

export const pageSchema = z.strictObject({
  /** The cursor this page continues; the phone takes the page only if it is its own. */
  from: revision(),
  next: revision(),
  epoch: z.string(),
  /** Of another epoch than the cursor's: what was answered with a higher number than this is offered again (S11). */
  epochFrom: z.optional(revision()),
  scope: z.string(),
  /** True: the phone's epoch or scope was another; it forgets the confirmed rows and starts from zero with this page. */
  restart: z.boolean(),
  more: z.boolean(),
  records: z.array(snapshotSchema),
  tombstones: z.array(tombstoneSchema),
  conflicts: z.array(conflictSchema),
  units: z.array(unitSchema),
});
export type Page = z.infer<typeof pageSchema>;

export const meSchema = z.strictObject({
  accountId: uuid(),
  name: z.string(),
  deviceId: uuid(),
  commune: communeSchema,
  assignments: z.array(z.strictObject({ role: z.enum(roles), unitId: z.nullable(uuid()) })),
});
export type Me = z.infer<typeof meSchema>;

export const downSchema = z.strictObject({
  wire: z.int(),
  /** The server's clock: evidence for "gửi lần cuối" and for the age of receipts, never order. */
  now: instant(),
  me: meSchema,
  answers: z.array(answerSchema),
  page: z.optional(pageSchema),
  /** Errors of the phone that are now on the admin's list. */
  errorsKept: z.optional(z.array(uuid())),
});
export type Down = z.infer<typeof downSchema>;
