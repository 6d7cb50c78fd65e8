// The browser has one session for all people of the phone: whoever uses or changes it holds one lock. Who comes first (the
// person in front, an enrolment) holds a second one while they wait, so that a run behind them sees it and ends early.

type Locks = Pick<LockManager, 'request' | 'query'>;

/** Held while a person's run works, and while an enrolment brings another session. */
export const sessionLock = 'viectot-session';
const wishLock = 'viectot-session-wish';

/** What comes first: others end their run between two slices of work. */
export const sessionFirst = <T>(locks: Locks, work: () => Promise<T>): Promise<T> =>
  locks.request(wishLock, { mode: 'shared' }, () => locks.request(sessionLock, work));

/** What may wait. */
export const sessionLater = <T>(locks: Locks, work: () => Promise<T>): Promise<T> => locks.request(sessionLock, work);

/** Whether anybody but the asker wants to come first. @param own wishes of the asker: 1 within `sessionFirst`, else 0. */
export async function isSessionWanted(locks: Locks, own: 0 | 1): Promise<boolean> {
  const { held = [] } = await locks.query();
  return held.filter(({ name }) => name === wishLock).length > own;
}

/** A run that hangs in a request is not waited for. */
const longestMs = 10_000;

/** As `sessionFirst`, for what a person waits for: after ten seconds it is done all the same. */
export async function sessionSoon<T>(locks: Locks, work: () => Promise<T>): Promise<T> {
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), longestMs);
  const begin = () => {
    clearTimeout(timer);
    return work();
  };
  return locks.request(wishLock, { mode: 'shared' }, async () => {
    try {
      return await locks.request(sessionLock, { signal: waiting.signal }, begin);
    } catch (error) {
      if (waiting.signal.aborted) return work();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  });
}
