// The real endpoint on a real SQLite file in a folder of its own, with a clock that the test turns.

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { addressOf } from '../../server/http/address.ts';
import { createApp } from '../../server/http/app.ts';
import type { AppDeps } from '../../server/http/context.ts';
import type { Site } from '../../server/http/site.ts';
import { createLog } from '../../server/log.ts';
import { createDiskPhotoStore } from '../../server/photos/disk-photo-store.ts';
import type { PhotoStore } from '../../server/photos/photo-store.ts';
import { createUploads } from '../../server/photos/uploads.ts';
import { openSqliteStore } from '../../server/store/sqlite/sqlite-store.ts';
import { createGuesses } from '../../server/use-cases/guesses.ts';
import { createCodeHasher } from '../../server/use-cases/secrets.ts';
import { kinds } from '../../src/shared/domain/kinds.ts';
import { createUuidv7 } from '../../src/shared/lib/uuid.ts';

export interface Endpoint {
  readonly app: Hono;
  readonly deps: AppDeps;
  readonly folder: string;
  /** What was logged, oldest first. */
  readonly log: readonly string[];
  readonly clock: { now: number };
  /** Sends JSON with a session cookie and gives status, body and the session it set. */
  send(
    method: string,
    path: string,
    options?: { body?: unknown; session?: string | undefined; headers?: Record<string, string> },
  ): Promise<Reply>;
  close(): Promise<void>;
}

export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever was answered
  readonly body: any;
  readonly headers: Headers;
  readonly session: string | undefined;
}

/** Noon of 5 November 2026 in Vietnam. */
export const noon = Date.parse('2026-11-05T05:00:00.000Z');

export async function anEndpoint(
  options: { origin?: string; site?: Site; photos?: (folder: string) => PhotoStore } = {},
): Promise<Endpoint> {
  const folder = mkdtempSync(join(tmpdir(), 'viec-tot-'));
  const clock = { now: noon };
  const now = () => clock.now;
  const random = (count: number) => new Uint8Array(randomBytes(count));
  const newId = createUuidv7({ now, random });
  const log: string[] = [];
  const store = await openSqliteStore(join(folder, 'viectot.sqlite'), { newEpoch: newId });
  const deps: AppDeps = {
    store,
    kinds,
    photos: (options.photos ?? createDiskPhotoStore)(join(folder, 'blobs')),
    uploads: createUploads({ folder: join(folder, 'uploads'), now }),
    now,
    random,
    newId,
    log: createLog(now, (line) => log.push(line)),
    guesses: createGuesses(now),
    hashCode: createCodeHasher({ store, random }),
    address: addressOf({ origin: options.origin ?? null, tls: false, host: '127.0.0.1', port: 8080 }),
    site: options.site ?? null,
  };
  const app = createApp(deps);
  return {
    app,
    deps,
    folder,
    log,
    clock,
    async send(method, path, { body, session, headers } = {}) {
      const cookie = session ? { Cookie: session } : undefined;
      const json = body === undefined ? undefined : { 'Content-Type': 'application/json' };
      const response = await app.request(path, {
        method,
        headers: { ...cookie, ...json, ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        body: response.headers.get('Content-Type')?.includes('json') ? JSON.parse(text) : text,
        headers: response.headers,
        session: response.headers.get('Set-Cookie')?.split(';')[0],
      };
    },
    async close() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
