// The wire is pinned: another shape of what crosses the network needs a line in version.ts, and an upcaster where old
// phones still send the former one.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type $ZodType, toJSONSchema } from 'zod/v4/core';
import { kinds } from '../../../../src/shared/domain/kinds.ts';
import { canonicalJson } from '../../../../src/shared/lib/canonical-json.ts';
import { downSchema, pageSchema } from '../../../../src/shared/wire/down.ts';
import {
  acceptSchema,
  lookAnswerSchema,
  lookSchema,
  registerQueueSchema,
} from '../../../../src/shared/wire/enrolment.ts';
import { instant } from '../../../../src/shared/wire/operation.ts';
import {
  challengeAnswerSchema,
  challengeWishSchema,
  sessionAnswerSchema,
  sessionWishSchema,
} from '../../../../src/shared/wire/session.ts';
import { upSchema } from '../../../../src/shared/wire/up.ts';
import { wireVersion } from '../../../../src/shared/wire/version.ts';

const fingerprint = (...schemas: readonly $ZodType[]) =>
  createHash('sha256')
    .update(canonicalJson(schemas.map((schema) => toJSONSchema(schema, { unrepresentable: 'any' }))))
    .digest('hex')
    .slice(0, 16);

const ofKind = (kind: string) => {
  const spec = kinds[kind];
  if (!spec) throw new Error(kind);
  const groups = [
    spec.fields,
    ...Object.keys(spec.rows)
      .sort()
      .map((set) => spec.rows[set]?.fields ?? {}),
  ];
  return `v${spec.v} ${fingerprint(
    ...groups.flatMap((fields) =>
      Object.keys(fields)
        .sort()
        .flatMap((name) => fields[name]?.schema ?? []),
    ),
  )}`;
};

describe('[S12] the wire', () => {
  it('takes no instant that no clock shows: whoever prints it would fail', () => {
    expect(instant().safeParse('2026-11-05T09:30:00.000Z').success).toBe(true);
    for (const text of ['2026-13-05T09:30:00.000Z', '2026-11-05T25:30:00.000Z', '2026-11-05'])
      expect(instant().safeParse(text).success).toBe(false);
  });

  it('has the shape that its version says', () => {
    expect({
      wireVersion,
      up: fingerprint(upSchema),
      down: fingerprint(downSchema, pageSchema),
      enrolment: fingerprint(lookSchema, lookAnswerSchema, acceptSchema, registerQueueSchema),
      session: fingerprint(challengeWishSchema, challengeAnswerSchema, sessionWishSchema, sessionAnswerSchema),
    }).toMatchInlineSnapshot(`
      {
        "down": "1b4f65fecf8429a6",
        "enrolment": "3d7e62858c6145ec",
        "session": "ace863a22874278f",
        "up": "baf29247ad9512a4",
        "wireVersion": 2,
      }
    `);
  });

  it('carries records of the shape that their version says', () => {
    expect({ nomination: ofKind('nomination'), initiative: ofKind('initiative') }).toMatchInlineSnapshot(`
      {
        "initiative": "v1 ec29829223ba57bb",
        "nomination": "v1 c1d5577186d2712a",
      }
    `);
  });

  it('would notice another limit inside a field', () => {
    expect(fingerprint(upSchema)).not.toBe(fingerprint(downSchema));
    expect(ofKind('nomination')).not.toBe(ofKind('initiative'));
  });
});
