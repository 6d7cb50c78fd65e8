// How much of a photo is sent at once (P1): small on a bad line, so that a reset costs little.
const smallest = 16 * 1024;
const first = 64 * 1024;
const largest = 512 * 1024;
/** A chunk sooner through than this is fast. Milliseconds. */
const fast = 2_000;

export interface ChunkSize {
  readonly bytes: number;
  readonly fastInARow: number;
}

export const firstChunk: ChunkSize = { bytes: first, fastInARow: 0 };

export function afterChunk(size: ChunkSize, tookMs: number): ChunkSize {
  if (tookMs >= fast) return { ...size, fastInARow: 0 };
  if (size.fastInARow === 0) return { ...size, fastInARow: 1 };
  return { bytes: Math.min(largest, size.bytes * 2), fastInARow: 0 };
}

export const afterFailure = (size: ChunkSize): ChunkSize => ({
  bytes: Math.max(smallest, Math.floor(size.bytes / 2)),
  fastInARow: 0,
});
