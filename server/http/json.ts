// Answers in JSON, gzip where the phone takes it: a page of the feed shrinks to a quarter on a slow line.
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context } from 'hono';
import { acceptedEncodings } from './static.ts';

const deflate = promisify(gzip);
const worthIt = 1024;

export async function answerJson(c: Context, value: unknown): Promise<Response> {
  const bytes = Buffer.from(JSON.stringify(value));
  c.header('Content-Type', 'application/json');
  c.header('Cache-Control', 'no-store');
  c.header('Vary', 'Accept-Encoding');
  if (bytes.length < worthIt || !acceptedEncodings(c.req.header('Accept-Encoding')).has('gzip'))
    return c.body(new Uint8Array(bytes));
  c.header('Content-Encoding', 'gzip');
  return c.body(new Uint8Array(await deflate(bytes, { level: 6 })));
}
