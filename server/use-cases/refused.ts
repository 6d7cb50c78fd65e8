// How a use case says no: a code of the catalogue, and what the person needs to go on.
import type { ProblemCode } from '../../src/shared/wire/problem.ts';

export interface Refused {
  readonly code: ProblemCode;
  readonly retryAfterSeconds?: number;
  /** Paths inside what was asked, never values. */
  readonly fields?: readonly string[];
}
