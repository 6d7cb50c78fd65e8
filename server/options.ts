// What the command line and the environment say. The command line wins.
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../src/shared/lib/result.ts';

export interface Options {
  readonly command: 'serve' | 'admin-link' | 'after-restore';
  readonly demo: boolean;
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Address of a PostgreSQL database, with its password; null: SQLite in the data folder. */
  readonly database: string | null;
  /** Where people reach this installation; null when they reach it directly. */
  readonly origin: string | null;
  /** Files of the certificate and its key, PEM. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
}

/** The error is one line for the person who typed the command. */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Result<Options, string> {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return err(firstLine(error));
  }
  const { values, positionals } = parsed;
  const [command = 'serve', ...more] = positionals;
  if (!isCommand(command) || more.length > 0) {
    return err(`unknown command "${positionals.join(' ')}" (known: ${commands.join(', ')})`);
  }
  const port = Number(values.port ?? env.PORT ?? '8080');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return err('--port must be a number from 0 to 65535');
  const origin = readOrigin(values.origin ?? env.PUBLIC_ORIGIN);
  if (!origin.ok) return origin;
  // An invented commune must never land among real ones because the environment names their database.
  const database = readDatabase(values.database ?? (values.demo ? undefined : env.DATABASE_URL));
  if (!database.ok) return database;
  const cert = values['tls-cert'] ?? env.TLS_CERT;
  const key = values['tls-key'] ?? env.TLS_KEY;
  if (Boolean(cert) !== Boolean(key)) return err('--tls-cert and --tls-key must be given together');
  if (cert && key && origin.value?.startsWith('http:'))
    return err('--origin must start with https:// when the server has a certificate');
  return ok({
    command,
    demo: values.demo ?? false,
    port,
    host: values.host ?? env.HOST ?? '127.0.0.1',
    dataDir: values.data ?? env.DATA_DIR ?? (values.demo ? './data-demo' : './data'),
    database: database.value,
    origin: origin.value,
    tls: cert && key ? { cert, key } : null,
  });
}

const commands = ['serve', 'admin-link', 'after-restore'] as const;

const isCommand = (word: string): word is Options['command'] => commands.some((known) => known === word);

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      data: { type: 'string' },
      database: { type: 'string' },
      origin: { type: 'string' },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
      demo: { type: 'boolean' },
    },
  });
}

function readOrigin(text: string | undefined): Result<string | null, string> {
  if (!text) return ok(null);
  const url = URL.canParse(text) ? new URL(text) : null;
  const whole =
    url &&
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    url.pathname === '/' &&
    !url.search &&
    !url.hash &&
    !url.username;
  return whole
    ? ok(url.origin)
    : err(`--origin must be an address like https://viectot.example.vn, without a path: ${text}`);
}

/** What is wrong is not repeated: it may hold a password. */
function readDatabase(text: string | undefined): Result<string | null, string> {
  if (!text) return ok(null);
  return /^postgres(ql)?:\/\//.test(text)
    ? ok(text)
    : err('--database (DATABASE_URL) must be an address like postgres://viectot@localhost/viectot');
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
