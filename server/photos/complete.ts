// The end of an upload: verify, keep durably, tell the feed, in this order. It may run again after any crash in between.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { err, ok, type Result } from '../../src/shared/lib/result.ts';
import type { Deps } from '../deps.ts';
import type { Tx } from '../store/store.ts';
import { actorOf } from '../use-cases/person.ts';
import { isExpected } from '../use-cases/photos.ts';
import type { Refused } from '../use-cases/refused.ts';
import { inspectPicture } from './picture.ts';
import type { UploadInfo, Uploads } from './uploads.ts';

/** A refusal removes the upload: going on with the same bytes would end the same way. */
export async function completeUpload(
  deps: Deps & { uploads: Uploads },
  info: UploadInfo,
): Promise<Result<null, Refused>> {
  const result = await keepAndHold(deps, info);
  if (result.ok) await deps.uploads.finish(info);
  else {
    await deps.uploads.remove(info.id);
    deps.log.info('photo-refused', {
      recordId: info.recordId,
      photoId: info.photoId,
      size: info.size,
      code: result.error.code,
    });
  }
  return result;
}

async function keepAndHold(deps: Deps & { uploads: Uploads }, info: UploadInfo): Promise<Result<null, Refused>> {
  const verified = await verify(deps, info);
  if (!verified.ok) return verified;
  return deps.store.transaction(info.communeId, async (tx) => {
    const actor = await actorOf(tx, info.accountId, deps.now());
    if (!actor) return err({ code: 'not-found' });
    const expected = await isExpected(tx, actor, info);
    if (!expected.ok) return expected;
    await tx.records.holdPhoto({
      recordId: info.recordId,
      photoId: info.photoId,
      size: info.size,
      sha256: info.sha256,
      bytes: info.bytes,
      mime: verified.value,
      heldAt: new Date(deps.now()).toISOString(),
    });
    await shareWithSurvivor(tx, info.recordId);
    return ok(null);
  });
}

/** Photos of a record that became part of another come late: that one holds them too. */
async function shareWithSurvivor(tx: Tx, recordId: string): Promise<void> {
  const survivor = (await tx.records.record(recordId))?.record.mergedInto;
  const row = survivor ? await tx.records.record(survivor) : null;
  if (!survivor || !row) return;
  await tx.records.copyHeld(recordId, survivor);
  await tx.records.put({ ...row, seq: await tx.nextSeq() });
  await shareWithSurvivor(tx, survivor);
}

/** Checks the bytes and moves them to the store. Gives their type. */
async function verify(
  { photos, uploads }: Deps & { uploads: Uploads },
  info: UploadInfo,
): Promise<Result<string, Refused>> {
  const file = uploads.pathOf(info.id);
  const there = await readFile(file).catch(() => null);
  // Moved already, before the server stopped: the store's bytes count.
  const bytes = there ?? (await photos.read(info.sha256));
  if (!bytes || createHash('sha256').update(bytes).digest('hex') !== info.sha256)
    return err({ code: 'photo-mismatch' });
  const picture = inspectPicture(bytes);
  if (picture.type !== 'picture') return err({ code: 'unsupported-media' });
  if (there) await photos.keep(info.sha256, file);
  return ok(picture.mime);
}
