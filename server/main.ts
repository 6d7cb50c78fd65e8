// npm start, npm run demo, npm run admin-link, npm run after-restore.
import { join } from 'node:path';
import { serverStart } from '../src/i18n/vi/server.ts';
import { fillDemo } from './demo/fill-demo.ts';
import { adminLinks, firstAdminLink } from './first-links.ts';
import { addressOf } from './http/address.ts';
import { createLog } from './log.ts';
import { type Options, readOptions } from './options.ts';
import { openData, type Running, start } from './start.ts';
import { isOfPostgres } from './store/unavailable.ts';
import { beginEpoch } from './use-cases/epochs.ts';

const say = (...lines: readonly string[]) => process.stdout.write(`${lines.join('\n')}\n`);
const write = (line: string) => process.stdout.write(line);

const runs = { serve, 'admin-link': printAdminLinks, 'after-restore': afterRestore };

const options = readOptions(process.argv.slice(2), process.env);
if (!options.ok) fail(options.error, 2);
try {
  await runs[options.value.command](options.value);
} catch (error) {
  fail(oneLine(error, options.value), 1);
}

async function serve(wish: Options): Promise<void> {
  const running = await start(wish, { dist: join(import.meta.dirname, '../dist'), write });
  stopOnSignals(running);
  const { deps } = running;
  const { origin } = deps.address;
  say('', serverStart.running(origin));
  if (!deps.site) say(serverStart.notBuilt);
  if (wish.demo) {
    const links = await fillDemo(deps, origin);
    say('', serverStart.demo, ...links.map(({ role, url }) => `  ${role.padEnd(12)} ${url}`), '');
    return;
  }
  const link = await firstAdminLink(deps, origin);
  if (link) say('', serverStart.firstAdmin(7), `  ${link.url}`, serverStart.code(link.code), '');
}

/** Run once, after a backup was put back and before the server starts. */
async function afterRestore(wish: Options): Promise<void> {
  const data = await openData(wish, createLog(Date.now, write));
  try {
    say(serverStart.epochBegan(await beginEpoch(data)));
  } finally {
    await data.store.close();
  }
}

/** May run beside a server on the same data. */
async function printAdminLinks(wish: Options): Promise<void> {
  const data = await openData(
    wish,
    createLog(Date.now, () => {}),
  );
  try {
    const { origin } = addressOf({ ...wish, tls: wish.tls !== null });
    for (const { name, url, code } of await adminLinks(data, origin)) {
      say(
        name === null ? serverStart.firstAdmin(7) : serverStart.anotherAdmin(name),
        `  ${url}`,
        serverStart.code(code),
      );
    }
  } finally {
    await data.store.close();
  }
}

function stopOnSignals(running: Running): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      running.stop().then(
        () => process.exit(0),
        (error: unknown) => fail(oneLine(error, null), 1),
      );
    });
  }
}

function oneLine(error: unknown, wish: Options | null): string {
  const text = error instanceof Error ? error.message : String(error);
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return serverStart.portTaken(wish?.port ?? 0);
  if (code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST')
    return serverStart.noFolder(wish?.dataDir ?? '');
  if (code === 'ERR_SQLITE_ERROR') return serverStart.damaged(wish?.dataDir ?? '', text);
  if (wish?.database && isOfPostgres(error)) return serverStart.noDatabase(text || String(code));
  return text.split('\n')[0] ?? '';
}

function fail(line: string, code: 1 | 2): never {
  process.stderr.write(`viec-tot: ${line}\n`);
  process.exit(code);
}
