// When the page has nothing better to do.

/** Not before the first screen had a moment to be touched: the worker's downloads would stand in its way. */
export function whenIdle(work: () => void): void {
  const wait = () =>
    typeof requestIdleCallback === 'function' ? requestIdleCallback(work, { timeout: 5_000 }) : setTimeout(work, 500);
  setTimeout(wait, 1_500);
}
