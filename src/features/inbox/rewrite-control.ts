// Which box a field is written anew in, and its limit.
import * as z from 'zod/mini';
import {
  activityFieldKeys,
  confirmMethodKeys,
  consentPurposeKeys,
  proposalKeys,
  sourceKeys,
  subjectClassKeys,
} from '../../shared/domain/catalogues/choice-keys.ts';
import { honorificKeys } from '../../shared/domain/catalogues/honorifics.ts';
import { movements } from '../../shared/domain/catalogues/movements.ts';
import { type FieldSpec, longestText } from '../../shared/domain/field.ts';
import { fieldAt, type KindSpec } from '../../shared/domain/kind.ts';
import { subjectTypes } from '../../shared/domain/nomination.ts';
import { photoFactNames } from '../../shared/domain/photo-facts.ts';

export type RewriteControl =
  | { readonly type: 'choice'; readonly keys: readonly string[] }
  | { readonly type: 'unit' }
  | { readonly type: 'date' }
  /** `most` is null where length is not what limits it. */
  | { readonly type: 'text'; readonly most: number | null };

const choices: Readonly<Record<string, readonly string[]>> = {
  subjectType: subjectTypes,
  activityField: activityFieldKeys,
  movementId: movements.map(({ code }) => code),
  source: sourceKeys,
  proposal: proposalKeys,
  honorific: honorificKeys,
  gender: ['female', 'male', 'other'],
  classification: subjectClassKeys,
  method: confirmMethodKeys,
  purpose: consentPurposeKeys,
  relation: ['self', 'father', 'mother', 'guardian', 'representative'],
  role: ['deed', 'portrait'],
};

/** What the bytes of a photo say, and ids, are nobody's to write. */
const fromBytes: ReadonlySet<string> = new Set(['subjectId', 'subject', ...photoFactNames]);

/** Null where there is nothing to write besides the two values: a yes or no, an order, a row as a whole. */
export function rewriteControl(kind: KindSpec, path: string): RewriteControl | null {
  const name = path.split('/').at(-1) ?? '';
  const spec = fieldAt(kind, path);
  if (spec === null || fromBytes.has(name) || accepts(spec, true)) return null;
  if (name === 'unitId') return { type: 'unit' };
  const keys = Object.hasOwn(choices, name) ? choices[name] : undefined;
  if (keys) return { type: 'choice', keys };
  if (accepts(spec, '2026-11-05') && !accepts(spec, 'a')) return { type: 'date' };
  return { type: 'text', most: accepts(spec, 'a') ? mostCharacters(spec) : null };
}

const accepts = (spec: FieldSpec, value: string | boolean): boolean => z.safeParse(spec.schema, value).success;

/** The longest text the field's schema takes, asked of the schema itself. */
function mostCharacters(spec: FieldSpec): number {
  let [taken, refused] = [1, longestText + 1];
  while (refused - taken > 1) {
    const middle = (taken + refused) >> 1;
    if (accepts(spec, 'a'.repeat(middle))) taken = middle;
    else refused = middle;
  }
  return taken;
}
