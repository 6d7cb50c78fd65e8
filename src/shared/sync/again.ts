// After a restore phones offer again what the backup lacks, each in its own time (SPEC.md S11). What is written again stands
// under the number it had, so that whoever saw it then has seen it; here is what numbers alone do not tell.
import type { Again } from '../wire/operation.ts';
import type { Writer } from './record-store.ts';

/**
 * What an earlier life had answered to the operation, the number to which the database went back, and the stretches of
 * numbers (above the first, up to the second) that it lost then and in restores before.
 */
export type OfferedAgain = Again & {
  readonly epochFrom?: number;
  readonly lost?: readonly (readonly [number, number])[];
};

/** The number that a lost life gave the operation; null when none did, or one that the backup held. */
export function numberBefore(again: OfferedAgain | null): number | null {
  return again !== null && isLost(again.rev, again) ? again.rev : null;
}

/**
 * The number under which a create is `sent` that a lost life had numbered, or that corrects such a one: below the steps of every
 * lost life, which come back under theirs. Null for any other.
 */
export const sentBefore = (again: OfferedAgain | null): number | null =>
  again?.dossier !== undefined && (again.rev === 0 || isLost(again.rev, again))
    ? Math.min(again.epochFrom ?? 0, ...(again.lost ?? []).map(([above]) => above))
    : null;

const isLost = (rev: number, { epochFrom = 0, lost = [] }: OfferedAgain): boolean =>
  rev > epochFrom || lost.some(([above, to]) => rev > above && rev <= to);

/**
 * Every start of the server leaves out ten thousand numbers and more. Two that are further apart than half of that may be of
 * two lives, of which the later never heard of what the earlier had numbered.
 */
const withinOneStart = 5_000;

/** True when whoever had `sight` before their eyes at a path knew what stands there under `rev`. */
export function knew(sight: number, rev: number, again: OfferedAgain | null): boolean {
  if (rev > sight) return false;
  // What the present life numbered, and what the backup held, every higher number knows.
  return again === null || !isLost(rev, again) || sight - rev < withinOneStart;
}

/** True when whoever wrote what stands there now had this operation's value before their eyes, in the lost life. */
export function wasSeenBefore(again: OfferedAgain | null, path: string, writer: Writer | undefined): boolean {
  const number = numberBefore(again);
  return number !== null && !again?.filed?.includes(path) && knew(writer?.saw ?? 0, number, again);
}

/**
 * The writer of a path, with how far into the lost life they, or who wrote what they knowingly wrote over, had seen. A number
 * of this life says nothing of that one, though it is higher.
 */
export function withSight(writer: Writer, over: Writer | undefined, isAgain: boolean): Writer {
  const saw = Math.max(isAgain ? (writer.base ?? 0) : 0, over?.saw ?? 0);
  return saw > 0 ? { ...writer, saw } : writer;
}
