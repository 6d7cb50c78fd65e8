import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAutosave, type SaveState } from '../../../src/features/record-form/autosave.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function anAutosave(write?: (value: string) => Promise<void>) {
  const written: string[] = [];
  const states: SaveState[] = [];
  const keep = async (value: string) => void written.push(value);
  const autosave = createAutosave<string>({
    write: write ?? keep,
    delayMs: 400,
    onState: (state) => states.push(state),
  });
  return { autosave, written, states };
}

describe('autosave', () => {
  test('a draft that could not be written is kept and written with the next change', async () => {
    const written: string[] = [];
    let full = true;
    const { autosave, states } = anAutosave(async (value) => {
      if (full) throw new Error('disk full');
      written.push(value);
    });
    autosave.change('An');
    await vi.advanceTimersByTimeAsync(400);
    expect(states).toEqual(['waiting', 'failed']);
    full = false;
    await autosave.flush();
    expect(written).toEqual(['An']);
  });

  test('after close nothing is written any more, so a saved draft does not come back', async () => {
    const { autosave, written } = anAutosave();
    autosave.change('An');
    await autosave.close();
    autosave.change('An 2');
    await vi.advanceTimersByTimeAsync(5000);
    expect(written).toEqual([]);
    autosave.reopen();
    await autosave.flush();
    expect(written).toEqual(['An 2']);
  });

  test('somebody who types without a pause is saved within a second all the same', async () => {
    const { autosave, written } = anAutosave();
    for (let key = 0; key < 20; key += 1) {
      autosave.change('a'.repeat(key + 1));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(written.length).toBeGreaterThanOrEqual(4);
  });

  test('one write at a time, the newest state last', async () => {
    const order: string[] = [];
    let open = 0;
    const { autosave } = anAutosave(async (value) => {
      open += 1;
      expect(open).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 50));
      order.push(value);
      open -= 1;
    });
    autosave.change('một');
    const first = autosave.flush();
    autosave.change('hai');
    const second = autosave.flush();
    await vi.advanceTimersByTimeAsync(200);
    await Promise.all([first, second]);
    expect(order).toEqual(['một', 'hai']);
  });
});
