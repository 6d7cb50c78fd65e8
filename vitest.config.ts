import { defineConfig } from 'vitest/config';
import { appDefines } from './scripts/build/app-constants.ts';

const defines = {
  ...appDefines({ version: '0.0.0-test', commit: 'test', buildId: 'test' }),
  __PRECACHE__: '[]',
  __LATER__: '[]',
};

export default defineConfig({
  define: defines,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // Its ESM build would load a second copy of itself from outside the transform.
    server: { deps: { inline: ['zustand'] } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: [
            'tests/{unit,contract,integration,simulation,architecture,releases,second-client}/**/*.test.{ts,tsx}',
          ],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['tests/dom/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/support/clean-dom.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['scripts/build-before-browser-tests.ts'],
          // One browser at a time: each wants a core for itself.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          environment: 'node',
          include: ['tests/faults/**/*.test.ts'],
          globalSetup: ['scripts/build-before-browser-tests.ts'],
          // Each wants the machine for itself: what breaks where depends on how long things take.
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
