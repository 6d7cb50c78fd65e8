import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pagePolicy } from '../../server/http/headers.ts';
import { failureFacts } from '../../server/log.ts';
import { problemSchema, problems } from '../../src/shared/wire/problem.ts';
import { limits } from '../../src/shared/wire/version.ts';
import { aCreate, aNomination } from '../support/builders.ts';
import { anEndpoint, type Endpoint, type Reply } from '../support/endpoint.ts';
import { aFounder, aRecorder } from '../support/enrolled.ts';

let endpoint: Endpoint;
beforeEach(async () => {
  endpoint = await anEndpoint();
});
afterEach(() => endpoint.close());

function expectProblem(reply: Reply, code: keyof typeof problems): void {
  expect(reply.headers.get('Content-Type')).toBe('application/problem+json');
  expect(problemSchema.parse(reply.body)).toMatchObject({ code, status: problems[code] });
  expect(reply.status).toBe(problems[code]);
}

describe('what a request may not be', () => {
  test.each([
    ['GET', '/api/v1/nothing'],
    ['PUT', '/api/v1/sync'],
    ['GET', '/api'],
  ])('%s %s is unknown', async (method, path) => {
    const reply = await endpoint.send(method, path);
    if (path === '/api') expect(reply.status).toBe(404);
    else expectProblem(reply, 'not-found');
  });

  test('without a session', async () => {
    expectProblem(await endpoint.send('POST', '/api/v1/sync', { body: {} }), 'signed-out');
    expectProblem(await endpoint.send('GET', '/api/v1/admin/people'), 'signed-out');
    expectProblem(
      await endpoint.send('POST', '/api/v1/sync', { body: {}, session: `viectot=${'A'.repeat(43)}` }),
      'signed-out',
    );
    expectProblem(await endpoint.send('POST', '/api/v1/sync', { body: {}, session: 'viectot=short' }), 'signed-out');
  });

  test.each(['cross-site', 'same-site', 'none'])(
    'one that changes something from another site (Sec-Fetch-Site: %s)',
    async (site) => {
      const { session } = await aFounder(endpoint);
      const headers = { 'Sec-Fetch-Site': site };
      expectProblem(
        await endpoint.send('POST', '/api/v1/admin/units', { session, headers, body: { units: [] } }),
        'cross-site',
      );
    },
  );

  test('not JSON, or not said to be', async () => {
    const look = (body: string, headers: Record<string, string> = {}) =>
      endpoint.send('POST', '/api/v1/enrolment/look', { body, headers });
    expectProblem(await look('{}', { 'Content-Type': 'text/plain' }), 'unsupported-media');
    expectProblem(await look('{}', { 'Content-Encoding': 'br' }), 'unsupported-media');
    expectProblem(await look('{"secret":'), 'bad-json');
    expectProblem(await look('{}', { 'Content-Encoding': 'gzip' }), 'bad-json');
  });

  test('of another shape: the paths are named, never the values', async () => {
    const reply = await endpoint.send('POST', '/api/v1/enrolment/look', {
      body: { secret: { token: 'Nguyễn Văn An' }, more: 'bí mật' },
    });
    expectProblem(reply, 'bad-shape');
    expect(JSON.stringify(reply.body)).not.toMatch(/Nguyễn|bí mật/);
    expect(reply.body.fields.length).toBeGreaterThan(0);
  });

  test('larger than its cap, as sent or once inflated', async () => {
    const { session } = await aFounder(endpoint);
    expectProblem(await endpoint.send('POST', '/api/v1/enrolment/look', { body: 'x'.repeat(70_000) }), 'too-large');
    const bomb = gzipSync(Buffer.alloc(limits.requestBytes + 1, 0x20));
    expect(bomb.length).toBeLessThan(5000);
    const response = await endpoint.app.request('/api/v1/sync', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip', Cookie: session },
      body: bomb,
    });
    expect(response.status).toBe(413);
  });

  test('cut off by a line that breaks: that is a phone without signal, and nobody has to look', async () => {
    const { session } = await aFounder(endpoint);
    const body = new ReadableStream<Uint8Array>({
      start: (stream) => stream.enqueue(new TextEncoder().encode('{"wire"')),
      pull: (stream) => stream.error(new Error('aborted')),
    });
    const headers = { Cookie: session, 'Content-Type': 'application/json' };
    // Node asks for `duplex`, which the type of a Request does not know.
    const init = { method: 'POST', headers, body, duplex: 'half' };
    const reply = await endpoint.app.request('/api/v1/sync', init);
    expect(reply.status).toBe(problems['bad-request']);
    expect(endpoint.log.filter((line) => line.includes('"error"'))).toEqual([]);
  });

  test('from an app too old, whatever else it says', async () => {
    const { session } = await aFounder(endpoint);
    expectProblem(
      await endpoint.send('POST', '/api/v1/sync', { session, body: { wire: 0, anything: true } }),
      'app-too-old',
    );
  });
});

test('a village head sends a record, gzipped, and hears its dossier number; the session lasts 400 days more', async () => {
  const admin = await aFounder(endpoint);
  const head = await aRecorder(endpoint, admin);
  const ops = [aCreate(aNomination({ unitId: head.unitId }))];
  const up = {
    wire: 1,
    app: '0.1.0',
    batch: { queue: head.queue.id, ops, sig: await head.queue.sign(ops) },
    pull: { from: 0, epoch: null, scope: null },
    device: { unsent: 1, photosWaiting: 0, storedBytes: 1, persisted: true },
  };
  const response = await endpoint.app.request('/api/v1/sync', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Content-Encoding': 'gzip',
      Cookie: head.session,
      'Sec-Fetch-Site': 'same-origin',
    },
    body: gzipSync(JSON.stringify(up)),
  });
  expect(response.status).toBe(200);
  // a literal, as the wire has it
  const down = (await response.json()) as {
    answers: { type: string; dossier: string }[];
    page: { records: { dossier: string }[] };
  };
  expect(down.answers).toMatchObject([{ type: 'applied', dossier: 'NT-2026-0001' }]);
  expect(down.page.records).toMatchObject([{ dossier: 'NT-2026-0001' }]);
  const cookie = response.headers.get('Set-Cookie') ?? '';
  expect(cookie.split('; ').sort()).toEqual(
    [head.session, 'HttpOnly', 'Max-Age=34560000', 'Path=/', 'SameSite=Strict'].sort(),
  );
});

test('an answer worth it is gzipped for who takes it', async () => {
  const admin = await aFounder(endpoint);
  const units = Array.from({ length: 40 }, (_, i) => ({ name: `Thôn số ${i}`, type: 'village' }));
  const response = await endpoint.app.request('/api/v1/admin/units', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Encoding': 'gzip, br', Cookie: admin.session },
    body: JSON.stringify({ units }),
  });
  expect(response.headers.get('Content-Encoding')).toBe('gzip');
  expect((await endpoint.send('GET', '/healthz')).headers.get('Content-Encoding')).toBeNull();
});

describe('headers', () => {
  const common = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'camera=(self)',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
  test('every answer carries them, also a refusal and a page that is not there', async () => {
    for (const path of ['/healthz', '/api/v1/nothing', '/khong-co']) {
      const { headers } = await endpoint.send('GET', path);
      expect(Object.fromEntries(headers)).toMatchObject(common);
      expect(headers.get('Strict-Transport-Security')).toBeNull();
      expect(headers.get('Content-Security-Policy')).toBe(
        path === '/khong-co' ? pagePolicy : "default-src 'none'; frame-ancestors 'none'",
      );
    }
  });

  test('the policy of pages is the one that was decided, word for word', () => {
    expect(pagePolicy).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; media-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  test('behind a proxy with https: HSTS, and a cookie that only this host gets', async () => {
    const behind = await anEndpoint({ origin: 'https://viectot.vn' });
    try {
      expect((await behind.send('GET', '/healthz')).headers.get('Strict-Transport-Security')).toBe('max-age=31536000');
      const { session } = await aFounder(behind);
      expect(session).toMatch(/^__Host-viectot=/);
      expect((await behind.send('GET', '/api/v1/admin/people', { session })).status).toBe(200);
    } finally {
      await behind.close();
    }
  });
});

describe('whoever watches the server', () => {
  test('is told which build answers, and that it can work', async () => {
    expect((await endpoint.send('GET', '/healthz')).body).toEqual({
      status: 'ok',
      version: 'not-built',
      commit: 'unknown',
    });
    expect((await endpoint.send('GET', '/readyz')).status).toBe(200);
  });

  test('is told when the database is gone', async () => {
    const gone = await anEndpoint();
    await gone.close();
    expectProblem(await gone.send('GET', '/readyz'), 'unavailable');
    expect(gone.log.join('')).toContain('not-ready');
  });
});

test('a failure nobody expected is answered as one, and logged without a word of what was sent', async () => {
  const { session } = await aFounder(endpoint);
  await endpoint.deps.store.close();
  const reply = await endpoint.send('POST', '/api/v1/admin/units', {
    session,
    body: { units: [{ name: 'Thôn Đoài', type: 'village' }] },
  });
  expectProblem(reply, 'internal');
  const line = endpoint.log.at(-1) ?? '';
  expect(JSON.parse(line)).toMatchObject({ level: 'error', event: 'request-failed' });
  expect(line).not.toContain('Đoài');
  endpoint = await anEndpoint();
});

test('a failure is told by where it happened, never by its message, whatever that looks like', () => {
  const facts = failureFacts(new Error('Nguyễn Thị Hoa\nnhà ở /src/nha-chi-hoa'));
  expect(facts).toMatchObject({ failure: 'Error', code: null });
  expect(JSON.stringify(facts)).not.toMatch(/hoa/i);
});
