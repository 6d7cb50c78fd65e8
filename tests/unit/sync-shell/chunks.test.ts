import { expect, test } from 'vitest';
import { afterChunk, afterFailure, firstChunk } from '../../../src/sync/chunks.ts';

const kilobytes = (size: { bytes: number }) => size.bytes / 1024;

test('[P1] chunks begin at 64 KB, double after two fast ones and stop at 512 KB', () => {
  const sizes = [];
  for (let size = firstChunk, n = 0; n < 10; n++) {
    sizes.push(kilobytes(size));
    size = afterChunk(size, 300);
  }
  expect(sizes).toEqual([64, 64, 128, 128, 256, 256, 512, 512, 512, 512]);
});

test('[P1] a slow chunk between two fast ones does not count', () => {
  const size = [300, 5_000, 300].reduce(afterChunk, firstChunk);
  expect(kilobytes(size)).toBe(64);
});

test('[P1] chunks halve on failure and stay worth a request', () => {
  const sizes = [];
  for (let size = firstChunk, n = 0; n < 4; n++) {
    size = afterFailure(size);
    sizes.push(kilobytes(size));
  }
  expect(sizes).toEqual([32, 16, 16, 16]);
});
