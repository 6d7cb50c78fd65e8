// Versions of the wire. A change of up.ts, down.ts or operation.ts fails the fingerprint test until it has a line here.
/**
 * 1 (0.1.0): first release.
 * 2 (0.2.0): commands carry marks, `merge` and `resolve`; `again` offers what a restored server lacks, and says what was
 *   filed. Down: events name the device and the marks, conflicts both sides and how they ended, records what they became
 *   part of, pages where the epoch began. A phone that speaks 1 is answered without these (`wire-1.ts`); its operations are
 *   read as they are. Since 0.2.0 `merge` may say what was seen of the other record (`fromBase`, also of rows as a whole) and
 *   which rows stood for which (`pairs`), and a registration carries `sig`.
 */
export const wireVersion = 2;
/** The oldest wire an app may speak; below it the answer is 426 and the app keeps its queue. */
export const oldestWire = 1;

/** Limits of one request (SPEC.md S14). Bytes are of the JSON before compression. */
export const limits = {
  batchOps: 50,
  batchBytes: 64 * 1024,
  operationBytes: 512 * 1024,
  /** One operation alone may be this large, and its batch then holds only it. */
  requestBytes: 700 * 1024,
  pageRecords: 200,
  /** A page of the feed, gzip. */
  pageBytes: 64 * 1024,
  photoBytes: 5_000_000,
  errorsPerRequest: 20,
} as const;
