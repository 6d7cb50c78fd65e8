// The benchmarks by name. Each loads only what it needs.
import type { BenchLine } from './line.ts';

export const benches = {
  size: async () => (await import('./size.ts')).benchSize(),
  phone: async () => (await import('./phone.ts')).benchPhone(),
  photo: async () => (await import('./photo.ts')).benchPhoto(),
  server: async () => (await import('./server.ts')).benchServer(),
  sync: async () => (await import('./sync.ts')).benchSync(),
} satisfies Record<string, () => Promise<readonly BenchLine[]>>;

export type BenchName = keyof typeof benches;

export const benchNames = Object.keys(benches) as readonly BenchName[]; // the keys of a literal
