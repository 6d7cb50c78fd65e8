// Writes the newest state within a second of every change, one write at a time, and at once when the page is about to go.

export type SaveState = 'clean' | 'waiting' | 'saved' | 'failed';

export interface Autosave<T> {
  /** The newest state; written after the delay, or by `flush`. */
  change(value: T): void;
  /** Resolves when everything changed so far is written. */
  flush(): Promise<void>;
  /** Writes no more; what is being written is waited for. After a save the draft must not come back. */
  close(): Promise<void>;
  /** May write again: the save was refused. */
  reopen(): void;
}

export function createAutosave<T>(deps: {
  readonly write: (value: T) => Promise<void>;
  readonly delayMs: number;
  readonly onState: (state: SaveState) => void;
}): Autosave<T> {
  let waiting: { readonly value: T } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: Promise<void> = Promise.resolve();
  let closed = false;

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (waiting !== null && !closed) {
      const { value } = waiting;
      waiting = null;
      last = last.then(() => write(value));
    }
    return last;
  }

  async function write(value: T): Promise<void> {
    try {
      await deps.write(value);
      if (waiting === null) deps.onState('saved');
    } catch {
      // Kept in memory and tried again at the next change; the screen says so.
      waiting ??= { value };
      deps.onState('failed');
    }
  }

  return {
    change(value) {
      waiting = { value };
      if (closed) return;
      deps.onState('waiting');
      // Not restarted by the next key: somebody who types without a pause is saved too.
      timer ??= setTimeout(() => void flush(), deps.delayMs);
    },
    flush,
    close() {
      clearTimeout(timer);
      timer = undefined;
      closed = true;
      return last;
    },
    reopen() {
      closed = false;
      if (waiting !== null) void flush();
    },
  };
}
