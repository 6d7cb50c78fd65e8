// Every failure of the endpoint: code and status, in one catalogue. Answered as application/problem+json; i18n has its sentence.
import * as z from 'zod/mini';

export const problems = {
  'bad-request': 400,
  'bad-json': 400,
  'bad-shape': 400,
  'signed-out': 401,
  'device-revoked': 403,
  'not-allowed': 403,
  'cross-site': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'too-large': 413,
  'unsupported-media': 415,
  'app-too-old': 426,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
  'disk-full': 507,
  'link-unknown': 404,
  'link-used': 410,
  'link-expired': 410,
  'link-revoked': 410,
  'commune-needed': 422,
  'name-taken': 409,
  'last-admin': 409,
  'unit-in-use': 409,
  'photo-unknown': 404,
  'photo-not-expected': 422,
  'photo-mismatch': 460,
  'photo-not-here-yet': 404,
  'upload-offset': 409, // a chunk that does not continue what the server has; ask with HEAD and go on from there
} as const;
export type ProblemCode = keyof typeof problems;

const codes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]]; // keys of a const object are its keyof

export const problemSchema = z.object({
  type: z.string(),
  code: z.enum(codes),
  status: z.int(),
  /** For 429 and 503, besides the header. */
  retryAfterSeconds: z.optional(z.int()),
  /** Paths inside a body that did not fit its schema; never values. */
  fields: z.optional(z.array(z.string())),
});
export type Problem = z.infer<typeof problemSchema>;
