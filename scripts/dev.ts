// npm run dev: the endpoint, restarted when its code changes, and Vite in front of it. There is no service worker here:
// the page syncs by itself, as in a browser that has none.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createServer } from 'vite';

const root = join(import.meta.dirname, '..');
const pagePort = Number(process.env.PORT ?? 5173);
const endpointPort = pagePort + 1;
process.env.DEV_ENDPOINT = `http://127.0.0.1:${endpointPort}`;

const endpoint = spawn(
  process.execPath,
  [
    '--watch',
    'server/main.ts',
    '--port',
    `${endpointPort}`,
    '--host',
    '127.0.0.1',
    '--data',
    'data-dev',
    '--origin',
    `http://localhost:${pagePort}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
);
const vite = await createServer({ root, server: { port: pagePort, strictPort: true, host: 'localhost' } });
await vite.listen();
vite.printUrls();

endpoint.on('exit', (code) => process.exit(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    endpoint.kill(signal);
    void vite.close();
  });
}
