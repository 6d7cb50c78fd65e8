// What a phone that carried another queue's operations tells a restored server of them (SPEC.md S11, S16).
import type { Again } from '../wire/operation.ts';
import { type TakenAs, toldOf } from './receipt.ts';

export interface Carrying {
  readonly state: 'waiting' | 'arrived' | 'refused';
  /** Of one that waits: what an earlier epoch had answered. */
  readonly again?: Again;
  /** Of one that arrived: what it was answered. Missing where an earlier release noted only that it was. */
  readonly taken?: TakenAs;
}

/** Beside the operation in the batch; null where the server has nothing to hear again. */
export function toldAgain({ state, again, taken }: Carrying, epochFrom: number): Again | null {
  if (state === 'refused') return null;
  if (state === 'waiting') return again ?? { rev: 0 };
  if (taken === undefined) return { rev: 0 };
  return taken.rev > epochFrom ? toldOf(taken) : null;
}
