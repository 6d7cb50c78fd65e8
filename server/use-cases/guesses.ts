// Counts wrong guesses at codes: few for one address, more for all together, so that nobody can try them through.
export interface GuessLimits {
  readonly perAddress: { readonly most: number; readonly perMs: number };
  readonly together: { readonly most: number; readonly perMs: number };
}

/** With 1,000 open codes, an attacker of many addresses finds one in 60 years on average. */
export const guessLimits: GuessLimits = {
  perAddress: { most: 10, perMs: 15 * 60_000 },
  together: { most: 300, perMs: 60 * 60_000 },
};

export interface Guesses {
  /** Takes one guess before it is checked. Seconds to wait, or null: go on. */
  take(address: string): number | null;
  /** The guess was right: it does not count. */
  giveBack(address: string): void;
}

interface Window {
  since: number;
  count: number;
}

/** Kept in memory: a restart forgets it, which costs an attacker more than it brings. */
export function createGuesses(now: () => number, limits: GuessLimits = guessLimits): Guesses {
  const windows = new Map<string, Window>();
  let together: Window = { since: now(), count: 0 };

  function forgetOld() {
    for (const [address, { since }] of windows) if (now() - since >= limits.perAddress.perMs) windows.delete(address);
    if (now() - together.since >= limits.together.perMs) together = { since: now(), count: 0 };
  }
  const wait = (window: Window, perMs: number) => Math.max(1, Math.ceil((window.since + perMs - now()) / 1000));

  return {
    take(address) {
      forgetOld();
      const window = windows.get(address) ?? { since: now(), count: 0 };
      if (window.count >= limits.perAddress.most) return wait(window, limits.perAddress.perMs);
      if (together.count >= limits.together.most) return wait(together, limits.together.perMs);
      window.count += 1;
      together.count += 1;
      windows.set(address, window);
      return null;
    },
    giveBack(address) {
      const window = windows.get(address);
      if (window) window.count = Math.max(0, window.count - 1);
      together.count = Math.max(0, together.count - 1);
    },
  };
}
