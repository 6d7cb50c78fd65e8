// Vitest's global setup of the browser tests: they run the app as it is served, so it must be built from this source.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export function setup(): void {
  // A process of its own: Vitest's NODE_ENV would make it a development build.
  execFileSync(process.execPath, [join(import.meta.dirname, 'ensure-built.ts')], {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  });
}
