// Shows what an observable says now (Dexie's live queries, or anything with `subscribe`).
import { useEffect, useState } from 'preact/hooks';

export interface Live<T> {
  // Functions, not an observer object: of Dexie's two signatures TypeScript infers from the last, which is this one.
  subscribe(next: (value: T) => void, error: (reason: unknown) => void): { unsubscribe(): void };
}

/**
 * The latest value, or undefined until the first comes. A failure is thrown to the error boundary.
 * @param deps subscribe anew when one changes.
 * @param keep while a new subscription has not answered, go on showing the old value (a list being filtered, not another record).
 */
export function useLive<T>(observe: () => Live<T>, deps: readonly unknown[], keep = false): T | undefined {
  const [state, setState] = useState<{ deps: readonly unknown[]; value?: T; failure?: { reason: unknown } }>({ deps });
  useEffect(() => {
    const subscription = observe().subscribe(
      (value) => setState({ deps, value }),
      (reason) => setState({ deps, failure: { reason } }),
    );
    return () => subscription.unsubscribe();
    // biome-ignore lint/correctness/useExhaustiveDependencies: the caller's list says when to observe anew
  }, deps);
  if (state.failure) throw state.failure.reason;
  return keep || isSame(state.deps, deps) ? state.value : undefined;
}

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, at) => Object.is(item, b[at]));
