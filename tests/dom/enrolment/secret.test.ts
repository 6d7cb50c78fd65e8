import { describe, expect, test } from 'vitest';
import { readCode, readLink, secretOfHash } from '../../../src/features/enrolment/secret.ts';

const token = 'UqFgK9Dm9e2WfyHQRtxmrSDUGQXw1tCblq6Bk5fOjEg';
const origin = 'https://viectot.example';

describe('what is no link of ours', () => {
  test.each([
    ['nothing', ''],
    ['another page', `${origin}/ghi`],
    ['a token cut short by a chat app', `${origin}/e#${token.slice(0, 40)}`],
    ['a token with letters behind it', `${origin}/e#${token}abc`],
  ])('%s', (_, text) => {
    expect(readLink(text, origin)).toEqual({ ok: false, error: { type: 'not-a-link' } });
  });

  test('a link of another commune’s installation is not tried here', () => {
    expect(readLink(`https://other.example/e#${token}`, origin)).toEqual({
      ok: false,
      error: { type: 'other-place', host: 'other.example' },
    });
  });
});

test.each([
  ['as it was sent', `${origin}/e#${token}`],
  ['with words around it', `Chào chị, đây là liên kết: ${origin}/e#${token} (7 ngày)`],
  ['with spaces and line breaks', `\n ${origin}/e#${token}\n`],
  ['the bare token', token],
])('a link is read %s', (_, text) => {
  expect(readLink(text, origin)).toEqual({ ok: true, value: { token } });
});

test('a code is read in lower case with spaces, and refused with letters that are in no code', () => {
  expect(readCode('nq67 frvc')).toEqual({ ok: true, value: { code: 'NQ67FRVC' } });
  expect(readCode('NQ67FRV0')).toEqual({ ok: false, error: { type: 'wrong-code' } });
  expect(readCode('NQ67')).toEqual({ ok: false, error: { type: 'not-a-code' } });
});

test('the token of the address is read from behind the # only', () => {
  expect(secretOfHash(`#${token}`)).toEqual({ token });
  expect(secretOfHash('#main')).toBeNull();
  expect(secretOfHash('')).toBeNull();
});
