// What the name of an epoch tells (SPEC.md S11): a life of the server's database, a start of the server, and the commune's
// counter as it stood when the page was read.

interface EpochName {
  readonly epoch: string;
  /** Of a commune that was founded since the server started there is none. */
  readonly start: string | undefined;
  readonly seq: number;
}

export function epochNameOf(name: string): EpochName {
  const [epoch = '', start, seq = '0'] = name.split('.');
  return { epoch, start, seq: /^\d{1,15}$/.test(seq) ? Number(seq) : 0 };
}

/** A restored server starts anew: within one start nothing is forgotten. */
export function isSameStart(one: string, other: string): boolean {
  const [a, b] = [epochNameOf(one), epochNameOf(other)];
  return a.epoch === b.epoch && a.start === b.start;
}

/** Of one commune. The counter jumps at every start and every epoch, so that what was given later stands higher. */
export const isLaterStart = (name: string, than: string): boolean =>
  !isSameStart(name, than) && epochNameOf(name).seq > epochNameOf(than).seq;
