// A tus 1.0 client: HEAD, POST, PATCH. Where a chunk ended is stored before the next begins, so a killed worker loses
// at most one (P1).
import type { UploadMark } from '../db/rows.ts';
import { classify } from '../shared/sync/classify.ts';
import { type ProblemCode, problemSchema } from '../shared/wire/problem.ts';
import { afterChunk, afterFailure, type ChunkSize } from './chunks.ts';
import { outcomeOf, send, type Wire } from './http.ts';

export interface Upload {
  readonly bytes: ArrayBuffer;
  readonly metadata: Readonly<Record<string, string>>;
  /** Where an earlier run stopped. */
  readonly mark: UploadMark | null;
  /** Stores how far it went; null: the server forgot the upload. */
  keep(mark: UploadMark | null): Promise<void>;
}

export type UploadEnd =
  | { readonly type: 'done' }
  | { readonly type: 'refused'; readonly code: ProblemCode }
  | {
      readonly type: 'retry';
      readonly because: 'offline' | 'busy' | 'bad-answer' | 'server-error';
      readonly afterMs: number | null;
    }
  | { readonly type: 'stop'; readonly because: 'signed-out' | 'device-revoked' | 'app-too-old' };

/** The size of chunks lives as long as the run; it belongs to the line, not to one photo. */
export interface Line extends Wire {
  now(): number;
  chunk: ChunkSize;
}

const uploads = '/api/v1/uploads';
const tus = { 'tus-resumable': '1.0.0' };
const mostFailures = 3;

/** Sends what is missing of one file. Never rejects for what the network does. */
export async function upload(line: Line, job: Upload): Promise<UploadEnd> {
  let mark = job.mark;
  let known = mark === null;
  let failures = 0;
  for (;;) {
    const step =
      mark === null ? await create(line, job) : known ? await sendChunk(line, job, mark) : await ask(line, mark);
    if (step.type === 'at') {
      if (known && mark !== null && step.mark.offset <= mark.offset) failures += 1;
      mark = step.mark;
      known = true;
      await job.keep(mark);
      if (mark.offset === job.bytes.byteLength) return { type: 'done' };
    } else if (step.type === 'gone') {
      failures += 1;
      mark = null;
      await job.keep(null);
    } else if (step.type === 'retry' && step.because !== 'busy' && mark !== null && known) {
      // A chunk was cut: how far did it come? One that cannot even ask gives up until the next run.
      line.chunk = afterFailure(line.chunk);
      failures += 1;
      known = false;
    } else return step;
    if (failures > mostFailures) return { type: 'retry', because: 'offline', afterMs: null };
  }
}

type Step = UploadEnd | { readonly type: 'at'; readonly mark: UploadMark } | { readonly type: 'gone' };

async function create(line: Line, job: Upload): Promise<Step> {
  const metadata = Object.entries(job.metadata).map(([key, value]) => `${key} ${btoa(value)}`);
  const headers = { ...tus, 'upload-length': String(job.bytes.byteLength), 'upload-metadata': metadata.join(',') };
  const response = await send(line, uploads, { method: 'POST', headers });
  const location = response?.headers.get('location');
  if (response?.status !== 201 || !location) return failed(response);
  const url = new URL(location, `${line.origin}${uploads}`).pathname; // behind a proxy it may name another origin
  return url.startsWith(`${uploads}/`) ? { type: 'at', mark: { url, offset: 0 } } : failed(null);
}

async function ask(line: Line, mark: UploadMark): Promise<Step> {
  const response = await send(line, mark.url, { method: 'HEAD', headers: tus });
  const offset = offsetOf(response, 200);
  if (offset !== null) return { type: 'at', mark: { ...mark, offset } };
  const spoken = response?.headers.get('tus-resumable') !== null; // a portal's 404 is not the server's
  if (spoken && (response?.status === 404 || response?.status === 410)) return { type: 'gone' };
  if (spoken && response?.status === 460) return { type: 'refused', code: 'photo-mismatch' }; // HEAD has no body to say it
  return failed(response);
}

async function sendChunk(line: Line, job: Upload, mark: UploadMark): Promise<Step> {
  const began = line.now();
  const end = Math.min(job.bytes.byteLength, mark.offset + line.chunk.bytes);
  const headers = { ...tus, 'upload-offset': String(mark.offset), 'content-type': 'application/offset+octet-stream' };
  const body = job.bytes.slice(mark.offset, end);
  const response = await send(line, mark.url, { method: 'PATCH', headers, body });
  const offset = offsetOf(response, 204);
  if (offset !== null && offset > mark.offset && offset <= job.bytes.byteLength) {
    line.chunk = afterChunk(line.chunk, line.now() - began);
    return { type: 'at', mark: { ...mark, offset } };
  }
  const step = await failed(response);
  return step.type === 'refused' && step.code === 'not-found' ? { type: 'gone' } : step;
}

/** Where the server says it stands; null when that was not the server. */
function offsetOf(response: Response | null, status: number): number | null {
  const offset = response?.headers.get('upload-offset') ?? '';
  return response?.status === status && /^\d{1,10}$/.test(offset) ? Number(offset) : null;
}

async function failed(response: Response | null): Promise<UploadEnd> {
  const outcome = await outcomeOf(response);
  const verdict = classify(outcome);
  if (verdict.type === 'stop') return verdict;
  const problem = outcome.type === 'response' ? problemSchema.safeParse(outcome.json) : null;
  const code = problem?.success ? problem.data.code : null;
  if (code !== null && refusals.has(code)) return { type: 'refused', code };
  if (verdict.type === 'retry') return verdict;
  return { type: 'retry', because: 'bad-answer', afterMs: null };
}

/** What no repetition changes. */
const refusals: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'bad-request',
  'not-allowed',
  'not-found',
  'photo-mismatch',
  'photo-not-expected',
  'photo-unknown',
  'too-large',
  'unsupported-media',
]);
