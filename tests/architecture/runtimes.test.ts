import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from './source-files.ts';

// Inside the checkout, or @types/node would be out of reach and the test would pass for the wrong reason.
mkdirSync(join(root, 'test-results'), { recursive: true });
const planting = mkdtempSync(join(root, 'test-results/planted-'));
afterAll(() => rmSync(planting, { recursive: true, force: true }));

let planted = 0;

/** Type errors of `text`, as if it stood among the files of that tsconfig. */
function typeErrors(tsconfig: string, text: string): string {
  planted += 1;
  const file = join(planting, `${planted}/planted.ts`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  writeFileSync(
    join(planting, `${planted}/tsconfig.json`),
    JSON.stringify({
      extends: join(root, tsconfig),
      compilerOptions: { incremental: false },
      // The real files too: a package they import may bring another runtime's types along.
      include: [file, ...included(tsconfig).map((folder) => join(root, folder))],
    }),
  );
  const { stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', dirname(file), '--pretty', 'false'], {
    cwd: planting,
    encoding: 'utf8',
  });
  return stdout
    .split('\n')
    .filter((line) => line.includes('planted.ts'))
    .join('\n');
}

function included(tsconfig: string): string[] {
  return JSON.parse(readFileSync(join(root, tsconfig), 'utf8')).include;
}

const useDocument = 'export const title = document.title;';
const useWindow = 'export const width = window.innerWidth;';
const useNode = "import { readFileSync } from 'node:fs';\nexport const text = readFileSync('x', 'utf8');";
const useBuffer = "export const bytes = Buffer.from('x');";

describe('what a runtime does not have does not compile', () => {
  test.each([
    ['src/shared knows no document', 'tsconfig.shared.json', useDocument, "Cannot find name 'document'"],
    ['src/shared knows no console', 'tsconfig.shared.json', 'console.log(1);', "Cannot find name 'console'"],
    ['src/shared/wire knows no node:fs', 'tsconfig.shared.json', useNode, "'node:fs'"],
    [
      'src/db knows no document: the worker runs it too',
      'tsconfig.phone.json',
      useDocument,
      "Cannot find name 'document'",
    ],
    ['src/sync knows no Buffer', 'tsconfig.phone.json', useBuffer, "Cannot find name 'Buffer'"],
    ['src/app knows no node:fs', 'tsconfig.page.json', useNode, "'node:fs'"],
    ['sw knows no window', 'tsconfig.worker.json', useWindow, "Cannot find name 'window'"],
    ['sw knows no document', 'tsconfig.worker.json', useDocument, "Cannot find name 'document'"],
    ['server knows no document', 'tsconfig.server.json', useDocument, "Cannot find name 'document'"],
  ] as const)('%s', (_, tsconfig, text, message) => {
    expect(typeErrors(tsconfig, text)).toContain(message);
  });

  test.each([
    ['the page has a document', 'tsconfig.page.json', useDocument],
    [
      'the worker has clients',
      'tsconfig.worker.json',
      'export const scope = (self as unknown as ServiceWorkerGlobalScope).clients;',
    ],
    ['page and worker both have locks', 'tsconfig.phone.json', 'export const { locks } = navigator;'],
    [
      'shared code has what all runtimes have',
      'tsconfig.shared.json',
      'export const bytes = new TextEncoder().encode("x");',
    ],
    ['the server has Node', 'tsconfig.server.json', useNode],
  ] as const)('%s', (_, tsconfig, text) => {
    expect(typeErrors(tsconfig, text)).toBe('');
  });
});
