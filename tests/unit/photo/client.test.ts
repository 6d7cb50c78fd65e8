import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPhotoClient, type PhotoWorker } from '../../../src/photo/client.ts';
import type { PhotoOutcome } from '../../../src/photo/outcome.ts';

const heic: PhotoOutcome = { type: 'undecodable-heic' };
const failed: PhotoOutcome = { type: 'refused', code: 'photo-worker-failed' };
const file = new Blob(['x']);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the door to the photo worker', () => {
  test('a worker that cannot start is an answer, and the next photo tries again', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    let starts = 0;
    const process = createPhotoClient({
      startWorker: () => {
        starts++;
        throw new DOMException('refused', 'SecurityError');
      },
      idleMs: 10,
      answerWithinMs: 100,
    });
    expect(await process(file, 'photo')).toEqual(failed);
    expect(await process(file, 'photo')).toEqual(failed);
    expect(starts).toBe(2);
  });

  test('a worker that dies or falls silent is replaced, and the photos behind it are still done', async () => {
    const { process, workers } = aClient();
    const first = process(file, 'photo');
    const second = process(file, 'photo');
    const third = process(file, 'photo');
    await vi.advanceTimersByTimeAsync(0);
    workers[0]?.onerror?.(new Event('error') as ErrorEvent); // Node has no ErrorEvent; the client reads nothing of it.
    expect(await first).toEqual(failed);
    await vi.advanceTimersByTimeAsync(100);
    expect(await second).toEqual(failed);
    await vi.advanceTimersByTimeAsync(0);
    workers[2]?.answer(heic);
    expect(await third).toEqual(heic);
    expect(workers.map((worker) => worker.ended)).toEqual([true, true, false]);
  });

  test('several photos chosen at once go through one worker, one after the other', async () => {
    const { process, workers } = aClient();
    const outcomes = Promise.all([process(file, 'photo'), process(file, 'document')]);
    await vi.advanceTimersByTimeAsync(0);
    expect(workers[0]?.requests.map((request) => request.kind)).toEqual(['photo']);
    workers[0]?.answer(heic);
    await vi.advanceTimersByTimeAsync(0);
    expect(workers[0]?.requests.map((request) => request.kind)).toEqual(['photo', 'document']);
    workers[0]?.answer(heic);
    expect(await outcomes).toEqual([heic, heic]);
    expect(workers).toHaveLength(1);
  });

  test('no worker exists before the first photo, and an idle one gives its memory back', async () => {
    const { process, workers } = aClient();
    expect(workers).toHaveLength(0);
    const outcome = process(file, 'photo');
    await vi.advanceTimersByTimeAsync(0);
    workers[0]?.answer(heic);
    await outcome;
    await vi.advanceTimersByTimeAsync(9);
    expect(workers[0]?.ended).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(workers[0]?.ended).toBe(true);
    const next = process(file, 'photo');
    await vi.advanceTimersByTimeAsync(0);
    workers[1]?.answer(heic);
    expect(await next).toEqual(heic);
  });
});

type FakeWorker = PhotoWorker & {
  requests: { kind: string }[];
  ended: boolean;
  answer(outcome: PhotoOutcome): void;
};

function aClient() {
  const workers: FakeWorker[] = [];
  const process = createPhotoClient({
    startWorker: () => {
      const worker: FakeWorker = {
        onmessage: null,
        onerror: null,
        onmessageerror: null,
        requests: [],
        ended: false,
        postMessage: (request) => void worker.requests.push(request),
        terminate: () => {
          worker.ended = true;
        },
        answer: (outcome) => worker.onmessage?.(new MessageEvent('message', { data: outcome })),
      };
      workers.push(worker);
      return worker;
    },
    idleMs: 10,
    answerWithinMs: 100,
  });
  return { process, workers };
}
