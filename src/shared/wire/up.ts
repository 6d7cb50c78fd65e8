// What a phone sends to POST /api/v1/sync: its operations and where its feed stands, in one request.
import * as z from 'zod/mini';
import { uuid } from '../domain/field.ts';
import { dossier } from './down.ts';
import { batchSchema, instant } from './operation.ts';
import { limits } from './version.ts';

/** Where the phone's feed stands. A new phone sends zero and nulls. */
export const cursorSchema = z.strictObject({
  from: z.int().check(z.minimum(0)),
  epoch: z.nullable(z.string().check(z.maxLength(64))),
  scope: z.nullable(z.string().check(z.maxLength(64))),
});
export type Cursor = z.infer<typeof cursorSchema>;

/** A failure on the phone, without names or texts: where, which code, how often. */
export const clientErrorSchema = z.strictObject({
  id: uuid(),
  at: instant(),
  code: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,59}$/)),
  place: z.string().check(z.regex(/^[a-zA-Z0-9/._:-]{1,120}$/)),
  version: z.string().check(z.maxLength(40)),
  count: z.int().check(z.minimum(1)),
});
export type ClientError = z.infer<typeof clientErrorSchema>;

export const upSchema = z.strictObject({
  wire: z.int().check(z.minimum(1)),
  app: z.string().check(z.maxLength(40)),
  batch: z.optional(batchSchema),
  /** Of the batch, what an earlier epoch had taken and this one lacks: its number then, the dossier number it gave, what it filed (S11). */
  again: z.optional(
    z
      .array(
        z.strictObject({
          opId: uuid(),
          rev: z.int().check(z.minimum(0)),
          dossier: z.optional(dossier()),
          filed: z.optional(z.array(z.string().check(z.maxLength(120))).check(z.maxLength(200))),
        }),
      )
      .check(z.maxLength(limits.batchOps)),
  ),
  pull: z.optional(cursorSchema),
  device: z.strictObject({
    /** Operations and photos that wait on this phone, as it stands before this request. */
    unsent: z.int().check(z.minimum(0)),
    photosWaiting: z.int().check(z.minimum(0)),
    storedBytes: z.int().check(z.minimum(0)),
    persisted: z.boolean(),
  }),
  errors: z.optional(z.array(clientErrorSchema).check(z.maxLength(limits.errorsPerRequest))),
});
export type Up = z.infer<typeof upSchema>;
