import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pagePolicy } from '../../server/http/headers.ts';
import { readSite } from '../../server/http/site.ts';
import { anEndpoint, type Endpoint } from '../support/endpoint.ts';

let endpoint: Endpoint;
const dist = mkdtempSync(join(tmpdir(), 'viec-tot-dist-'));
const shell = '<!doctype html><title>Việc Tốt</title>';
const script = 'console.log("a");'.repeat(200);

beforeAll(async () => {
  mkdirSync(join(dist, 'assets'));
  writeFileSync(join(dist, 'index.html'), shell);
  writeFileSync(join(dist, 'sw.js'), 'self;');
  writeFileSync(join(dist, 'manifest.webmanifest'), '{}');
  writeFileSync(join(dist, 'assets/main-1a2b.js'), script);
  writeFileSync(join(dist, 'assets/main-1a2b.js.br'), brotliCompressSync(script));
  writeFileSync(join(dist, 'assets/main-1a2b.js.gz'), gzipSync(script));
  expect(readSite(dist)).toBeNull(); // not finished: no build.json
  writeFileSync(join(dist, 'build.json'), '{"version":"0.1.0","commit":"abc","buildId":"x"}');
  const site = readSite(dist);
  endpoint = await anEndpoint(site ? { site } : {});
});
afterAll(async () => {
  await endpoint.close();
  rmSync(dist, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  endpoint.app.request(path, { method, headers });

describe('what is not the app’s', () => {
  test.each([
    '/khong-co',
    '/ghi/a/b',
    '/r',
    '/build.json',
    '/assets/main-1a2b.js.br',
    '/assets/old-9f9f.js',
    '/../package.json',
    '/%2e%2e/package.json',
    '/vuon-hoa/kien-thuy/1-a',
  ])('%s is a page that says so, with 404', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(response.headers.get('Content-Security-Policy')).toBe(pagePolicy);
    const html = await response.text();
    expect(html).toContain('Không có trang này');
    expect(html).not.toMatch(/<script|style=|<style/);
  });

  test('nor is a page posted to', async () => {
    expect((await get('/', {}, 'POST')).status).toBe(404);
  });
});

test.each([
  '/',
  '/ghi',
  '/ghi/01900000-0000-7000-8000-000000000001',
  '/r/01900000-0000-7000-8000-000000000001',
  '/r/01900000-0000-7000-8000-000000000001/sua',
  '/sang-kien',
  '/sang-kien/moi',
  '/sang-kien/moi/01900000-0000-7000-8000-000000000001',
  '/may-nay',
  '/e',
  '/hop-den',
  '/hop-den/01900000-0000-7000-8000-000000000001',
  '/index.html', // the worker precaches the shell under this name
  '/nguoi-va-may',
])('%s is the app’s shell, asked for anew each time, under the policy', async (path) => {
  const response = await get(path);
  expect(response.status).toBe(200);
  expect(await response.text()).toBe(shell);
  expect(response.headers.get('Cache-Control')).toBe('no-cache');
  expect(response.headers.get('Content-Security-Policy')).toBe(pagePolicy);
  expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
});

test('the worker is asked for anew, under the same policy as the pages', async () => {
  const { headers } = await get('/sw.js');
  expect(headers.get('Cache-Control')).toBe('no-cache');
  expect(headers.get('Content-Security-Policy')).toBe(pagePolicy);
  expect(headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
});

test('a hashed file is kept a year, and travels as the best its asker takes', async () => {
  const plain = await get('/assets/main-1a2b.js');
  expect(plain.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
  expect(await plain.text()).toBe(script);
  const gzip = await get('/assets/main-1a2b.js', { 'Accept-Encoding': 'gzip, br;q=0' });
  expect(gzip.headers.get('Content-Encoding')).toBe('gzip');
  const br = await get('/assets/main-1a2b.js', { 'Accept-Encoding': 'gzip, deflate, br' });
  expect(br.headers.get('Content-Encoding')).toBe('br');
  expect(br.headers.get('Vary')).toBe('Accept-Encoding');
  expect(brotliDecompressSync(Buffer.from(await br.arrayBuffer())).toString()).toBe(script);
});

test('what did not change is not sent again, and HEAD sends no bytes', async () => {
  const etag = (await get('/')).headers.get('ETag') ?? '';
  expect(etag).toMatch(/^"[\w-]+"$/);
  const same = await get('/', { 'If-None-Match': `"old", W/${etag}` });
  expect([same.status, await same.text(), same.headers.get('Content-Security-Policy')]).toEqual([304, '', pagePolicy]);
  expect((await get('/', { 'If-None-Match': '"old"' })).status).toBe(200);
  const head = await get('/', {}, 'HEAD');
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test('the build that answers is told', async () => {
  expect(await (await get('/healthz')).json()).toEqual({ status: 'ok', version: '0.1.0', commit: 'abc' });
});
