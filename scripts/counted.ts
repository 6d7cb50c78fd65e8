// Test programs run one after another, each with the counts of what passed, failed and was skipped.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const root = join(import.meta.dirname, '..');
export const reports = join(root, 'test-results');

/** A tool that answers with its exit code counts as one test. */
export function check(name: string, tool: string, args: readonly string[]): Counts {
  const ok = run(name, tool, args) === 0;
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

export function vitest(name: string, args: readonly string[], env: Record<string, string> = {}): Counts {
  mkdirSync(reports, { recursive: true });
  const report = join(reports, `${name.replaceAll(' ', '-')}.json`);
  const code = run(
    name,
    'vitest',
    ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    env,
  );
  const counts = readReport(report);
  // A file that does not even load, or an error between tests, has no failed test to its name.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

export function sum(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** Says the sum in the last line, and ends the process with it. */
export function conclude(total: Counts): void {
  const skippedInCI = process.env.CI === 'true' && total.skipped > 0;
  if (skippedInCI) console.log('\nNothing may be skipped when CI=true.');
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exitCode = total.failed > 0 || total.passed === 0 || skippedInCI ? 1 : 0;
}

function run(name: string, tool: string, args: readonly string[], env: Record<string, string> = {}): number {
  console.log(`\n— ${name}`);
  const { status, error } = spawnSync(tool, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  if (error) console.error(error.message);
  return status ?? 1;
}

function readReport(file: string): Counts {
  try {
    const report: Record<string, unknown> = JSON.parse(readFileSync(file, 'utf8'));
    const count = (key: string) => Number(report[key] ?? 0);
    return {
      passed: count('numPassedTests'),
      failed: count('numFailedTests'),
      skipped: count('numPendingTests') + count('numTodoTests'),
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
