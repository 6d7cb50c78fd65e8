import { describe, expect, test } from 'vitest';
import { createRun, type RunPorts, type SyncRunState, type WorkEnd } from '../../../../src/shared/sync/run.ts';

/** A phone whose work ends as told, one end a run; `others`: what another tab does when this one lets go of the lock. */
function phone(ends: WorkEnd[], others: { holdsLock?: boolean; leaves?: SyncRunState } = {}) {
  const begun = ends.length;
  let state: SyncRunState = { type: 'idle' };
  let mark = 0;
  const ports: RunPorts = {
    mark: async () => mark,
    addMark: async () => {
      mark += 1;
    },
    alone: async (work) => (others.holdsLock && ends.length < begun ? null : work()),
    state: async () => state,
    setState: async (next) => {
      state = next;
    },
    failures: async () => 0,
    setFailures: async () => undefined,
    work: async () => {
      const end = ends.shift() ?? { type: 'done' };
      if (end.type === 'overtaken' && others.leaves) state = others.leaves;
      return end;
    },
    signIn: async () => ({ type: 'stop', because: 'signed-out' }),
    failed: async () => undefined,
    ending: async () => undefined,
    now: () => Date.parse('2026-11-05T09:30:00.000Z'),
    fraction: () => 0.5,
  };
  return { run: createRun(ports), left: () => ends.length, state: () => state, mark: () => mark };
}

describe('[S10] [S15] a run that another one overtook', () => {
  test('begins anew, as it knows nothing of what the other heard', async () => {
    const one = phone([{ type: 'overtaken' }, { type: 'done' }]);
    expect(await one.run('saved')).toEqual({ type: 'done' });
    expect([one.left(), one.state()]).toEqual([0, { type: 'idle' }]);
  });

  test('leaves a mark where the other is still at it', async () => {
    const one = phone([{ type: 'overtaken' }], { holdsLock: true });
    expect(await one.run('saved')).toEqual({ type: 'marked' });
    expect(one.mark()).toBe(1);
  });

  test('keeps the distance that the other was told to keep, and does not say that all is done', async () => {
    const leaves = { type: 'waiting', because: 'busy', retryAt: '2026-11-05T09:40:00.000Z' } as const;
    const one = phone([{ type: 'overtaken' }, { type: 'done' }], { leaves });
    expect(await one.run('timer')).toEqual({ type: 'not-yet' });
    expect([one.left(), one.state()]).toEqual([1, leaves]);
  });
});
