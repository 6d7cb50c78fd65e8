// The page's door to the photo worker. One photo at a time, whatever the page asks for: two decoded
// 12-megapixel photos are more than a 2 GB phone can hold.

import type { PhotoKind, PhotoOutcome, PhotoRequest } from './outcome.ts';

/** What the client uses of a `Worker`. */
export type PhotoWorker = {
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
  postMessage(request: PhotoRequest): void;
  terminate(): void;
};

export type PhotoClientDeps = {
  startWorker: () => PhotoWorker;
  /** How long an idle worker keeps its memory. */
  idleMs: number;
  /** A worker silent for longer is taken for dead: an engine out of memory does not always say so. */
  answerWithinMs: number;
};

export type ProcessPhoto = (file: Blob, kind: PhotoKind) => Promise<PhotoOutcome>;

/** Makes a smaller, upright, anonymous copy of a photo and its thumbnail, off the main thread. */
export const processPhoto: ProcessPhoto = createPhotoClient({
  startWorker: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
  idleMs: 10_000,
  answerWithinMs: 90_000,
});

export function createPhotoClient({ startWorker, idleMs, answerWithinMs }: PhotoClientDeps): ProcessPhoto {
  let last: Promise<unknown> = Promise.resolve();
  let worker: PhotoWorker | undefined;
  let idle: ReturnType<typeof setTimeout> | undefined;

  return (file, kind) => {
    const outcome = last.then(() => run({ file, kind }));
    last = outcome;
    return outcome;
  };

  async function run(request: PhotoRequest): Promise<PhotoOutcome> {
    clearTimeout(idle);
    try {
      worker ??= startWorker();
    } catch (error) {
      // The script's address is refused or gone: the photo is not lost, the person tries again.
      console.error('photo worker', error);
      return failed;
    }
    const outcome = await ask(worker, request, answerWithinMs);
    // After a failure the next photo gets a fresh worker, with the memory of the old one.
    if (outcome.type === 'refused' && outcome.code === failed.code) stop();
    else idle = setTimeout(stop, idleMs);
    return outcome;
  }

  function stop(): void {
    worker?.terminate();
    worker = undefined;
  }
}

const failed = { type: 'refused', code: 'photo-worker-failed' } as const;

function ask(worker: PhotoWorker, request: PhotoRequest, withinMs: number): Promise<PhotoOutcome> {
  return new Promise((resolve) => {
    const settle = (outcome: PhotoOutcome) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    const timer = setTimeout(() => settle(failed), withinMs);
    worker.onmessage = (event: MessageEvent<PhotoOutcome>) => settle(event.data);
    worker.onerror = () => settle(failed);
    worker.onmessageerror = () => settle(failed);
    worker.postMessage(request);
  });
}
