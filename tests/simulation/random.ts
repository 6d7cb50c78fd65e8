// Numbers that look random and come again from the same seed (sfc32, Chris Doty-Humphrey's small fast counter).

export interface Random {
  /** A whole number from 0 to below `n`. */
  below(n: number): number;
  /** True `percent` times of a hundred. */
  chance(percent: number): boolean;
  pick<T>(from: readonly T[]): T | undefined;
}

export function randomOf(seed: number): Random {
  let [a, b, c, d] = [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0, 0x9e3779b9, 1];
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let n = 0; n < 12; n += 1) next();
  const below = (n: number) => next() % n;
  return { below, chance: (percent) => below(100) < percent, pick: (from) => from[below(from.length)] };
}
