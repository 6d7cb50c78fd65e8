import { describe, expect, test } from 'vitest';
import { readMessage } from '../../../sw/message.ts';
import { ownPaths } from '../../../sw/own-paths.ts';

describe('the worker answers a navigation', () => {
  test.each([
    '/vuon-hoa/kien-thuy/01-tra-lai-vi',
    '/api/v1/sync',
    '/healthz',
    '/readyz',
    '/assets/main-1a2b.js',
    '/manifest.webmanifest',
    '/rung',
    '/ghi-chu',
    '/sang-kien-hay',
  ])('never to %s', (path) => expect(ownPaths.test(path)).toBe(false));

  test.each([
    '/',
    '/?nguon=man-hinh',
    '/ghi',
    '/ghi?moi=1',
    '/ghi/01900000-0000-7000-8000-000000002001',
    '/r/01900000-0000-7000-8000-000000002001/sua',
    '/sang-kien/moi',
    '/may-nay',
    '/e',
    '/hop-den/01900000-0000-7000-8000-000000002001',
    '/nguoi-va-may',
  ])('to %s, with the app', (path) => expect(ownPaths.test(path)).toBe(true));
});

describe('a message to the worker', () => {
  test.each([null, 'ring', 7, {}, { type: 'forget-everything' }])('%o means nothing to it', (data) =>
    expect(readMessage(data)).toBeNull(),
  );

  test('a ring keeps its trigger; one of a newer page counts as the button', () => {
    expect(readMessage({ type: 'ring', trigger: 'saved' })).toEqual({ type: 'ring', trigger: 'saved' });
    expect(readMessage({ type: 'ring', trigger: 'dawn' })).toEqual({ type: 'ring', trigger: 'button' });
    expect(readMessage({ type: 'skip-waiting' })).toEqual({ type: 'skip-waiting' });
  });
});
