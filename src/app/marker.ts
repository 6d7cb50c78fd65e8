// Small traces of the people of this phone, outside IndexedDB: when the browser has cleared the database, they say who was
// here and what was unsent when it was last looked at. In localStorage, which a page reads at once and a worker cannot.
import * as z from 'zod/mini';

const traceSchema = z.object({
  name: z.string(),
  /** When the figures were true. Milliseconds since 1970. */
  seenAt: z.number(),
  records: z.number(),
  photos: z.number(),
  /** The commune was told that this person's data was cleared. */
  reported: z.optional(z.boolean()),
});
export type Trace = z.infer<typeof traceSchema>;

const markerSchema = z.object({
  people: z.record(z.string(), traceSchema),
  /** Somebody left without a line: the browser's session is still to be ended. */
  endSession: z.optional(z.boolean()),
});
export type Marker = z.infer<typeof markerSchema>;

export type MarkerStorage = Pick<Storage, 'getItem' | 'setItem'>;

const key = 'viectot-people';

/** Null when there is none: a browser that was never enrolled, or one that has cleared this too. */
export function readMarker(storage: MarkerStorage): Marker | null {
  try {
    const read = markerSchema.safeParse(JSON.parse(storage.getItem(key) ?? 'null'));
    return read.success ? read.data : null;
  } catch {
    return null; // a browser that keeps nothing for this page
  }
}

export function changeMarker(storage: MarkerStorage, change: (marker: Marker) => Marker): void {
  try {
    storage.setItem(key, JSON.stringify(change(readMarker(storage) ?? { people: {} })));
  } catch {
    // Without traces a loss is not explained; nothing else depends on them.
  }
}

export const noteTrace = (storage: MarkerStorage, accountId: string, trace: Trace): void =>
  changeMarker(storage, ({ people, ...rest }) => ({ ...rest, people: { ...people, [accountId]: trace } }));

/** What this person had here is accounted for: removed on purpose, enrolled anew, or taken note of. */
export const forgetTrace = (storage: MarkerStorage, accountId: string): void =>
  changeMarker(storage, ({ people: { [accountId]: _, ...people }, ...rest }) => ({ ...rest, people }));
