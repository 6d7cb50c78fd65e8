// The session cookie: 32 random bytes that the server knows only by their hash.
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Address } from './address.ts';

/** Browsers keep a cookie 400 days at most; every sync gives it 400 more. */
const maxAge = 400 * 24 * 3600;

const nameFor = (address: Address) => (address.plainCookie ? 'viectot' : '__Host-viectot');

export function readSession(c: Context, address: Address): string | null {
  const value = getCookie(c, nameFor(address));
  return value && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null;
}

export function writeSession(c: Context, address: Address, token: string): void {
  setCookie(c, nameFor(address), token, {
    httpOnly: true,
    secure: !address.plainCookie,
    sameSite: 'Strict',
    path: '/',
    maxAge,
  });
}

export function forgetSession(c: Context, address: Address): void {
  deleteCookie(c, nameFor(address), { secure: !address.plainCookie, path: '/' });
}
