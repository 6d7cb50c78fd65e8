// Transactions that wait for the writer share one flush: each is a savepoint of one transaction, and none is answered
// before its commit is durable. A flush is what costs; sixteen phones at once pay for one.

/** How the group runs: `together` is the transaction, `alone` a piece of it that may fail alone. */
export interface Engine<Db> {
  together(work: (db: Db) => Promise<void>): Promise<void>;
  alone<T>(db: Db, work: () => Promise<T>): Promise<T>;
}

/** More would make the first of a group wait too long for the last. */
const mostTogether = 32;

interface Waiting<Db> {
  /** Gives what tells the caller, once the commit is durable. */
  run(db: Db, only: boolean): Promise<() => void>;
  fail(error: unknown): void;
}

export function groupCommits<Db>(engine: Engine<Db>): <T>(work: (db: Db) => Promise<T>) => Promise<T> {
  const waiting: Waiting<Db>[] = [];
  let busy = false;

  async function drain(): Promise<void> {
    busy = true;
    while (waiting.length > 0) {
      await othersArrive();
      await commit(engine, waiting.splice(0, mostTogether));
    }
    busy = false;
  }

  return <T>(work: (db: Db) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      const run = async (db: Db, only: boolean) => {
        if (only) return resolve.bind(null, await work(db)); // what it throws takes the transaction back
        try {
          return resolve.bind(null, await engine.alone(db, () => work(db)));
        } catch (error) {
          return () => reject(error);
        }
      };
      waiting.push({ run, fail: reject });
      if (!busy) void drain();
    });
}

/** One turn of the event loop: what came while the last flush blocked it joins the group. */
const othersArrive = () => new Promise((resolve) => setImmediate(resolve));

async function commit<Db>(engine: Engine<Db>, group: readonly Waiting<Db>[]): Promise<void> {
  const tell: (() => void)[] = [];
  try {
    await engine.together(async (db) => {
      for (const one of group) tell.push(await one.run(db, group.length === 1));
    });
  } catch (error) {
    for (const one of group) one.fail(error);
    return;
  }
  for (const one of tell) one();
}
