// What the endpoint is given: everything that is not deciding comes in here.
import type { KindTable } from '../src/shared/domain/kind.ts';
import type { Log } from './log.ts';
import type { PhotoStore } from './photos/photo-store.ts';
import type { Store } from './store/store.ts';

export interface Deps {
  readonly store: Store;
  /** The kinds of record this endpoint writes. */
  readonly kinds: KindTable;
  /** Records on a page of the feed, where fewer than the limit. */
  readonly pageRecords?: number;
  readonly photos: PhotoStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly random: (count: number) => Uint8Array;
  /** UUIDv7. */
  readonly newId: () => string;
  readonly log: Log;
}
