// Resumable uploads, tus 1.0: @tus/server speaks the protocol; what is kept, and when it counts as arrived, is ours.
// Its own file store neither flushes nor verifies, and reports an upload whose end failed once as complete; so completing
// belongs to reading and writing here, under the upload's lock: whoever asks again completes it again.
import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { DataStore, ERRORS, Server, Upload } from '@tus/server';
import * as z from 'zod/mini';
import { sha256, uuid } from '../../src/shared/domain/field.ts';
import { type ProblemCode, problems } from '../../src/shared/wire/problem.ts';
import { limits } from '../../src/shared/wire/version.ts';
import type { Deps } from '../deps.ts';
import { completeUpload } from '../photos/complete.ts';
import { isUploadId, type UploadInfo, type Uploads } from '../photos/uploads.ts';
import { isExpected } from '../use-cases/photos.ts';
import type { Session } from '../use-cases/session.ts';
import { codeOfFailure, problemResponse, Refusal } from './problem.ts';

export const uploadsPath = '/api/v1/uploads';

const metadataSchema = z.object({
  recordId: uuid(),
  photoId: uuid(),
  size: z.enum(['thumb', 'full']),
  sha256: sha256(),
});

/**
 * A phone that asks again has given up the piece before; its dead connection may hold the upload so long. The library
 * waits for it in a busy loop, and three seconds unless told otherwise.
 */
const silentMs = 200;

type TusDeps = Deps & { uploads: Uploads };

/** Answers one request of a signed-in person. */
export function createTus(deps: TusDeps): (request: Request, session: Session) => Promise<Response> {
  const sessions = new WeakMap<object, Session>();
  const whose = (request: object): Session => {
    const session = sessions.get(request);
    if (!session) throw new Refusal('signed-out');
    return session;
  };
  const server = new Server({
    path: uploadsPath,
    relativeLocation: true,
    allowedOrigins: [], // same origin only
    maxSize: limits.photoBytes,
    lockDrainTimeout: silentMs,
    datastore: new PhotoUploads(deps),
    namingFunction: () => randomBytes(16).toString('hex'),
    onIncomingRequest: async (request, id) => {
      if (request.method === 'POST') return;
      const info = await deps.uploads.info(id);
      if (info?.accountId !== whose(request).actor.accountId) throw new Refusal('not-found');
    },
    onUploadCreate: async (request, upload) => {
      const { actor } = whose(request);
      const claim = metadataSchema.safeParse(upload.metadata);
      if (!claim.success || !upload.size) throw new Refusal('bad-request');
      const expected = await deps.store.read(actor.communeId, (tx) => isExpected(tx, actor, claim.data));
      if (!expected.ok) throw new Refusal(expected.error.code);
      const owner = { communeId: actor.communeId, accountId: actor.accountId };
      await deps.uploads.create({
        ...owner,
        ...claim.data,
        id: upload.id,
        bytes: upload.size,
        createdAt: new Date(deps.now()).toISOString(),
        done: false,
      });
      return {};
    },
    onResponseError: (_request, error) => toBody(error, deps),
  });
  return async (request, session) => {
    sessions.set(request, session);
    // The library refuses what two proxies make of it (`https, http`), and needs it for nothing: locations are relative.
    request.headers.delete('X-Forwarded-Proto');
    // Its type names Node's request besides; only what a Request has is used.
    return asProblem(await server.handleWeb(request as Parameters<Server['handleWeb']>[0]));
  };
}

/** What @tus/server reads and writes through. The upload itself was made by `onUploadCreate`, which knows the person. */
class PhotoUploads extends DataStore {
  readonly #deps: TusDeps;

  constructor(deps: TusDeps) {
    super();
    this.#deps = deps;
    this.extensions = ['creation', 'termination'];
  }

  override async create(upload: Upload): Promise<Upload> {
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const info = await this.#known(id);
    // Gone, and not done: it was moved to the photo store a moment before the server stopped, or it is lost.
    const there = await this.#deps.uploads.offset(info);
    const offset = there ?? ((await this.#deps.photos.has(info.sha256)) ? info.bytes : null);
    if (offset === null) throw ERRORS.FILE_NOT_FOUND;
    if (!info.done && offset === info.bytes) await this.#complete(info);
    return new Upload({ id, size: info.bytes, offset, creation_date: info.createdAt });
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const info = await this.#known(id);
    if (offset === info.bytes) return offset; // complete since `getUpload`, and its file is gone
    const reached = await this.#deps.uploads.append(info, offset, stream);
    if (reached === info.bytes) await this.#complete(info);
    return reached;
  }

  override async remove(id: string): Promise<void> {
    await this.#known(id);
    await this.#deps.uploads.remove(id);
  }

  async #known(id: string): Promise<UploadInfo> {
    const info = isUploadId(id) ? await this.#deps.uploads.info(id) : null;
    if (!info) throw ERRORS.FILE_NOT_FOUND;
    return info;
  }

  async #complete(info: UploadInfo): Promise<void> {
    const result = await completeUpload(this.#deps, info);
    if (!result.ok) throw new Refusal(result.error.code);
  }
}

/** Errors leave the library as texts; ours carry their code in them. */
function toBody(error: unknown, { log }: Deps): { status_code: number; body: string } | undefined {
  if (error instanceof Refusal) return { status_code: problems[error.code], body: error.code };
  // Its body broke off, or the phone asked anew meanwhile. The library's 400 would say that the bytes are not taken.
  if (error === ERRORS.ABORTED) return { status_code: problems['upload-offset'], body: 'upload-offset' };
  if (typeof error === 'object' && error !== null && 'status_code' in error) return undefined; // the library's own
  const code = codeOfFailure(error);
  log.error('upload-failed', { code });
  return { status_code: problems[code], body: code };
}

async function asProblem(response: Response): Promise<Response> {
  if (response.status < 400) return response;
  const text = await response.text();
  const problem = problemResponse(isProblemCode(text) ? text : codeOfStatus(response.status));
  problem.headers.set('Tus-Resumable', '1.0.0');
  return problem;
}

const isProblemCode = (text: string): text is ProblemCode => Object.hasOwn(problems, text);

function codeOfStatus(status: number): ProblemCode {
  if (status === 404 || status === 410) return 'not-found';
  if (status === 409) return 'upload-offset';
  if (status === 413) return 'too-large';
  return status >= 500 && status !== 501 ? 'internal' : 'bad-request';
}
