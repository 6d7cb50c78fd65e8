// What the enrolment screens ask of the app: they may not reach the sync engine's keys themselves.

import type { Result } from '../../shared/lib/result.ts';
import type { Me } from '../../shared/wire/down.ts';
import type { Accept, EnrolmentSecret, LookAnswer } from '../../shared/wire/enrolment.ts';
import type { ProblemCode } from '../../shared/wire/problem.ts';

export interface EnrolFailure {
  /** whose-work: the person has to say first whose the work is that lies here and the commune has lost. */
  readonly code: ProblemCode | 'offline' | 'bad-answer' | 'storage' | 'whose-work';
  readonly retryAfterSeconds?: number;
}

export type Founding = NonNullable<Accept['founding']>;
export type WhoseWork = 'mine' | 'a-namesakes';

export interface Enrolling {
  /** Spends nothing. */
  look(secret: EnrolmentSecret): Promise<Result<LookAnswer, EnrolFailure>>;
  /**
   * Spends the link. May be repeated after a failure: the phone asks with the same queue.
   * @param whoseWork the person's answer, null before they were asked.
   */
  accept(
    secret: EnrolmentSecret,
    founding: Founding | null,
    whoseWork: WhoseWork | null,
  ): Promise<Result<Me, EnrolFailure>>;
  /** The phone is this person's now; leaves the screen. */
  done(me: Me): void;
}
