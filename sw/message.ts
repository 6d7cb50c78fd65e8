// What a page may say to the worker.
import type { Trigger } from '../src/shared/sync/run.ts';
import type { WorkerMessage } from '../src/sync/triggers.ts';

const triggers: readonly Trigger[] = ['start', 'visible', 'pageshow', 'online', 'saved', 'timer', 'button'];

/** Null for anything else: a page of another version may know more words. */
export function readMessage(data: unknown): WorkerMessage | null {
  if (typeof data !== 'object' || data === null || !('type' in data)) return null;
  if (data.type === 'skip-waiting') return { type: 'skip-waiting' };
  if (data.type !== 'ring') return null;
  const asked = 'trigger' in data ? data.trigger : undefined;
  return { type: 'ring', trigger: triggers.find((trigger) => trigger === asked) ?? 'button' };
}
