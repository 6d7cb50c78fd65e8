// Ids made on the phone, from the caller's clock and randomness.
import { createUuidv7 } from '../shared/lib/uuid.ts';

export interface IdDeps {
  /** Milliseconds since 1970. */
  now(): number;
  random(count: number): Uint8Array;
}

/** The phone's own clock and randomness. */
export const systemIds: IdDeps = {
  now: () => Date.now(),
  random: (count) => crypto.getRandomValues(new Uint8Array(count)),
};

/** Ids that never go backwards within one caller. */
export const idMaker = (deps: IdDeps): (() => string) => createUuidv7({ now: deps.now, random: deps.random });
