// Which folder may import which, and the function that says where a file breaks it.
import { posix } from 'node:path';
import { importsOf } from './imports.ts';
import type { SourceFile } from './source-files.ts';

const shared = ['src/shared/lib', 'src/shared/domain', 'src/shared/wire', 'src/shared/sync'];
const everywhere = [...shared, 'src/i18n', 'src/documents'];
const phone = ['src/db', 'src/sync', 'src/photo'];
const page = ['src/ui', 'src/features', 'src/app'];
const whole = [...everywhere, ...phone, ...page, 'sw', 'server', 'scripts'];

/** Folder: what it may import, besides itself and packages. ARCHITECTURE.md draws it. */
export const arrows: Readonly<Record<string, readonly string[]>> = {
  'src/shared/lib': [],
  'src/shared/domain': ['src/shared/lib'],
  'src/shared/wire': ['src/shared/domain', 'src/shared/lib'],
  'src/shared/sync': ['src/shared/wire', 'src/shared/domain', 'src/shared/lib'],
  'src/i18n': shared,
  'src/documents': [...shared, 'src/i18n'],
  'src/db': shared,
  'src/sync': [...shared, 'src/db'],
  'src/photo': shared,
  'src/ui': ['src/shared/lib'],
  'src/features': [...shared, 'src/db', 'src/ui', 'src/i18n', 'src/documents', 'src/photo'],
  'src/app': [...everywhere, ...phone, ...page],
  sw: [...shared, 'src/db', 'src/sync', 'src/i18n'],
  server: everywhere,
  scripts: [...whole],
  tests: [...whole, 'bench'],
  bench: [...whole, 'tests'],
};

/** Packages a folder may import; a folder not named here may import any. */
const packages: Readonly<Record<string, readonly string[]>> = {
  'src/shared/lib': ['zod/mini'],
  'src/shared/domain': ['zod/mini'],
  'src/shared/wire': ['zod/mini'],
  'src/shared/sync': ['zod/mini'],
};

/** Features every other may import: who is signed in, the pieces of all record forms, and a record as it is read. A later one builds on the earlier. */
const sharedFeatures: readonly string[] = ['session', 'install', 'record-form', 'record-view'];

/** Not here by oversight: each would cost the phone what its small twin does not. */
const heavyTwins: Readonly<Record<string, string>> = { zod: 'zod/mini', zustand: 'zustand/vanilla' };

/** One sentence for each import that is against the table; none when the file keeps it. */
export function brokenArrows(file: SourceFile): string[] {
  const from = folderOf(file.path);
  if (!from) return [`${file.path} stands in no folder of the table`];
  return importsOf(file).imports.flatMap((name) => {
    const because = name.startsWith('.') ? againstTable(file.path, from, name) : againstPackages(from, name);
    return because ? [`${file.path} imports ${name}: ${because}`] : [];
  });
}

function againstTable(path: string, from: string, name: string): string | undefined {
  const target = posix.normalize(posix.join(posix.dirname(path), name.replace(/\?.*$/, '')));
  const to = folderOf(target);
  // package.json, a file of public/ and the like
  if (!to)
    return from === 'scripts' || from === 'tests' || from === 'bench' || from === 'server'
      ? undefined
      : 'outside the table';
  if (to !== from) return arrows[from]?.includes(to) ? undefined : `${from} may not import ${to}`;
  const [feature, other] = [featureOf(path), featureOf(target)];
  if (other !== undefined && sharedFeatures.includes(other)) {
    return feature !== undefined &&
      sharedFeatures.indexOf(feature) >= 0 &&
      sharedFeatures.indexOf(feature) < sharedFeatures.indexOf(other)
      ? `shared feature ${feature} may not import ${other}`
      : undefined;
  }
  return feature === other ? undefined : `feature ${feature} may not import feature ${other}`;
}

function againstPackages(from: string, name: string): string | undefined {
  const twin = heavyTwins[name];
  if (twin) return `take ${twin}`;
  const allowed = packages[from];
  return !allowed || allowed.includes(name) ? undefined : `${from} may import only ${allowed.join(', ')}`;
}

/** A file that lies beside the folders (src/build-constants.d.ts) has none. */
function folderOf(path: string): string | undefined {
  return Object.keys(arrows).find((folder) => path.startsWith(`${folder}/`));
}

function featureOf(path: string): string | undefined {
  return /^src\/features\/([^/]+)/.exec(path)?.[1];
}
