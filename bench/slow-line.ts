// A mobile line between two programs on this machine. Every byte waits for those before it, whatever connection they
// belong to, and then travels half a round trip; a new connection costs a round trip before its first byte.
// It knows no loss, no slow start of TCP and no TLS: a real line is slower than this one, for everybody alike.
import { connect, createServer, type Socket } from 'node:net';

export interface LineSpeed {
  /** Each way. */
  readonly kbitPerSecond: number;
  readonly roundTripMs: number;
}

export interface SlowLine {
  /** On 127.0.0.1. */
  readonly port: number;
  /** Bytes that entered the line since it was opened, headers and all. */
  bytes(): { readonly up: number; readonly down: number };
  close(): Promise<void>;
}

/** What one packet may carry: nobody waits longer than for one of them to leave. */
const packetBytes = 1400;

export async function openSlowLine(targetPort: number, speed: LineSpeed): Promise<SlowLine> {
  const [up, down] = [createDirection(speed), createDirection(speed)];
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    near.pause();
    const far = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    carry(near, far, up);
    carry(far, near, down);
    setTimeout(() => near.resume(), speed.roundTripMs); // its handshake
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return {
    port: address.port,
    bytes: () => ({ up: up.bytes(), down: down.bytes() }),
    close: async () => {
      const closed = new Promise((resolve) => void server.close(resolve));
      for (const socket of sockets) socket.destroy();
      for (const direction of [up, down]) direction.drop();
      await closed;
    },
  };
}

function carry(from: Socket, to: Socket, direction: Direction): void {
  from.on('data', (chunk: Buffer) => {
    for (let at = 0; at < chunk.length; at += packetBytes) {
      const packet = chunk.subarray(at, at + packetBytes);
      direction.send(packet.length, () => void (to.writable && to.write(packet)));
    }
  });
  from.on('end', () => direction.send(0, () => void to.end()));
}

interface Direction {
  send(bytes: number, arrive: () => void): void;
  bytes(): number;
  /** What is still on its way arrives nowhere. */
  drop(): void;
}

function createDirection({ kbitPerSecond, roundTripMs }: LineSpeed): Direction {
  const onTheWay: { readonly at: number; readonly arrive: () => void }[] = [];
  let freeAt = 0;
  let bytes = 0;
  let timer: NodeJS.Timeout | null = null;

  // One timer for all: what is sent first arrives first.
  function arriveDue(): void {
    timer = null;
    while (onTheWay[0] && onTheWay[0].at <= performance.now()) onTheWay.shift()?.arrive();
    const next = onTheWay[0];
    if (next) timer = setTimeout(arriveDue, Math.max(0, next.at - performance.now()));
  }

  return {
    send: (size, arrive) => {
      bytes += size;
      freeAt = Math.max(performance.now(), freeAt) + (size * 8) / kbitPerSecond;
      onTheWay.push({ at: freeAt + roundTripMs / 2, arrive });
      if (timer === null) arriveDue();
    },
    bytes: () => bytes,
    drop: () => {
      if (timer !== null) clearTimeout(timer);
      onTheWay.splice(0);
    },
  };
}
