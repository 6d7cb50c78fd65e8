// Reads the repository's own source, for the tests that hold its shape.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

const folders = ['src', 'sw', 'server', 'scripts', 'bench', 'tests'];

export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export function readSourceFiles(): SourceFile[] {
  return folders.flatMap(pathsBelow).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

function pathsBelow(folder: string): string[] {
  let entries: ReturnType<typeof list>;
  try {
    entries = list(folder);
  } catch {
    return []; // not every folder is there from the first day
  }
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !path.includes('/node_modules/'));
}

function list(folder: string) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
}
