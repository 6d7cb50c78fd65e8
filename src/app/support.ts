// Whether this browser can keep records safely. Asked before any code that would need the answer to be yes.

export type MissingPiece = 'secure-origin' | 'storage' | 'crypto' | 'locks' | 'worker';

export type Support =
  | { readonly type: 'ready' }
  | { readonly type: 'too-old' }
  | { readonly type: 'insecure'; readonly missing: readonly MissingPiece[] }
  | { readonly type: 'incomplete'; readonly missing: readonly MissingPiece[] };

/** What is looked at; every part may be undefined. */
export interface Surroundings {
  readonly isSecureContext?: boolean | undefined;
  readonly indexedDB?: unknown;
  readonly crypto?: { readonly subtle?: unknown } | undefined;
  readonly navigator?: { readonly locks?: unknown; readonly serviceWorker?: unknown } | undefined;
  readonly CompressionStream?: unknown;
  readonly Array?: { readonly prototype: object } | undefined;
}

export function readSupport(around: Surroundings): Support {
  // toSorted came with Chrome 110, Safari 16.0 and Firefox 115; CompressionStream with Safari 16.4: together the floor.
  const isNew = around.Array !== undefined && 'toSorted' in around.Array.prototype && around.CompressionStream;
  if (!isNew) return { type: 'too-old' };
  const missing: MissingPiece[] = [];
  if (!around.isSecureContext) missing.push('secure-origin');
  if (!around.indexedDB) missing.push('storage');
  if (!around.crypto?.subtle) missing.push('crypto');
  if (!around.navigator?.locks) missing.push('locks');
  if (!around.isSecureContext) return { type: 'insecure', missing: [...missing, 'worker'] };
  // Without a worker alone (Firefox's private windows) the page sends by itself.
  return missing.length === 0 ? { type: 'ready' } : { type: 'incomplete', missing };
}
