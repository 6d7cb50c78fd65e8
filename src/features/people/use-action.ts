// One thing asked of the server: busy while it runs, its failure in words beside the button that began it.
import { useState } from 'preact/hooks';
import type { Result } from '../../shared/lib/result.ts';
import type { ApiFailure } from './api.ts';

export interface Action {
  readonly isBusy: boolean;
  readonly failure: ApiFailure | null;
  /** True when it was done. A second press while it runs does nothing. */
  run<T>(work: () => Promise<Result<T, ApiFailure>>, then?: (value: T) => void | Promise<void>): Promise<boolean>;
  forget(): void;
}

export function useAction(): Action {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  return {
    isBusy,
    failure,
    async run(work, then) {
      if (isBusy) return false;
      setBusy(true);
      setFailure(null);
      const answer = await work();
      if (answer.ok) await then?.(answer.value);
      else setFailure(answer.error);
      setBusy(false);
      return answer.ok;
    },
    forget: () => setFailure(null),
  };
}
