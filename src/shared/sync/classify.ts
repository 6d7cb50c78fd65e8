// What an answer of the network means. A status code is not an answer (SPEC.md S8, S13): captive portals say 200, proxies say 502.
import { type Down, downSchema } from '../wire/down.ts';
import { type ProblemCode, problemSchema } from '../wire/problem.ts';

/** What came back, before anybody believes it. */
export type Outcome =
  | { readonly type: 'failed' } // no connection, reset, timed out
  | {
      readonly type: 'response';
      readonly status: number;
      /** The body parsed as JSON; undefined when it was none. */
      readonly json: unknown;
      /** Seconds of the Retry-After header, null without one. */
      readonly retryAfter: number | null;
    };

export type Verdict =
  | { readonly type: 'settled'; readonly down: Down }
  | {
      readonly type: 'retry';
      readonly because: 'offline' | 'busy' | 'bad-answer' | 'server-error';
      readonly afterMs: number | null;
    }
  | { readonly type: 'stop'; readonly because: 'signed-out' | 'device-revoked' | 'app-too-old' }
  /** The request cannot pass as it is: halve it; a batch of one goes to "Cần xử lý". */
  | { readonly type: 'split'; readonly code: ProblemCode };

export function classify(outcome: Outcome): Verdict {
  if (outcome.type === 'failed') return { type: 'retry', because: 'offline', afterMs: null };
  const { status, json, retryAfter } = outcome;
  const afterMs = retryAfter === null ? null : retryAfter * 1000;
  if (status === 200) {
    const down = downSchema.safeParse(json);
    return down.success
      ? { type: 'settled', down: down.data }
      : { type: 'retry', because: 'bad-answer', afterMs: null };
  }
  // A proxy may speak for the server in these three; in all others only the server's own problem counts.
  if (status === 413) return { type: 'split', code: 'too-large' };
  if (status === 429 || status === 503) return { type: 'retry', because: 'busy', afterMs };
  const problem = problemSchema.safeParse(json);
  if (!problem.success) return { type: 'retry', because: status >= 500 ? 'server-error' : 'bad-answer', afterMs };
  return fromProblem(problem.data.code, status, afterMs);
}

function fromProblem(code: ProblemCode, status: number, afterMs: number | null): Verdict {
  if (code === 'signed-out') return { type: 'stop', because: 'signed-out' };
  if (code === 'device-revoked') return { type: 'stop', because: 'device-revoked' };
  if (code === 'app-too-old') return { type: 'stop', because: 'app-too-old' };
  if (code === 'bad-shape' || code === 'bad-json' || code === 'bad-request') return { type: 'split', code };
  return { type: 'retry', because: status >= 500 ? 'server-error' : 'bad-answer', afterMs };
}

/** Milliseconds until the next try: what the server asked for, else doubling from 2 s to 5 min, with full jitter. `random` in [0, 1). */
export function backoff(failures: number, afterMs: number | null, random: number): number {
  const longest = Math.min(300_000, 2_000 * 2 ** Math.min(failures, 10));
  if (afterMs === null) return Math.floor(random * longest);
  return afterMs + Math.floor(random * Math.min(afterMs, 30_000));
}
