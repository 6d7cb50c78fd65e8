// Filled in by scripts/build/service-worker-plugin.ts once the page is built.

interface PrecacheEntry {
  readonly url: string;
  /** null for names that carry their own hash. */
  readonly revision: string | null;
}

/** Everything a submitter needs, cached while the worker installs. */
declare const __PRECACHE__: PrecacheEntry[];
/** Heavy parts, cached later: after an officer's first sync, or when asked for. */
declare const __LATER__: PrecacheEntry[];
