// How large a stored picture is.

export type Size = { width: number; height: number };

/** Scales a size down until its long side fits; a smaller picture stays as it is, never enlarged. */
export function fitWithin(size: Size, longSide: number): Size {
  const long = Math.max(size.width, size.height);
  if (long <= longSide) return { width: size.width, height: size.height };
  const scale = longSide / long;
  return {
    width: Math.max(1, Math.round(size.width * scale)),
    height: Math.max(1, Math.round(size.height * scale)),
  };
}

/**
 * What `createImageBitmap` is asked for: one side only, the long one, so that the engine keeps the
 * shape. Width alone would turn a 1200 × 1800 portrait into 1600 × 2400.
 */
export function resizeRequest(
  size: Size,
  longSide: number,
): { resizeWidth: number } | { resizeHeight: number } | Record<string, never> {
  if (Math.max(size.width, size.height) <= longSide) return {};
  return size.width >= size.height ? { resizeWidth: longSide } : { resizeHeight: longSide };
}
