// Where people reach this installation, and what follows from it: links, the cookie's name, HSTS, whose address a request has.
import { isIP } from 'node:net';

export interface Address {
  /** `https://viectot.example.vn`; links begin with it. */
  readonly origin: string;
  readonly https: boolean;
  /**
   * A plain cookie only where the browser calls plain http secure. On any other http address the cookie is `Secure`
   * all the same, so that no browser takes it: the page says there what is missing.
   */
  readonly plainCookie: boolean;
  /** True: a proxy stands before the server and says in X-Forwarded-For who asks. */
  readonly behindProxy: boolean;
}

export function addressOf(options: { origin: string | null; tls: boolean; host: string; port: number }): Address {
  const host = isLoopback(options.host) || isAnywhere(options.host) ? 'localhost' : bracketed(options.host);
  const direct = new URL(`${options.tls ? 'https' : 'http'}://${host}:${options.port}`).origin;
  const url = new URL(options.origin ?? direct);
  const https = url.protocol === 'https:';
  return {
    origin: url.origin,
    https,
    plainCookie: !https && isLoopback(url.hostname),
    behindProxy: options.origin !== null,
  };
}

/**
 * Whom a request comes from, for counting wrong guesses. The last entry of X-Forwarded-For is the proxy's own; it
 * counts only when the connection comes from this machine or a private network. An IPv6 network counts as one.
 */
export function clientOf(peer: string | undefined, forwardedFor: string | undefined, behindProxy: boolean): string {
  const said =
    behindProxy && peer !== undefined && isPrivate(peer) ? forwardedFor?.split(',').at(-1)?.trim() : undefined;
  const address = said && isIP(said) ? said : (peer ?? 'unknown');
  return isIP(address) === 6 && !address.startsWith('::ffff:') ? networkOf(address) : address;
}

/** The first 64 bits, with the zeros that `::` leaves out. */
function networkOf(address: string): string {
  const [before = '', after] = address.split('::');
  const [first, last] = [before, after ?? ''].map((half) => half.split(':').filter((group) => group !== ''));
  if (!first || !last) return address;
  const between = after === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  return [...first, ...Array<string>(between).fill('0'), ...last].slice(0, 4).join(':');
}

const isLoopback = (host: string) => ['localhost', '127.0.0.1', '::1', '[::1]'].includes(host);
const isAnywhere = (host: string) => host === '0.0.0.0' || host === '::';
const bracketed = (host: string) => (isIP(host) === 6 ? `[${host}]` : host);
const isPrivate = (peer: string) =>
  /^(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)|^::1$|^f[cd]/.test(peer);
