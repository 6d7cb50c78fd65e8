// Why the enrolment did not go on, in words.
import { enrolment } from '../../i18n/vi/enrolment.ts';
import { problemSentences } from '../../i18n/vi/problems.ts';
import type { EnrolFailure } from './enrolling.ts';
import type { SecretError } from './secret.ts';

export function failureSentence({ code, retryAfterSeconds }: EnrolFailure): string {
  const sentence =
    code === 'offline' || code === 'bad-answer' || code === 'storage' || code === 'whose-work'
      ? enrolment.failures[code]
      : problemSentences[code];
  if (retryAfterSeconds === undefined) return sentence;
  return `${sentence} ${enrolment.retryAfter(Math.max(1, Math.ceil(retryAfterSeconds / 60)))}`;
}

/** A repeat may help. With the link used up or unknown it does not. */
export function mayRetry({ code }: EnrolFailure): boolean {
  return !['link-unknown', 'link-used', 'link-expired', 'link-revoked'].includes(code);
}

export function secretErrorSentence(error: SecretError): string {
  if (error.type === 'other-place') return enrolment.otherPlace(error.host);
  if (error.type === 'wrong-code') return enrolment.wrongCode;
  return error.type === 'not-a-code' ? enrolment.notACode : enrolment.notALink;
}
