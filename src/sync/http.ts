// One request, and what came back before anybody believes it.
import type { Outcome } from '../shared/sync/classify.ts';

/** The page's or the worker's fetch; in tests the endpoint's own `request`. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

export interface Wire {
  readonly fetch: Fetch;
  /** `https://xa.example`; in browsers the page's own. */
  readonly origin: string;
  /** Ends a request that hangs. Milliseconds. */
  readonly timeoutMs: number;
}

/** Never rejects: no connection, a reset and a request that hangs are one thing. */
export async function send(wire: Wire, path: string, init: RequestInit): Promise<Response | null> {
  try {
    return await wire.fetch(`${wire.origin}${path}`, {
      credentials: 'same-origin',
      redirect: 'manual', // a captive portal redirects; the endpoint never does
      cache: 'no-store',
      ...init,
      signal: AbortSignal.timeout(wire.timeoutMs),
    });
  } catch {
    return null;
  }
}

export async function outcomeOf(response: Response | null): Promise<Outcome> {
  if (response === null) return { type: 'failed' };
  try {
    const text = await response.text();
    return { type: 'response', status: response.status, json: parsed(text), retryAfter: retryAfterOf(response) };
  } catch {
    return { type: 'failed' }; // cut off within the body
  }
}

/** Seconds, or null: the other form of the header is a date by somebody's clock. */
export function retryAfterOf(response: Response): number | null {
  const header = response.headers.get('retry-after');
  return header !== null && /^\d{1,5}$/.test(header) ? Number(header) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The body as JSON, gzip where the engine has it and it is worth it: 50 nominations shrink from 51 KB to 14 KB. */
export async function jsonBody(value: unknown): Promise<Pick<RequestInit, 'body' | 'headers'>> {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const type = { 'content-type': 'application/json' };
  if (bytes.length < 512 || typeof CompressionStream === 'undefined') return { body: bytes, headers: type };
  const zipped = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  const body = await new Response(zipped).arrayBuffer();
  return { body, headers: { ...type, 'content-encoding': 'gzip' } };
}
