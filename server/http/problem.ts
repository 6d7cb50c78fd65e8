// Every failure of the endpoint leaves here, as application/problem+json (RFC 9457) with a code of the catalogue.
import { type Problem, type ProblemCode, problems } from '../../src/shared/wire/problem.ts';
import { isDiskFull } from '../disk-full.ts';
import { isContended, isUnavailable } from '../store/unavailable.ts';

/** What a route throws to refuse; the app turns it into an answer. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly more: RefusalDetails;
  constructor(code: ProblemCode, more: RefusalDetails = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.more = more;
  }
}

export interface RefusalDetails {
  readonly retryAfterSeconds?: number;
  /** Paths inside the body, never values. */
  readonly fields?: readonly string[];
}

/** A database that was restarted is back by then. */
const soon = 10;

export function problemResponse(code: ProblemCode, more: RefusalDetails = {}): Response {
  const status = problems[code];
  const retryAfterSeconds = more.retryAfterSeconds ?? (code === 'unavailable' ? soon : undefined);
  const body: Problem = { type: `urn:viec-tot:problem:${code}`, code, status };
  if (retryAfterSeconds !== undefined) body.retryAfterSeconds = retryAfterSeconds;
  if (more.fields) body.fields = [...more.fields];
  const headers = new Headers({ 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' });
  if (retryAfterSeconds !== undefined) headers.set('Retry-After', String(retryAfterSeconds));
  return new Response(JSON.stringify(body), { status, headers });
}

/** The code of a failure nobody expected. */
export function codeOfFailure(error: unknown): ProblemCode {
  if (isDiskFull(error)) return 'disk-full';
  return isUnavailable(error) || isContended(error) ? 'unavailable' : 'internal';
}
