// What may be spent, in one table. `npm run bench -- <name>` measures it; a test holds that each budget has its benchmark.
import type { BenchName } from './benches.ts';
import type { BenchLine } from './line.ts';

interface Budget {
  readonly bench: BenchName;
  readonly what: string;
  readonly limit: number;
  readonly unit: string;
  /** The limit is a floor. */
  readonly bound?: 'at-least';
}

export const budgets = {
  'capture-js': { bench: 'size', what: 'JavaScript to open the capture form', limit: 75, unit: 'KB gzip' },
  precache: { bench: 'size', what: 'everything precached', limit: 250, unit: 'KB brotli' },
  'cold-start-4x': { bench: 'phone', what: 'offline cold start to a usable form, slowed 4×', limit: 1500, unit: 'ms' },
  'cold-start-6x': { bench: 'phone', what: 'offline cold start to a usable form, slowed 6×', limit: 2500, unit: 'ms' },
  'save-p95': { bench: 'phone', what: 'save of a nomination, p95, slowed 6×', limit: 150, unit: 'ms' },
  'search-p95': { bench: 'phone', what: 'search in 10,000 records, p95, slowed 4×', limit: 50, unit: 'ms' },
  'search-drawn-p95': {
    bench: 'phone',
    what: 'search in 2,000 records, letter to frame, p95, slowed 4×',
    limit: 100, // what a person feels as at once
    unit: 'ms',
  },
  'photo-stored': {
    bench: 'photo',
    what: '12-megapixel photo to stored 1600 px + thumbnail, slowed 4×',
    limit: 2000,
    unit: 'ms',
  },
  'photo-main-thread': {
    bench: 'photo',
    what: 'longest main-thread task while a photo is made small, slowed 4×',
    limit: 50,
    unit: 'ms',
  },
  'server-throughput': {
    bench: 'server',
    what: 'durable syncs against the bare engine writing the same rows',
    limit: 50,
    unit: '%',
    bound: 'at-least',
  },
  'server-memory': { bench: 'server', what: 'server memory with 1,000 devices syncing', limit: 250, unit: 'MB' },
  'sync-push-time': { bench: 'sync', what: '50 waiting records delivered on a weak line', limit: 3, unit: 's' },
  'sync-push-requests': { bench: 'sync', what: 'round trips for 50 waiting records', limit: 3, unit: 'requests' },
  'sync-push-bytes': { bench: 'sync', what: 'bytes up for 50 waiting records of one deed', limit: 5, unit: 'KB' },
  // What no compression spares: other words in each (docs/decisions/0009).
  'sync-push-bytes-different': {
    bench: 'sync',
    what: 'bytes up for 50 waiting records that all differ',
    limit: 15,
    unit: 'KB',
  },
  'sync-pull-time': { bench: 'sync', what: 'first pull of 1,000 records on a weak line', limit: 10, unit: 's' },
  'sync-pull-requests': { bench: 'sync', what: 'round trips for 1,000 records', limit: 8, unit: 'requests' }, // 5 full pages, and room
  'sync-pull-bytes': { bench: 'sync', what: 'bytes down for 1,000 records', limit: 400, unit: 'KB' }, // 8 s of the line
} as const satisfies Record<string, Budget>;

export type BudgetId = keyof typeof budgets;

/** The line of a budget: its name, its unit and its limit come from the table. */
export function held(id: BudgetId, value: number, note?: string): BenchLine {
  const { what, unit, limit, bound }: Budget = budgets[id];
  return { name: what, value, unit, budget: limit, ...(bound ? { bound } : {}), ...(note ? { note } : {}) };
}
