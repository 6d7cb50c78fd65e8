// Reads a request's JSON: capped before and after inflating, then through its schema. Nothing unchecked goes further.
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type * as z from 'zod/mini';
import { Refusal } from './problem.ts';

const inflate = promisify(gunzip);

/** Bytes of an ordinary request; lists of pasted people and units are the largest of them. */
export const ordinaryBytes = 64 * 1024;
/** 500 pasted lines of 200 characters each, in UTF-8. */
export const listBytes = 512 * 1024;

export async function readJson<T>(request: Request, schema: z.ZodMiniType<T>, cap: number = ordinaryBytes): Promise<T> {
  return parseAs(schema, await readAnyJson(request, cap));
}

/** Throws `Refusal`: unsupported-media, too-large, bad-request, bad-json. */
export async function readAnyJson(request: Request, cap: number): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Refusal('unsupported-media');
  const bytes = await readCapped(request, cap);
  const text = await decode(bytes, request.headers.get('content-encoding'), cap);
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('bad-json');
  }
}

export function parseAs<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refusal('bad-shape', { fields: parsed.error.issues.slice(0, 20).map(({ path }) => path.join('/')) });
}

async function readCapped(request: Request, cap: number): Promise<Buffer> {
  if (Number(request.headers.get('content-length') ?? 0) > cap) throw new Refusal('too-large');
  const chunks: Uint8Array[] = [];
  let size = 0;
  // A body that lies about its length, or names none, is counted as it comes.
  for await (const chunk of whatComes(request)) {
    size += chunk.byteLength;
    if (size > cap) throw new Refusal('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A connection that breaks is a phone without signal, no failure of ours. */
async function* whatComes(request: Request): AsyncGenerator<Uint8Array> {
  try {
    yield* request.body ?? [];
  } catch {
    throw new Refusal('bad-request');
  }
}

async function decode(bytes: Buffer, encoding: string | null, cap: number): Promise<string> {
  switch (encoding?.trim().toLowerCase() ?? 'identity') {
    case 'identity':
      return bytes.toString('utf8');
    case 'gzip':
      return (await inflateCapped(bytes, cap)).toString('utf8');
    default:
      throw new Refusal('unsupported-media');
  }
}

async function inflateCapped(bytes: Buffer, cap: number): Promise<Buffer> {
  try {
    return await inflate(bytes, { maxOutputLength: cap });
  } catch (error) {
    const tooLarge = error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw new Refusal(tooLarge ? 'too-large' : 'bad-json');
  }
}
