// Loaded before the simulator (`node --import`): patches the source of one mutant as Node loads it. The files on the disk stay.
import { registerHooks } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutants } from './mutants.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const mutant = mutants.find(({ name }) => name === process.env.SIM_MUTANT);
if (!mutant) throw new Error(`No mutant is called ${process.env.SIM_MUTANT}`);

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    const patches = url.startsWith('file:')
      ? mutant.patches.filter(({ file }) => file === relative(root, fileURLToPath(url)))
      : [];
    if (patches.length === 0) return loaded;
    const source = patches.reduce((text, { file, from, to }) => {
      if (text.split(from).length !== 2) throw new Error(`The patch of "${mutant.name}" does not fit ${file}: ${from}`);
      return text.replace(from, () => to);
    }, String(loaded.source));
    return { ...loaded, source };
  },
});
