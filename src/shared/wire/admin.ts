// People, units, links and devices, as the screen "Người và máy" reads and changes them. Online only; records never pass here.
import * as z from 'zod/mini';
import { civilDate, properName, uuid } from '../domain/field.ts';
import { roles } from '../domain/role.ts';
import { unitSchema } from '../domain/unit.ts';
import { clientErrorSchema } from './up.ts';

const assignment = () => z.strictObject({ role: z.enum(roles), unitId: z.nullable(uuid()) });

/** GET /api/v1/admin/people */
export const peopleSchema = z.strictObject({
  units: z.array(unitSchema),
  people: z.array(
    z.strictObject({
      id: uuid(),
      name: properName(),
      assignments: z.array(
        z.strictObject({
          id: uuid(),
          role: z.enum(roles),
          unitId: z.nullable(uuid()),
          from: civilDate(),
          to: z.nullable(civilDate()),
        }),
      ),
      /** The newest link that is neither used, revoked nor expired. Its secret is shown once only, when made. */
      openLink: z.nullable(z.strictObject({ id: uuid(), expiresAt: z.string() })),
      devices: z.array(
        z.strictObject({
          id: uuid(),
          name: z.string(),
          enrolledAt: z.string(),
          lastSeenAt: z.nullable(z.string()),
          lastSyncAt: z.nullable(z.string()),
          unsent: z.int(),
          photosWaiting: z.int(),
          app: z.string(),
          revokedAt: z.nullable(z.string()),
        }),
      ),
    }),
  ),
});
export type People = z.infer<typeof peopleSchema>;

/** POST /api/v1/admin/units: one or many (pasted lines). A name already there is answered in `existing`, not doubled. */
export const addUnitsSchema = z.strictObject({
  units: z
    .array(z.strictObject({ name: properName(), type: z.string().check(z.maxLength(40)) }))
    .check(z.minLength(1), z.maxLength(500)),
});
export const addUnitsAnswerSchema = z.strictObject({ added: z.array(unitSchema), existing: z.array(unitSchema) });

/** PATCH /api/v1/admin/units/:id */
export const changeUnitSchema = z.strictObject({
  name: z.optional(properName()),
  type: z.optional(z.string().check(z.maxLength(40))),
  validTo: z.optional(z.nullable(civilDate())),
  successorId: z.optional(z.nullable(uuid())),
});

/** POST /api/v1/admin/people: one or many. Each becomes an account with one assignment. */
export const addPeopleSchema = z.strictObject({
  people: z
    .array(z.strictObject({ name: properName(), assignment: assignment() }))
    .check(z.minLength(1), z.maxLength(500)),
});
export const addPeopleAnswerSchema = z.strictObject({ added: z.array(uuid()) });

/** POST /api/v1/admin/people/:id/assignments adds a role; DELETE /api/v1/admin/assignments/:id ends it today. */
export const addAssignmentSchema = assignment();

/** POST /api/v1/admin/people/:id/links: a new link; the person's open ones are revoked. The secret is answered here and never again. */
export const linkAnswerSchema = z.strictObject({
  id: uuid(),
  /** Absolute address: <origin>/e#<token>. */
  url: z.string(),
  code: z.string(),
  expiresAt: z.string(),
});
export type LinkAnswer = z.infer<typeof linkAnswerSchema>;
/** DELETE /api/v1/admin/links/:id revokes a link; POST /api/v1/admin/devices/:id/revoke revokes a device. */

/** GET /api/v1/admin/errors */
export const errorListSchema = z.strictObject({
  errors: z.array(
    z.strictObject({
      ...clientErrorSchema.shape,
      deviceId: uuid(),
      deviceName: z.string(),
      personName: z.string(),
      receivedAt: z.string(),
    }),
  ),
});
