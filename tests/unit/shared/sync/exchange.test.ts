import { describe, expect, test } from 'vitest';
import { type ExchangePorts, exchange, freshPace, type Taken } from '../../../../src/shared/sync/exchange.ts';
import type { Down, Page } from '../../../../src/shared/wire/down.ts';
import { aCreate, testId } from '../../../support/builders.ts';

const asked = { from: 7, epoch: 'e1', scope: 's1' };
const page: Page = {
  ...{ from: 7, next: 7, epoch: 'e1', scope: 's1', restart: false, more: false },
  ...{ records: [], tombstones: [], conflicts: [], units: [] },
};
const commune = { id: testId(0xc1), name: 'Xã Kiến Thụy', gsoCode: null, province: 'Hải Phòng' };
const me = { accountId: testId(0xb1), name: 'Phạm Thị Dung', deviceId: testId(0xd1), commune, assignments: [] };
const op = aCreate();

/** A phone with one operation, whose endpoint answers none; `isTaken`: its page is. */
function ports(news: Partial<Page>, isTaken = true): ExchangePorts {
  const down: Down = { wire: 2, now: '2026-11-05T09:30:00.000Z', me, answers: [], page: { ...page, ...news } };
  const device = { unsent: 1, photosWaiting: 0, storedBytes: 0, persisted: true };
  return {
    prepare: async (_most, waits) => {
      const sent = waits.has(op.recordId) ? [] : [op];
      return { up: { wire: 2, app: 'test', device, pull: asked }, sent, request: 1 };
    },
    send: async () => ({ type: 'response', status: 200, json: down, retryAfter: null }),
    take: async (sent): Promise<Taken> => ({
      type: 'taken',
      settled: 0,
      waits: [],
      unanswered: sent.map(({ recordId }) => recordId),
      pageTaken: isTaken,
    }),
    refuse: async () => undefined,
    register: async () => false,
    hasMore: async (waits) => !waits.has(op.recordId),
  };
}

describe('[S9] an operation that a valid answer leaves out', () => {
  test('waits for a later run, which the pace remembers', async () => {
    const pace = freshPace();
    expect(await exchange(ports({}), pace)).toEqual({ type: 'quiet' });
    expect([[...pace.waits], [...pace.unanswered]]).toEqual([[op.recordId], [op.recordId]]);
  });

  test('[S11] is sent again at once after the first page of another epoch, and waits when that is left out too', async () => {
    const pace = freshPace();
    expect(await exchange(ports({}), pace)).toEqual({ type: 'quiet' });
    expect(await exchange(ports({ epoch: 'e2', epochFrom: 3, restart: true, from: 0 }), pace)).toEqual({
      type: 'again',
    });
    expect([pace.waits.size, pace.unanswered.size]).toEqual([0, 0]);
    expect(await exchange(ports({ epoch: 'e2' }), pace)).toEqual({ type: 'quiet' });
    expect(pace.unanswered.size).toBe(1);
  });

  test('[S8] beside a page that is not this phone’s next is no answer at all', async () => {
    const pace = freshPace();
    const end = await exchange(ports({}, false), pace);
    expect(end).toEqual({ type: 'retry', because: 'bad-answer', afterMs: null });
    expect(pace.waits.size).toBe(0);
  });
});

test('[S10] an answer that another run overtook ends the run that asked: what it knows of waiting records is old', async () => {
  const pace = freshPace();
  const overtaken: ExchangePorts = { ...ports({}), take: async () => ({ type: 'overtaken' }) };
  expect(await exchange(overtaken, pace)).toEqual({ type: 'overtaken' });
  // Also where it came under another person's session: whoever holds the lock signs in, and not this run.
  expect(await exchange({ ...overtaken, isOurs: async () => false }, pace)).toEqual({ type: 'overtaken' });
});
