import { expect, it } from 'vitest';
import { groupCommits } from '../../server/store/sqlite/group-commit.ts';

/** An engine whose every commit is told to `commits`, with what was done in it. */
function anEngine(commits: string[][], commit: () => void = () => undefined) {
  return {
    together: async (work: (done: string[]) => Promise<void>) => {
      const done: string[] = [];
      await work(done);
      commit();
      commits.push(done);
    },
    alone: <T>(_: string[], work: () => Promise<T>) => work(),
  };
}

it('what comes at the same moment shares one flush, in the order it came', async () => {
  const commits: string[][] = [];
  const write = groupCommits(anEngine(commits));
  const names = ['a', 'b', 'c'];
  const answers = await Promise.all(names.map((name) => write(async (done) => done.push(name))));
  expect([commits, answers]).toEqual([[['a', 'b', 'c']], [1, 2, 3]]);
});

it('nobody is told of success when the flush fails, and the next group begins anew', async () => {
  const commits: string[][] = [];
  let full = true;
  const diskFull = new Error('the disk is full');
  const commit = () => {
    if (full) throw diskFull;
  };
  const write = groupCommits(anEngine(commits, commit));
  const outcomes = await Promise.allSettled(['a', 'b'].map((name) => write(async (done) => done.push(name))));
  expect(outcomes).toEqual([
    { status: 'rejected', reason: diskFull },
    { status: 'rejected', reason: diskFull },
  ]);
  full = false;
  await write(async (done) => done.push('c'));
  expect(commits).toEqual([['c']]);
});

it('nobody is told of success before the flush', async () => {
  const told: string[] = [];
  const commits: string[][] = [];
  const write = groupCommits(anEngine(commits, () => told.push('flushed')));
  await Promise.all(['a', 'b'].map((name) => write(async () => name).then((answer) => told.push(answer))));
  expect(told).toEqual(['flushed', 'a', 'b']);
});
