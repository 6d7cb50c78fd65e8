// One piece of work over a slow line, and what crossed it. Behind the line stands a proxy that knows requests.
import { startFaultProxy } from '../tests/support/fault-proxy.ts';
import { type LineSpeed, openSlowLine } from './slow-line.ts';
import { median } from './statistics.ts';

/** A weak signal at the edge of a village. */
export const weakLine: LineSpeed = { kbitPerSecond: 400, roundTripMs: 400 };

export interface Crossed {
  readonly ms: number;
  readonly requests: number;
  /** Bytes of the bodies, as they were sent: compressed where they were. */
  readonly bodiesUp: number;
  readonly bodiesDown: number;
  /** Bytes of everything, headers too. */
  readonly wireUp: number;
  readonly wireDown: number;
}

/** @param work is told where the line begins, does what is measured, and gives how long that took. */
export async function overWeakLine(serverPort: number, work: (port: number) => Promise<number>): Promise<Crossed> {
  const proxy = await startFaultProxy();
  proxy.toward(serverPort);
  const line = await openSlowLine(proxy.port, weakLine);
  try {
    const ms = await work(line.port);
    const { up, down } = line.bytes();
    const sum = (of: 'bytesUp' | 'bytesDown') => proxy.passed.reduce((total, request) => total + request[of], 0);
    return {
      ms,
      requests: proxy.passed.length,
      bodiesUp: sum('bytesUp'),
      bodiesDown: sum('bytesDown'),
      wireUp: up,
      wireDown: down,
    };
  } finally {
    await line.close();
    await proxy.close();
  }
}

/** Each figure by itself. */
export function medianOf(runs: readonly Crossed[]): Crossed {
  const of = (figure: keyof Crossed) => median(runs.map((run) => run[figure]));
  return {
    ms: of('ms'),
    requests: of('requests'),
    bodiesUp: of('bodiesUp'),
    bodiesDown: of('bodiesDown'),
    wireUp: of('wireUp'),
    wireDown: of('wireDown'),
  };
}
