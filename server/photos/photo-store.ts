// Keeps photos by what they are: the SHA-256 of their bytes. tests/contract/photo-store-contract.ts says what every implementation must do.
export interface PhotoStore {
  /**
   * Takes over the bytes in `file`, whose hash the caller has checked; the file is gone afterwards. They are durable
   * when this returns. They take the place of what is kept under the hash: a copy of the store may have been cut short.
   */
  keep(sha256: string, file: string): Promise<void>;
  has(sha256: string): Promise<boolean>;
  /** Null when there is none. */
  read(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Throws when the store cannot write now. */
  ready(): Promise<void>;
}

/** A hash becomes part of a path; nothing else may. */
export function checkedHash(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('not a SHA-256 in hex');
  return sha256;
}
