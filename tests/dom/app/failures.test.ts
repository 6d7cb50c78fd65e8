import { expect, test } from 'vitest';
import { failureCode, placeOf } from '../../../src/app/failures.ts';
import { clientErrorSchema } from '../../../src/shared/wire/up.ts';
import { testId } from '../../support/builders.ts';

test('a code never carries what a person typed', () => {
  expect(failureCode(new TypeError('Nguyễn Thị Hoa is not a function'))).toBe('type-error');
  expect(failureCode(new DOMException('x', 'QuotaExceededError'))).toBe('quota-exceeded-error');
  expect(failureCode('Nguyễn Thị Hoa')).toBe('unknown');
  expect(failureCode(undefined)).toBe('unknown');
});

test('a place names no record, and both fit the wire', () => {
  expect(placeOf(`/r/${testId(7)}/sua`)).toBe('/r/:id/sua');
  expect(clientErrorSchema.shape.place.safeParse(placeOf(`/r/${testId(7)}`)).success).toBe(true);
  expect(clientErrorSchema.shape.code.safeParse(failureCode(new RangeError('x'))).success).toBe(true);
});
