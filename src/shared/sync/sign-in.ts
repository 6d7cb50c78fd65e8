// What an answer means to a phone that signs in with its queue's key: only the server's own word ends the attempt.
import type * as z from 'zod/mini';
import { problemSchema } from '../wire/problem.ts';
import { classify, type Outcome, type Verdict } from './classify.ts';

export type SignInVerdict<T> =
  | { readonly type: 'answered'; readonly answer: T }
  | Extract<Verdict, { type: 'retry' | 'stop' }>;

export function classifySignIn<T>(outcome: Outcome, schema: z.ZodMiniType<T>): SignInVerdict<T> {
  if (outcome.type === 'response' && outcome.status === 200) {
    const answer = schema.safeParse(outcome.json);
    return answer.success
      ? { type: 'answered', answer: answer.data }
      : { type: 'retry', because: 'bad-answer', afterMs: null };
  }
  const verdict = classify(outcome);
  if (verdict.type === 'stop') return verdict;
  if (verdict.type === 'retry' && !isRefusal(outcome, verdict.because)) return verdict;
  // The server said no in another way (it is older than this address, say): the next try would hear the same.
  return { type: 'stop', because: 'signed-out' };
}

const isRefusal = (outcome: Outcome, because: string): boolean =>
  because === 'bad-answer' && outcome.type === 'response' && problemSchema.safeParse(outcome.json).success;
