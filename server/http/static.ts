// Answers with the built page: hashed files for a year, everything else asked for anew; the app's own addresses get the shell.
import type { Context } from 'hono';
import { serverPages } from '../../src/i18n/vi/server.ts';
import { pagePolicy } from './headers.ts';
import { encodings, type Site, type SiteFile } from './site.ts';

/** The addresses the app itself answers, fixed from the first release. */
const appRoutes = [
  /^\/$/,
  /^\/ghi(\/[^/]+)?$/,
  /^\/r\/[^/]+(\/sua)?$/,
  /^\/sang-kien(\/moi(\/[^/]+)?)?$/,
  /^\/may-nay$/,
  /^\/e$/,
  /^\/hop-den(\/[^/]+)?$/,
  /^\/nguoi-va-may(\/[^/]+)*$/,
];

export const isAppRoute = (path: string): boolean => appRoutes.some((route) => route.test(path));

export function serveSite(c: Context, site: Site | null): Response {
  const path = c.req.path;
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return notFoundPage();
  // The worker precaches the shell under its own name, so /index.html answers like any file.
  const file = site?.files.get(isAppRoute(path) ? '/index.html' : path);
  return file ? serveFile(c, path, file) : notFoundPage();
}

function serveFile(c: Context, path: string, file: SiteFile): Response {
  const headers = new Headers({
    'Content-Type': file.type,
    'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: file.etag,
    Vary: 'Accept-Encoding',
  });
  if (file.type.startsWith('text/html') || path === '/sw.js') headers.set('Content-Security-Policy', pagePolicy);
  if (matchesTag(c.req.header('If-None-Match'), file.etag)) return new Response(null, { status: 304, headers });
  const accepted = acceptedEncodings(c.req.header('Accept-Encoding'));
  const encoding = encodings.find((name) => accepted.has(name) && file.compressed[name] !== undefined);
  const bytes = (encoding && file.compressed[encoding]) ?? file.bytes;
  if (encoding) headers.set('Content-Encoding', encoding);
  headers.set('Content-Length', String(bytes.byteLength));
  return new Response(c.req.method === 'HEAD' ? null : bytes, { headers });
}

function notFoundPage(): Response {
  const { title, text, back } = serverPages.notFound;
  const html = `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><main><h1>${title}</h1><p>${text}</p><p><a href="/">${back}</a></p></main></html>`;
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-cache',
    'Content-Security-Policy': pagePolicy,
  };
  return new Response(html, { status: 404, headers });
}

/** A tag that a proxy made weak by compressing still names the same bytes. */
export function matchesTag(header: string | undefined, etag: string): boolean {
  if (!header) return false;
  return header.trim() === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

/** Names with a weight above zero. */
export function acceptedEncodings(header: string | undefined): ReadonlySet<string> {
  const accepted = (header ?? '').split(',').flatMap((part) => {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    return name && Number(weight?.slice(2) ?? 1) > 0 ? [name] : [];
  });
  return new Set(accepted);
}
