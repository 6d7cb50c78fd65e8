// What every route of the app is given, and how it learns whose request it is.
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { hasRole, type Role } from '../../src/shared/domain/role.ts';
import type { Result } from '../../src/shared/lib/result.ts';
import type { Deps } from '../deps.ts';
import type { Uploads } from '../photos/uploads.ts';
import type { Guesses } from '../use-cases/guesses.ts';
import type { Refused } from '../use-cases/refused.ts';
import { type Session, sessionOf } from '../use-cases/session.ts';
import { type Address, clientOf } from './address.ts';
import { readSession } from './cookie.ts';
import { Refusal } from './problem.ts';
import type { Site } from './site.ts';

export interface AppDeps extends Deps {
  readonly address: Address;
  readonly site: Site | null;
  readonly uploads: Uploads;
  readonly guesses: Guesses;
  readonly hashCode: (code: string) => Promise<string>;
}

/** Throws `Refusal`: signed-out, device-revoked, and not-allowed when none of the roles is held. */
export async function signedIn(c: Context, deps: AppDeps, ...roles: readonly Role[]): Promise<Session> {
  const session = must(await sessionOf(deps, readSession(c, deps.address)));
  if (roles.length > 0 && !hasRole(session.actor, ...roles)) throw new Refusal('not-allowed');
  return session;
}

/** The value, or the refusal as the answer. */
export function must<T>(result: Result<T, Refused>): T {
  if (result.ok) return result.value;
  const { code, ...more } = result.error;
  throw new Refusal(code, more);
}

export function clientOfRequest(c: Context, { address }: AppDeps): string {
  return clientOf(peerOf(c), c.req.header('X-Forwarded-For'), address.behindProxy);
}

/** A request that did not come over a socket (a test's) has no peer. */
function peerOf(c: Context): string | undefined {
  const env: unknown = c.env;
  const overSocket = typeof env === 'object' && env !== null && 'incoming' in env;
  return overSocket ? getConnInfo(c).remote.address : undefined;
}
