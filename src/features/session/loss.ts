// What the app found out about a storage that the browser has cleared.

export interface LostPerson {
  readonly accountId: string;
  readonly name: string;
  /** What was unsent when it was last looked at; null where nothing tells. */
  readonly last: {
    readonly seenAt: number;
    readonly records: number;
    readonly photos: number;
    readonly reported?: boolean | undefined;
  } | null;
}

export type Loss =
  | { readonly type: 'none' }
  | { readonly type: 'lost'; readonly people: readonly LostPerson[] }
  /** Only the server's cookie is left: cleared, or installed a moment ago. */
  | { readonly type: 'recognised'; readonly name: string };
