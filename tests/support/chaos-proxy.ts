// A line that knows only bytes: it delays them, breaks in the middle of whatever passes, and resets. For what happens to
// one request, whole, see fault-proxy.ts.
import { createServer, type Server, Socket } from 'node:net';
import type { Chance } from './chance.ts';
import { freePort } from './server-process.ts';

export interface Weather {
  /** Every connection breaks after so many bytes at most, up or down; null: none does. A client keeps one that works. */
  readonly breaksWithin: number | null;
  /** What passes waits so long at most. */
  readonly delayMs: number;
}

export const goodWeather: Weather = { breaksWithin: null, delayMs: 0 };

export interface ChaosProxy {
  readonly origin: string;
  readonly port: number;
  readonly counted: {
    /** Broken while bytes of a request, or of its answer, were on their way. */
    readonly cutsUp: number;
    readonly cutsDown: number;
    /** Bytes that reached the server's side of the line. */
    readonly bytesUp: number;
    readonly bytesDown: number;
  };
  toward(serverPort: number): void;
  weather(now: Weather): void;
  /** The next connection breaks when so many bytes have gone up on it, whatever the weather. */
  cutNextAfter(bytesUp: number): void;
  /** Every connection there is breaks now. */
  cutAll(): void;
  close(): Promise<void>;
}

type Way = 'up' | 'down';
interface Cut {
  readonly way: Way;
  readonly after: number;
  /** A reset, or an end as if all had been said. */
  readonly how: 'reset' | 'end';
}

export async function startChaosProxy(chance: Chance): Promise<ChaosProxy> {
  const port = await freePort();
  const counted = { cutsUp: 0, cutsDown: 0, bytesUp: 0, bytesDown: 0 };
  const open = new Set<() => void>();
  let target = 0;
  let now = goodWeather;
  let planned: Cut | null = null;

  function connect(phone: Socket): void {
    const cut = planned ?? cutOf(now, chance);
    planned = null;
    const server = new Socket({ allowHalfOpen: true });
    let passed = 0;
    const breakOff = (how: Cut['how'] = 'reset') => {
      open.delete(breakOff);
      for (const end of [phone, server]) {
        if (how === 'reset') end.resetAndDestroy();
        else end.destroySoon();
      }
    };
    open.add(breakOff);
    for (const end of [phone, server]) {
      end.setNoDelay(true);
      end.on('error', () => undefined); // whoever asked is told by the close
      end.on('close', () => breakOff());
    }
    carry(phone, server, 'up');
    carry(server, phone, 'down');
    server.connect(target, '127.0.0.1');

    function carry(from: Socket, to: Socket, way: Way): void {
      let queue = Promise.resolve();
      from.on('data', (bytes: Buffer) => {
        from.pause();
        queue = queue.then(async () => {
          if (now.delayMs > 0) await pause(chance.fraction() * now.delayMs);
          const room = cut?.way === way ? cut.after - passed : Number.POSITIVE_INFINITY;
          const part = bytes.subarray(0, Math.max(0, room));
          if (cut?.way === way) passed += part.byteLength;
          counted[way === 'up' ? 'bytesUp' : 'bytesDown'] += part.byteLength;
          if (part.byteLength > 0 && to.writable) await new Promise((resolve) => to.write(part, resolve));
          if (part.byteLength < bytes.byteLength && open.has(breakOff)) {
            counted[way === 'up' ? 'cutsUp' : 'cutsDown'] += 1;
            breakOff(cut?.how);
          }
          from.resume();
        });
      });
      from.on('end', () => void queue.then(() => to.end()));
    }
  }

  const listening: Server = createServer({ allowHalfOpen: true }, connect);
  await new Promise<void>((resolve, reject) => {
    listening.once('error', reject);
    listening.listen(port, '127.0.0.1', resolve);
  });
  const cutAll = () => {
    for (const breakOff of [...open]) breakOff();
  };
  return {
    origin: `http://localhost:${port}`,
    port,
    counted,
    toward: (serverPort) => {
      target = serverPort;
    },
    weather: (wanted) => {
      now = wanted;
      cutAll(); // a connection keeps the weather in which it was opened
    },
    cutNextAfter: (after) => {
      planned = { way: 'up', after, how: 'reset' };
      cutAll();
    },
    cutAll,
    close: async () => {
      cutAll();
      await new Promise((resolve) => void listening.close(resolve));
    },
  };
}

function cutOf({ breaksWithin }: Weather, chance: Chance): Cut | null {
  if (breaksWithin === null) return null;
  return {
    way: chance.is(0.5) ? 'up' : 'down',
    after: chance.below(breaksWithin),
    how: chance.is(0.8) ? 'reset' : 'end',
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
