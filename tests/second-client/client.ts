// A second client of the wire, written from SPEC.md and its schemas alone: `fetch` and Node's own crypto, nothing of the app.
import { Admin } from './admin.ts';
import { Desk } from './desk.ts';
import { makeQueueKey, type QueueKey } from './key.ts';
import { BadAnswer, type Line, openLine, Problem, type Send } from './line.ts';
import type { Waiting } from './outbox.ts';
import { type Picture, Upload } from './uploads.ts';
import { type Me, readDown, type Snapshot, type Value } from './wire.ts';

const app = 'second-client';

export interface Founding {
  readonly name: string;
  readonly commune: { readonly name: string; readonly gsoCode: string | null; readonly province: string };
}

/** `retryAfter`: the server named a time. */
export type Outcome =
  | { readonly type: 'done' }
  | { readonly type: 'stopped'; readonly because: 'signed-out' | 'device-revoked' | 'app-too-old' }
  | { readonly type: 'later'; readonly retryAfterSeconds: number | null };

export interface HistoryEntry {
  readonly opId: string;
  readonly rev: number;
  readonly kind: string;
  readonly changes: readonly { path: string; from?: Value; to: Value }[];
  readonly filed?: readonly string[];
  readonly notTaken?: readonly { path: string; value: Value }[];
}

export interface Options {
  /** Stands between the client and the server, so that a test may break the line. */
  readonly send?: Send;
  readonly batch?: { readonly ops: number; readonly bytes: number };
}

export class SecondClient extends Desk {
  readonly admin: Admin;
  readonly line: Line;
  readonly key: QueueKey;
  me: Me;
  readonly #limits: { readonly ops: number; readonly bytes: number };

  private constructor(line: Line, key: QueueKey, me: Me, options: Options) {
    super();
    this.line = line;
    this.key = key;
    this.me = me;
    this.admin = new Admin(line);
    this.#limits = options.batch ?? { ops: 50, bytes: 64 * 1024 }; // S14
  }

  /** Looks at a link and accepts it. The first admin founds the commune by the same step. */
  static async enrol(origin: string, link: string, options: Options = {}, founding?: Founding): Promise<SecondClient> {
    const line = openLine(origin, options.send ?? fetch);
    const secret = { token: new URL(link).hash.slice(1) };
    await line.ask('POST', '/api/v1/enrolment/look', { secret });
    const key = await makeQueueKey();
    const accept = {
      secret,
      queue: { id: key.queue, publicKey: key.publicKey },
      sig: await key.sign({ purpose: 'register', queue: key.queue, secret }),
      device: 'Máy khách thứ hai',
      app,
      founding,
    };
    const { me } = (await line.ask('POST', '/api/v1/enrolment/accept', accept)) as { me: Me };
    return new SecondClient(line, key, me, options);
  }

  /** Sends what waits and takes what is new, until there is neither. */
  async sync(): Promise<Outcome> {
    let most = this.#limits;
    let mayRenew = true; // S13: once per run
    const leftOut = new Set<string>(); // S9: records that wait for a later run
    for (const one of this.outbox.waiting) one.blockedBy = null;
    for (;;) {
      const batch = this.outbox.next(most, leftOut);
      try {
        const more = await this.#exchange(batch, leftOut);
        if (!more && this.outbox.next(most, leftOut).length === 0)
          return leftOut.size > 0 ? { type: 'later', retryAfterSeconds: null } : { type: 'done' };
      } catch (error) {
        if (error instanceof Problem) {
          if (error.status === 413 && batch.length > 1) {
            most = { ops: Math.ceil(batch.length / 2), bytes: most.bytes };
            continue;
          }
          if (error.code === 'signed-out' && mayRenew) {
            mayRenew = false;
            if (await this.#renew()) continue;
          }
          if (error.code === 'signed-out' || error.code === 'device-revoked' || error.code === 'app-too-old')
            return { type: 'stopped', because: error.code };
          return { type: 'later', retryAfterSeconds: error.retryAfterSeconds };
        }
        if (error instanceof BadAnswer || error instanceof TypeError) return { type: 'later', retryAfterSeconds: null };
        throw error;
      }
    }
  }

  async #exchange(batch: readonly Waiting[], leftOut: Set<string>): Promise<boolean> {
    const sent = this.feed.cursor;
    for (const one of batch) one.left = true;
    const down = readDown(await this.line.ask('POST', '/api/v1/sync', await this.#up(batch)));
    if (!down) throw new BadAnswer('no answer of the endpoint');
    this.me = down.me;
    const { page } = down;
    // Before the answers: those are of the new epoch, and are not offered again.
    if (page && this.feed.take(sent, page) && page.restart && page.epochFrom !== undefined) {
      this.outbox.offerAgain(page.epochFrom);
      leftOut.clear();
    } else {
      const named = new Set(down.answers.map(({ opId }) => opId));
      for (const { op } of batch) if (!named.has(op.opId)) leftOut.add(op.recordId);
    }
    for (const answer of down.answers) this.outbox.settle(answer);
    return page?.more ?? false;
  }

  async #up(batch: readonly Waiting[]) {
    const { queue } = this.key;
    const ops = batch.map(({ op }) => op);
    const again = batch.flatMap(({ op, again }) => (again ? [{ opId: op.opId, ...again }] : []));
    return {
      wire: 2,
      app,
      pull: this.feed.cursor,
      device: { unsent: this.outbox.waiting.length, photosWaiting: 0, storedBytes: 0, persisted: false },
      ...(ops.length === 0 ? {} : { batch: { queue, ops, sig: await this.key.sign({ queue, ops }) } }),
      ...(again.length === 0 ? {} : { again }),
    };
  }

  async #renew(): Promise<boolean> {
    const { queue } = this.key;
    try {
      const { challenge } = (await this.line.ask('POST', '/api/v1/session/challenge', { queue })) as {
        challenge: string;
      };
      const sig = await this.key.sign({ challenge, purpose: 'session', queue });
      await this.line.ask('POST', '/api/v1/session', { queue, challenge, sig });
      return true;
    } catch (error) {
      if (error instanceof Problem && error.code === 'signed-out') return false;
      throw error;
    }
  }

  upload(picture: Picture): Upload {
    return new Upload(this.line, picture);
  }

  async held(recordId: string): Promise<Snapshot['held']> {
    const answer = await this.line.ask('GET', `/api/v1/records/${recordId}/photos`);
    return (answer as { held: Snapshot['held'] }).held;
  }

  async photo(recordId: string, photoId: string, size: 'thumb' | 'full'): Promise<Uint8Array> {
    const response = await this.line.raw('GET', `/api/v1/records/${recordId}/photos/${photoId}?size=${size}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  async history(recordId: string): Promise<readonly HistoryEntry[]> {
    const answer = await this.line.ask('GET', `/api/v1/records/${recordId}/history?notTaken=1`);
    return (answer as { entries: HistoryEntry[] }).entries;
  }
}
