// The line to the server: one cookie, JSON, and failures told apart as S13 asks.
export type Send = (url: string, init: RequestInit) => Promise<Response>;

/** The server's own word of failure. Anything else that is not an answer is a bad answer. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly retryAfterSeconds: number | null;
  constructor(code: string, status: number, retryAfterSeconds: number | null) {
    super(`${status} ${code}`);
    this.code = code;
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
export class BadAnswer extends Error {}

export interface Line {
  ask(method: string, path: string, body?: unknown): Promise<unknown>;
  /** For bytes and bare headers. */
  raw(method: string, path: string, init?: RequestInit): Promise<Response>;
  /** As when the browser was killed before the cookie reached the disk. */
  loseCookie(): void;
}

export function openLine(origin: string, send: Send): Line {
  let cookie = '';

  async function raw(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (cookie !== '') headers.set('cookie', cookie);
    const response = await send(`${origin}${path}`, { ...init, method, headers });
    const [session] = response.headers.getSetCookie();
    if (session !== undefined) cookie = session.split(';')[0] ?? '';
    if (!response.ok) throw await failure(response);
    return response;
  }

  return {
    raw,
    loseCookie: () => {
      cookie = '';
    },
    ask: async (method, path, body) => {
      const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      const response = await raw(method, path, body === undefined ? {} : json);
      const text = await response.text();
      if (text === '') return null;
      try {
        return JSON.parse(text);
      } catch {
        throw new BadAnswer(`${path} answered what is no JSON`);
      }
    },
  };
}

async function failure(response: Response): Promise<Error> {
  const text = await response.text();
  const header = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retryAfter = Number.isFinite(header) ? header : null;
  if (response.headers.get('content-type')?.startsWith('application/problem+json')) {
    const { code } = JSON.parse(text);
    if (typeof code === 'string') return new Problem(code, response.status, retryAfter);
  }
  // A proxy may say these too, and they are obeyed whoever says them.
  if ([413, 429, 503].includes(response.status)) return new Problem('', response.status, retryAfter);
  return new BadAnswer(`${response.status} without a word of the server`);
}
