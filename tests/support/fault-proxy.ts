// The line between a phone and the commune, as bad as a test wants it. The browser's address never changes.
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as requestUpstream,
  type Server,
  type ServerResponse,
} from 'node:http';
import { freePort } from './server-process.ts';

export type Fault =
  /** The server does the work; its answer never comes back. */
  | { readonly type: 'lost-answer' }
  /** Somebody on the way answers: a failing server, a captive portal. */
  | { readonly type: 'answer'; readonly status: number; readonly contentType: string; readonly body: string }
  /** The connection breaks after so many bytes of the request's body. */
  | { readonly type: 'cut'; readonly afterBytes: number }
  /** The request waits here until it is let go. */
  | { readonly type: 'hold' }
  /** The server does the work; its answer waits here until it is let go. */
  | { readonly type: 'hold-answer' };

export type Rule = {
  readonly path: RegExp;
  readonly method?: string;
  readonly fault: Fault;
  /** How many requests it meets. Default: all, until it is lifted. */
  readonly times?: number;
};

export type Passed = {
  readonly method: string;
  readonly path: string;
  /** Of the request's body, as far as it came. */
  bytesUp: number;
  bytesDown: number;
  /** What the browser was answered; null while it waits or when the connection broke. */
  status: number | null;
  fault: Fault['type'] | null;
};

export type FaultProxy = {
  readonly origin: string;
  readonly port: number;
  /** Every request since the proxy was made or `forget` was called. */
  readonly passed: readonly Passed[];
  forget(): void;
  of(path: RegExp, method?: string): readonly Passed[];
  toward(serverPort: number): void;
  /** Gives what takes the rule away again; requests it holds then go on. */
  fault(rule: Rule): () => void;
  /** A weak line, both ways. `null`: as fast as the machine. */
  slow(line: { kbitPerSecond: number; latencyMs: number } | null): void;
  /** Nobody listens: as a server that is switched off. */
  shut(): Promise<void>;
  open(): Promise<void>;
  close(): Promise<void>;
};

type ActiveRule = { readonly rule: Rule; left: number; readonly lifted: Promise<void>; lift(): void };

/** Offers `port`, or any free one. */
export async function startFaultProxy(): Promise<FaultProxy> {
  const port = await freePort();
  const passed: Passed[] = [];
  const rules: ActiveRule[] = [];
  let target = 0;
  let line: { kbitPerSecond: number; latencyMs: number } | null = null;
  let server: Server | null = null;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const entry: Passed = { method: request.method ?? '', path, bytesUp: 0, bytesDown: 0, status: null, fault: null };
    passed.push(entry);
    const met = rules.find(
      ({ rule, left }) => left > 0 && rule.path.test(path) && (!rule.method || rule.method === request.method),
    );
    if (met) met.left -= 1;
    const fault = met?.rule.fault ?? null;
    entry.fault = fault?.type ?? null;
    await pause(line?.latencyMs);
    if (fault?.type === 'hold') await met?.lifted;
    if (fault?.type === 'answer') {
      request.resume();
      entry.status = fault.status;
      return void response.writeHead(fault.status, { 'content-type': fault.contentType }).end(fault.body);
    }
    const body = await readBody(request, entry, fault?.type === 'cut' ? fault.afterBytes : null);
    const answer = await forward(request, body);
    if (fault?.type === 'cut' || fault?.type === 'lost-answer' || !answer) return void response.destroy();
    if (fault?.type === 'hold-answer') await met?.lifted;
    await atLineSpeed(answer.body.length);
    entry.bytesDown = answer.body.length;
    entry.status = answer.status;
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  /** Takes the body at the line's speed; what came before a cut is given on as far as it came. */
  async function readBody(request: IncomingMessage, entry: Passed, cutAfter: number | null): Promise<Buffer> {
    const chunks: Buffer[] = [];
    try {
      for await (const piece of request) {
        const chunk = Buffer.from(piece);
        chunks.push(chunk);
        entry.bytesUp += chunk.length;
        await atLineSpeed(chunk.length);
        if (cutAfter !== null && entry.bytesUp >= cutAfter) break;
      }
    } catch {
      // The browser went away; what came counts all the same, as on a real line.
    }
    const all = Buffer.concat(chunks);
    return cutAfter === null ? all : all.subarray(0, cutAfter);
  }

  function forward(request: IncomingMessage, body: Buffer) {
    const promised = Number(request.headers['content-length'] ?? 0);
    return new Promise<{ status: number; headers: OutgoingHttpHeaders; body: Buffer } | null>((resolve) => {
      const upstream = requestUpstream(
        { host: '127.0.0.1', port: target, path: request.url, method: request.method, headers: request.headers },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', () => resolve(null));
          answer.on('end', () => {
            const { connection: _, 'transfer-encoding': __, ...headers } = answer.headers;
            resolve({ status: answer.statusCode ?? 502, headers, body: Buffer.concat(chunks) });
          });
        },
      );
      upstream.on('error', () => resolve(null));
      upstream.write(body);
      // Fewer bytes than promised: the connection to the server breaks as the one to the browser did.
      if (body.length < promised) upstream.destroy();
      else upstream.end();
    });
  }

  const atLineSpeed = (bytes: number) => pause(line ? (bytes * 8) / line.kbitPerSecond : 0);

  async function open(): Promise<void> {
    if (server) return;
    const opened = createServer((request, response) => {
      handle(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve, reject) => {
      opened.once('error', reject);
      opened.listen(port, '127.0.0.1', resolve);
    });
    server = opened;
  }

  async function shut(): Promise<void> {
    const open = server;
    server = null;
    if (!open) return;
    open.closeAllConnections();
    await new Promise((resolve) => void open.close(resolve));
  }

  await open();
  return {
    origin: `http://localhost:${port}`,
    port,
    passed,
    forget: () => void passed.splice(0),
    of: (path, method) => passed.filter((one) => path.test(one.path) && (!method || method === one.method)),
    toward: (serverPort) => {
      target = serverPort;
    },
    fault: (rule) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const active: ActiveRule = {
        rule,
        left: rule.times ?? Number.POSITIVE_INFINITY,
        lifted: promise,
        lift: () => {
          active.left = 0;
          resolve();
        },
      };
      rules.push(active);
      return active.lift;
    },
    slow: (wanted) => {
      line = wanted;
    },
    shut,
    open,
    close: async () => {
      for (const rule of rules) rule.lift();
      await shut();
    },
  };
}

const pause = (ms: number | undefined): Promise<void> =>
  ms && ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve();
