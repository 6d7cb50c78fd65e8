// Which rows of a long list are in sight. Heights are measured as rows appear; the others count as the estimate.

export interface RowWindow {
  /** First row to draw, and the one after the last. */
  readonly first: number;
  readonly end: number;
}

/** Tops of every row and, last, the height of the whole. */
export function topsOf(count: number, heightOf: (index: number) => number): Float64Array {
  const tops = new Float64Array(count + 1);
  for (let index = 0; index < count; index += 1) tops[index + 1] = (tops[index] ?? 0) + heightOf(index);
  return tops;
}

/** Rows between two heights of the list, and `spare` more on both sides, so that a fast thumb meets no gap. */
export function rowsBetween(tops: Float64Array, from: number, to: number, spare: number): RowWindow {
  const count = tops.length - 1;
  const first = lastAtOrAbove(tops, from);
  const end = lastAtOrAbove(tops, to) + 1;
  return { first: Math.max(0, first - spare), end: Math.min(count, end + spare) };
}

/** Index of the last row whose top is at or above the height. */
function lastAtOrAbove(tops: Float64Array, height: number): number {
  let low = 0;
  let high = Math.max(0, tops.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] ?? 0) <= height) low = middle;
    else high = middle - 1;
  }
  return low;
}
