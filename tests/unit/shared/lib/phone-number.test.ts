import { expect, test } from 'vitest';
import { parsePhoneNumber, printPhoneNumber } from '../../../../src/shared/lib/phone-number.ts';

test.each(['', '12345', '0112345678', '091234567', '09123456789', '+85512345678', '0912 345 67x', '113'])(
  '%j is no telephone number of Vietnam',
  (typed) => {
    expect(parsePhoneNumber(typed)).toEqual({ ok: false, error: { type: 'not-a-phone-number' } });
  },
);
test.each([
  '0912345678',
  '0912 345 678',
  '0912.345.678',
  '+84 912 345 678',
  '84912345678',
  '+84 0912345678',
  '(0084) 912-345-678',
])('%s is the mobile number 0912345678', (typed) => {
  expect(parsePhoneNumber(typed)).toEqual({ ok: true, value: '0912345678' });
});
test('a number of the network 084 keeps its first digits', () => {
  expect(parsePhoneNumber('0841234567')).toEqual({ ok: true, value: '0841234567' });
});
test('a landline of Hải Phòng is read with and without the country code', () => {
  expect(parsePhoneNumber('0225 388 1234')).toEqual({ ok: true, value: '02253881234' });
  expect(parsePhoneNumber('+84 225 388 1234')).toEqual({ ok: true, value: '02253881234' });
});
test('numbers are printed in groups', () => {
  expect(['0912345678', '02253881234', '02438251234', '113'].map(printPhoneNumber)).toEqual([
    '0912 345 678',
    '0225 388 1234',
    '024 3825 1234',
    '113',
  ]);
});
