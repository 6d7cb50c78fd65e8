// Chance that can be had again: SEED=… repeats what a fault test decided (not when the machine answered).

/** mulberry32. Small, and good enough to choose whom a fault meets. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** In [0, 1). */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0, below `end`. */
  below(end: number): number {
    return Math.floor(this.fraction() * end);
  }

  /** True so often. */
  is(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(from: readonly T[]): T | undefined {
    return from[this.below(from.length)];
  }

  shuffled<T>(from: readonly T[]): readonly T[] {
    const left = [...from];
    return from.flatMap(() => left.splice(this.below(left.length), 1));
  }

  /** Another of its own: what one asks does not change what the next is told. */
  fork(): Chance {
    return new Chance(this.below(2 ** 32));
  }
}

export const seed: number = process.env.SEED ? Number(process.env.SEED) : Date.now() % 2 ** 32;
