// Reads what a person pastes, types or scans.
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { type EnrolmentSecret, normaliseCode } from '../../shared/wire/enrolment.ts';

export type SecretError =
  | { type: 'not-a-link' }
  | { type: 'other-place'; host: string }
  | { type: 'not-a-code' }
  | { type: 'wrong-code' };

/**
 * A link anywhere in a text (chat apps add words around it), or its bare token.
 * @param origin of this installation: a link of another one is not sent here.
 */
export function readLink(text: string, origin: string): Result<EnrolmentSecret, SecretError> {
  const link = /(https?:\/\/[^\s/]+)\/e\/?#([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/.exec(text);
  if (link) {
    const [, place = '', token = ''] = link;
    return place.toLowerCase() === origin ? ok({ token }) : err({ type: 'other-place', host: new URL(place).host });
  }
  const bare = /^#?([A-Za-z0-9_-]{43})$/.exec(text.trim());
  return bare?.[1] === undefined ? err({ type: 'not-a-link' }) : ok({ token: bare[1] });
}

export function readCode(typed: string): Result<EnrolmentSecret, SecretError> {
  const code = normaliseCode(typed);
  if (code !== null) return ok({ code });
  // As many as a code has, but one of them is in no code: misread from the paper.
  const letters = typed.replace(/[\s-]+/gu, '');
  return err({ type: letters.length === 8 ? 'wrong-code' : 'not-a-code' });
}

/** The token behind the `#` of the page's own address; null when there is none. */
export function secretOfHash(hash: string): EnrolmentSecret | null {
  const token = /^#([A-Za-z0-9_-]{43})$/.exec(hash)?.[1];
  return token === undefined ? null : { token };
}
