// npm test: types, lint and format, then every test. The last line is the sum: "N passed, N failed, N skipped".
import { rmSync } from 'node:fs';
import { type Counts, check, conclude, reports, sum, vitest } from './counted.ts';
import { chromium, postgresql, systemProgram } from './system-packages.mjs';

rmSync(reports, { recursive: true, force: true });

// Here, and not by the test files that need it: they run at the same time, and an install may not. Where it is missing
// they skip their tests, which are counted so.
const postgres = systemProgram(postgresql);

const total = [
  check('types', 'tsc', ['-b']),
  check('lint and format', 'biome', ['check', '--error-on-warnings']),
  vitest('node and dom', ['--project', 'unit', '--project', 'dom'], postgres ? { POSTGRES: postgres } : {}),
  // Civil dates are Vietnam's, wherever the server or the phone thinks it is.
  vitest('unit in UTC', ['--project', 'unit', 'tests/unit/'], { TZ: 'UTC' }),
  vitest('unit in Los Angeles', ['--project', 'unit', 'tests/unit/'], { TZ: 'America/Los_Angeles' }),
  browserTests(),
].reduce(sum);

conclude(total);

function browserTests(): Counts {
  const browser = systemProgram(chromium);
  return browser
    ? vitest('browser', ['--project', 'e2e'], { CHROMIUM: browser })
    : { passed: 0, failed: 0, skipped: 1 };
}
