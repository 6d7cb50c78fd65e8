// Builds dist/ unless it already holds exactly these inputs.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AppConstants, digestOfInputs } from './build/app-constants.ts';

const root = join(import.meta.dirname, '..');

if (builtFrom() !== digestOfInputs(root)) {
  console.error('Building the app…');
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  await build({ root, logLevel: 'warn' });
}

function builtFrom(): string | undefined {
  const file = join(root, 'dist/build.json');
  if (!existsSync(file)) return undefined;
  const app = JSON.parse(readFileSync(file, 'utf8')) as AppConstants; // our own build wrote it
  return app.buildId;
}
