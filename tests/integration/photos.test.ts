import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readDemoPictures } from '../../server/demo/pictures.ts';
import { createDiskPhotoStore } from '../../server/photos/disk-photo-store.ts';
import { limits } from '../../src/shared/wire/version.ts';
import { aCreate, aNomination, testId } from '../support/builders.ts';
import { anEndpoint, type Endpoint } from '../support/endpoint.ts';
import { aFounder, aRecorder, type TestPerson } from '../support/enrolled.ts';

let endpoint: Endpoint;
let admin: TestPerson;
let head: TestPerson & { readonly unitId: string };
const [picture] = readDemoPictures();
if (!picture) throw new Error('no picture to send');
const { full, thumb } = picture;
const recordId = testId(0x2001);
const photoId = testId(0x7001);
const uploads = '/api/v1/uploads';

beforeEach(async () => {
  endpoint = await anEndpoint();
  admin = await aFounder(endpoint);
  head = await aRecorder(endpoint, admin);
  await sendRecord(full.sha256);
});
afterEach(() => endpoint.close());

async function sendRecord(sha256: string, id = recordId, seq = 1): Promise<void> {
  const row = {
    order: 1,
    mime: 'image/webp',
    sha256,
    bytes: full.bytes.length,
    thumbMime: 'image/webp',
    thumbSha256: thumb.sha256,
  };
  const op = aCreate(aNomination({ unitId: head.unitId }, { photos: { [photoId]: row } }), {
    recordId: id,
    seq,
    opId: testId(0x1000 + seq),
  });
  const reply = await head.sync([op]);
  expect(reply.body.answers).toMatchObject([{ type: 'applied' }]);
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const metadata = (claim: Record<string, string>) =>
  Object.entries(claim)
    .map(([key, value]) => `${key} ${base64(value)}`)
    .join(',');
const claimOf = (size: 'full' | 'thumb') => ({
  recordId,
  photoId,
  size,
  sha256: size === 'full' ? full.sha256 : thumb.sha256,
});

function tus(
  method: string,
  path: string,
  headers: Record<string, string>,
  bytes?: Uint8Array | ReadableStream<Uint8Array>,
  session = head.session,
) {
  return endpoint.app.request(path, {
    method,
    headers: { 'Tus-Resumable': '1.0.0', Cookie: session, ...headers },
    ...(bytes ? { body: bytes instanceof Uint8Array ? new Uint8Array(bytes) : bytes, duplex: 'half' } : {}),
  });
}
const create = (claim: Record<string, string> = claimOf('full'), length = full.bytes.length, session = head.session) =>
  tus('POST', uploads, { 'Upload-Length': String(length), 'Upload-Metadata': metadata(claim) }, undefined, session);
const patch = (path: string, offset: number, bytes: Uint8Array, session = head.session) =>
  tus(
    'PATCH',
    path,
    { 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' },
    bytes,
    session,
  );
const created = async (claim = claimOf('full'), length = full.bytes.length) =>
  (await create(claim, length)).headers.get('Location') ?? '';
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code; // a problem
const held = async (person: TestPerson = head) =>
  (await endpoint.send('GET', `/api/v1/records/${recordId}/photos`, { session: person.session })).body;
const blobs = () => {
  const folder = join(endpoint.folder, 'blobs');
  return existsSync(folder) ? readdirSync(folder, { recursive: true }).filter((name) => String(name).length > 60) : [];
};

describe('bytes that are not taken', () => {
  test('without a session, without the protocol, without a length, with metadata that say nothing', async () => {
    expect((await tus('POST', uploads, {}, undefined, '')).status).toBe(401);
    expect(
      await codeOf(await endpoint.app.request(uploads, { method: 'POST', headers: { Cookie: head.session } })),
    ).toBe('bad-request');
    expect((await tus('POST', uploads, { 'Upload-Metadata': metadata(claimOf('full')) })).status).toBe(400);
    expect((await create({ recordId })).status).toBe(400);
    expect((await create({ ...claimOf('full'), size: 'huge' })).status).toBe(400);
    expect((await create(claimOf('full'), 0)).status).toBe(400);
  });

  test('of a record whose text did not come yet, or that somebody else writes', async () => {
    expect(await codeOf(await create({ ...claimOf('full'), recordId: testId(0x9999) }))).toBe('not-found');
    const stranger = await aRecorder(endpoint, admin, { unit: 'Thôn Đông Hạ', name: 'Vũ Thị Thơm' });
    expect(await codeOf(await create(claimOf('full'), full.bytes.length, stranger.session))).toBe('not-found');
  });

  test('that the record does not name', async () => {
    expect(await codeOf(await create({ ...claimOf('full'), sha256: thumb.sha256 }))).toBe('photo-not-expected');
    expect(await codeOf(await create({ ...claimOf('full'), photoId: testId(0x7777) }))).toBe('photo-not-expected');
  });

  test('more than a photo may have', async () => {
    expect(await codeOf(await create(claimOf('full'), limits.photoBytes + 1))).toBe('too-large');
    const path = await created(claimOf('full'), 100);
    expect(await codeOf(await patch(path, 0, full.bytes))).toBe('too-large');
  });

  test('into an upload of somebody else, one that is not there, or one outside the folder', async () => {
    const path = await created();
    expect((await tus('HEAD', path, {}, undefined, admin.session)).status).toBe(404);
    expect((await patch(path, 0, full.bytes, admin.session)).status).toBe(404);
    expect((await tus('DELETE', path, {}, undefined, admin.session)).status).toBe(404);
    expect((await tus('HEAD', `${uploads}/${'0'.repeat(32)}`, {})).status).toBe(404);
    expect((await tus('HEAD', `${uploads}/..%2f..%2fviectot.sqlite`, {})).status).toBe(404);
  });

  test('at another place than where the last ones ended', async () => {
    const path = await created();
    const refused = await patch(path, 10, full.bytes.subarray(10));
    expect([refused.status, await codeOf(refused)]).toEqual([409, 'upload-offset']);
  });

  test('[P2] other than promised: the upload is gone, nothing is kept, and the phone is told', async () => {
    const path = await created();
    const damaged = Uint8Array.from(full.bytes);
    damaged[200] = (damaged[200] ?? 0) ^ 1;
    const refused = await patch(path, 0, damaged);
    expect([refused.status, await codeOf(refused)]).toEqual([460, 'photo-mismatch']);
    expect((await tus('HEAD', path, {})).status).toBe(404);
    expect([await held(), blobs()]).toEqual([{ held: {} }, []]);
  });

  test('as promised, but no clean picture', async () => {
    const text = Buffer.from('đây không phải là ảnh');
    const sha256 = createHash('sha256').update(text).digest('hex');
    await sendRecord(sha256, testId(0x2002), 2);
    const path =
      (await create({ ...claimOf('full'), recordId: testId(0x2002), sha256 }, text.length)).headers.get('Location') ??
      '';
    expect(await codeOf(await patch(path, 0, text))).toBe('unsupported-media');
    expect(blobs()).toEqual([]);
  });
});

describe('a photo that is not shown', () => {
  const photo = (session: string, path = `${recordId}/photos/${photoId}`) =>
    endpoint.send('GET', `/api/v1/records/${path}`, { session });
  test('because it is not here yet, is unknown, or belongs to another unit’s record', async () => {
    expect((await photo(head.session)).body.code).toBe('photo-not-here-yet');
    expect((await photo(head.session, `${recordId}/photos/${testId(0x7777)}`)).body.code).toBe('photo-unknown');
    expect((await photo(head.session, `${recordId}/photos/${photoId}?size=huge`)).body.code).toBe('bad-request');
    const stranger = await aRecorder(endpoint, admin, { unit: 'Thôn Đông Hạ', name: 'Vũ Thị Thơm' });
    expect((await photo(stranger.session)).body.code).toBe('not-found');
    expect(
      (await endpoint.send('GET', `/api/v1/records/${recordId}/photos`, { session: stranger.session })).body.code,
    ).toBe('not-found');
    expect((await photo('')).status).toBe(401);
  });
});

test('[P1] [P9] a thumbnail, then the photo in three pieces: both are held, travel in the feed and are read through the record', async () => {
  await patch(await created(claimOf('thumb'), thumb.bytes.length), 0, thumb.bytes);
  expect(await held()).toEqual({ held: { [photoId]: 'thumb' } });
  const path = await created();
  expect(path).toMatch(/^\/api\/v1\/uploads\/[0-9a-f]{32}$/);
  for (const [from, to] of [
    [0, 1000],
    [1000, 2500],
    [2500, full.bytes.length],
  ] as const) {
    const answer = await patch(path, from, full.bytes.subarray(from, to));
    expect([answer.status, answer.headers.get('Upload-Offset')]).toEqual([204, String(to)]);
    expect((await tus('HEAD', path, {})).headers.get('Upload-Offset')).toBe(String(to));
  }
  expect(await held()).toEqual({ held: { [photoId]: 'both' } });
  const feed = (await admin.sync([])).body.page.records[0];
  expect(feed.held).toEqual({ [photoId]: 'both' });

  const response = await endpoint.app.request(`/api/v1/records/${recordId}/photos/${photoId}?size=full`, {
    headers: { Cookie: admin.session },
  });
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(full.bytes);
  expect(response.headers.get('Content-Type')).toBe('image/webp');
  expect(response.headers.get('Cache-Control')).toBe('private, max-age=31536000, immutable');
  expect(blobs().sort()).toEqual(
    [full, thumb].map(({ sha256 }) => join(sha256.slice(0, 2), sha256.slice(2, 4), sha256)).sort(),
  );
});

test('a photo whose last answer was lost is complete when asked, and counts once', async () => {
  const path = await created();
  await patch(path, 0, full.bytes);
  const seq = (await admin.sync([])).body.page.next;
  expect((await tus('HEAD', path, {})).headers.get('Upload-Offset')).toBe(String(full.bytes.length));
  await patch(await created(), 0, full.bytes);
  expect((await admin.sync([])).body.page.next).toBe(seq);
});

test('behind two proxies, each of which says how it was asked, photos arrive too', async () => {
  const headers = { 'X-Forwarded-Proto': 'https, http', 'Upload-Length': String(full.bytes.length) };
  const response = await tus('POST', uploads, { ...headers, 'Upload-Metadata': metadata(claimOf('full')) });
  expect([response.status, response.headers.get('Location')]).toEqual([201, expect.stringMatching(/^\/api\/v1\//)]);
});

test('an empty piece at the end of a photo that arrived is taken as one', async () => {
  const path = await created();
  await patch(path, 0, full.bytes);
  expect((await patch(path, full.bytes.length, new Uint8Array())).status).toBe(204);
});

test('an upload whose description a power cut left half written is gone: the phone starts it again', async () => {
  const path = await created();
  writeFileSync(join(endpoint.folder, 'uploads', `${path.split('/').at(-1)}.json`), '{"id":');
  expect((await tus('HEAD', path, {})).status).toBe(404);
});

test('[P3] a server that stopped between keeping a photo and noting it notes it when the phone asks again', async () => {
  const path = await created();
  const id = path.split('/').at(-1) ?? '';
  writeFileSync(join(endpoint.folder, 'uploads', id), full.bytes);
  await endpoint.deps.photos.keep(full.sha256, join(endpoint.folder, 'uploads', id));
  expect(await held()).toEqual({ held: {} });
  expect((await tus('HEAD', path, {})).headers.get('Upload-Offset')).toBe(String(full.bytes.length));
  expect(await held()).toEqual({ held: { [photoId]: 'full' } });
});

test('an end that failed once is not reported as success: asking again completes it', async () => {
  const path = await created();
  const uploadsOnDisk = join(endpoint.folder, 'uploads', path.split('/').at(-1) ?? '');
  await patch(path, 0, full.bytes.subarray(0, 100));
  // All bytes are there, but whatever should have followed did not happen.
  writeFileSync(uploadsOnDisk, full.bytes);
  expect((await tus('HEAD', path, {})).status).toBe(200);
  expect(await held()).toEqual({ held: { [photoId]: 'full' } });
});

test('a connection that breaks in the middle of a piece: what came stays, and the rest follows', async () => {
  const server = createAdaptorServer({ fetch: endpoint.app.fetch });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const path = await created();
    const bound = server.address();
    if (bound === null || typeof bound === 'string') throw new Error('not on a port');
    const socket = connect(bound.port, '127.0.0.1');
    const lines = [
      `PATCH ${path} HTTP/1.1`,
      'Host: localhost',
      `Cookie: ${head.session}`,
      'Tus-Resumable: 1.0.0',
      'Upload-Offset: 0',
      'Content-Type: application/offset+octet-stream',
      `Content-Length: ${full.bytes.length}`,
      '',
      '',
    ];
    socket.write(lines.join('\r\n'));
    socket.write(full.bytes.subarray(0, 2000));
    await expect
      .poll(() => readFileSync(join(endpoint.folder, 'uploads', path.split('/').at(-1) ?? '')).length)
      .toBe(2000);
    socket.destroy();
    const base = `http://127.0.0.1:${bound.port}${path}`;
    const headers = { 'Tus-Resumable': '1.0.0', Cookie: head.session };
    const there = await fetch(base, { method: 'HEAD', headers });
    expect(there.headers.get('Upload-Offset')).toBe('2000');
    const rest = await fetch(base, {
      method: 'PATCH',
      headers: { ...headers, 'Upload-Offset': '2000', 'Content-Type': 'application/offset+octet-stream' },
      body: new Uint8Array(full.bytes.subarray(2000)),
    });
    expect(rest.status).toBe(204);
    expect(await held()).toEqual({ held: { [photoId]: 'full' } });
  } finally {
    server.close();
  }
});

test('[P1] a piece whose end a proxy lost is no refusal: the phone asks where it stands', async () => {
  const path = await created();
  const broken = await tus(
    'PATCH',
    path,
    { 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' },
    new ReadableStream<Uint8Array>({
      pull: (stream) => stream.error(new Error('the other side is gone')),
    }),
  );
  expect([broken.status, await codeOf(broken)]).toEqual([409, 'upload-offset']);
  expect((await tus('HEAD', path, {})).headers.get('Upload-Offset')).toBe('0');
  expect((await patch(path, 0, full.bytes)).status).toBe(204);
});

test('a connection that fell silent in the middle of a piece does not hold up the phone that asks again', async () => {
  let fellSilent = () => {};
  const path = await created();
  const silent = tus(
    'PATCH',
    path,
    { 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' },
    new ReadableStream<Uint8Array>({
      start: (stream) => {
        stream.enqueue(new Uint8Array(full.bytes.subarray(0, 2000)));
        fellSilent = () => stream.close();
      },
    }),
  );
  await expect
    .poll(() => readFileSync(join(endpoint.folder, 'uploads', path.split('/').at(-1) ?? '')).length)
    .toBe(2000);
  const asked = performance.now();
  expect((await tus('HEAD', path, {})).headers.get('Upload-Offset')).toBe('2000');
  expect(performance.now() - asked).toBeLessThan(2000);
  fellSilent();
  await silent;
});

test('a full disk is told as one, and the phone goes on where it was once there is room', async () => {
  let isFull = true;
  await endpoint.close();
  endpoint = await anEndpoint({
    photos: (folder) => {
      const disk = createDiskPhotoStore(folder);
      const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      return { ...disk, keep: (...photo) => (isFull ? Promise.reject(full) : disk.keep(...photo)) };
    },
  });
  admin = await aFounder(endpoint);
  head = await aRecorder(endpoint, admin);
  await sendRecord(full.sha256);
  const path = await created();
  const refused = await patch(path, 0, full.bytes);
  expect([refused.status, await codeOf(refused)]).toEqual([507, 'disk-full']);
  expect(await held()).toEqual({ held: {} });
  isFull = false;
  expect((await tus('HEAD', path, {})).headers.get('Upload-Offset')).toBe(String(full.bytes.length));
  expect(await held()).toEqual({ held: { [photoId]: 'full' } });
});

test('on a full disk the photos that are there can be read', async () => {
  await patch(await created(), 0, full.bytes);
  endpoint.clock.now += 3600_000;
  const noRoom = Object.assign(new Error('database or disk is full'), { errcode: 13 });
  const writing = vi.spyOn(endpoint.deps.store, 'transaction').mockRejectedValue(noRoom);
  const read = await endpoint.app.request(`/api/v1/records/${recordId}/photos/${photoId}?size=full`, {
    headers: { Cookie: head.session },
  });
  expect(read.status).toBe(200);
  expect(writing).toHaveBeenCalled();
});

test('an upload may be given up; abandoned ones are swept after a week, younger ones stay', async () => {
  const given = await created();
  expect((await tus('DELETE', given, {})).status).toBe(204);
  expect((await tus('HEAD', given, {})).status).toBe(404);
  const folder = join(endpoint.folder, 'uploads');
  mkdirSync(folder, { recursive: true });
  const young = await created();
  for (const [name, days] of [
    ['a'.repeat(32), 8],
    [`${'a'.repeat(32)}.json`, 8],
    [young.split('/').at(-1) ?? '', 6],
    [`${young.split('/').at(-1)}.json`, 6],
  ] as const) {
    if (days === 8) writeFileSync(join(folder, name), '');
    const then = new Date(endpoint.clock.now - days * 24 * 3600_000);
    utimesSync(join(folder, name), then, then);
  }
  expect(await endpoint.deps.uploads.sweep()).toBe(2);
  expect((await tus('HEAD', young, {})).status).toBe(200);
});
