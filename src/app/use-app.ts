// Reads the store from a component.
import { useEffect, useState } from 'preact/hooks';
import { type AppState, appStore } from './store.ts';

/** `select` must be the same function at every draw, or cheap to call again. */
export function useApp<T>(select: (state: AppState) => T): T {
  const [value, setValue] = useState(() => select(appStore.getState()));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `select` is a new function at every draw and means the same
  useEffect(() => {
    const look = () => setValue(() => select(appStore.getState()));
    look();
    return appStore.subscribe(look);
  }, []);
  return value;
}
