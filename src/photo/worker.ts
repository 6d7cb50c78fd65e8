// The dedicated worker around `processFile`: one request in, one answer out. The client never sends
// a second request before the first is answered.

import type { PhotoOutcome, PhotoRequest } from './outcome.ts';
import { processFile } from './process.ts';

addEventListener('message', (event: MessageEvent<PhotoRequest>) => {
  void answer(event.data);
});

async function answer({ file, kind }: PhotoRequest): Promise<void> {
  const outcome = await processFile(file, kind).catch((error: unknown): PhotoOutcome => {
    // The person must get an answer; the error itself is for whoever looks at the console.
    console.error('photo worker', error);
    return { type: 'refused', code: 'photo-worker-failed' };
  });
  postMessage(outcome, outcome.type === 'done' ? [outcome.full.bytes, outcome.thumb.bytes] : []);
}
