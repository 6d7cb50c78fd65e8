import '../../support/clean-dom.ts';
import { fireEvent, render, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { Button } from '../../../src/ui/Button.tsx';
import { Dialog } from '../../../src/ui/Dialog.tsx';
import { guardPresses } from '../../../src/ui/press-guard.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** Lets the page draw, without letting the clock go on. */
const drawn = async () => {
  for (let turn = 0; turn < 5; turn += 1) await vi.advanceTimersByTimeAsync(0);
};
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

interface Where {
  x?: number;
  y?: number;
  detail?: number;
}

async function press(name: string, { x = 100, y = 500, detail = 1 }: Where = {}) {
  const event = new MouseEvent('click', { bubbles: true, cancelable: true, clientX: x, clientY: y, detail });
  Object.defineProperty(event, 'timeStamp', { value: performance.now() });
  fireEvent(screen.getByRole('button', { name }), event);
  await drawn();
}

function guarded() {
  onTestFinished(guardPresses(document));
}

/** "Lưu" asks in a dialog after a while, whose "Vẫn lưu" lies over it. */
function Asking({ after, onSave }: { after: number; onSave: () => void }) {
  const [asks, setAsks] = useState(false);
  return (
    <>
      <Button onClick={() => setTimeout(() => setAsks(true), after)}>Lưu</Button>
      <Dialog open={asks} title="Hỏi" closeLabel="Đóng" onClose={() => setAsks(false)}>
        <Button onClick={onSave}>Vẫn lưu</Button>
      </Dialog>
    </>
  );
}

/** One button in the same place of the tree, with another meaning at every press. */
function Steps({ onEnd }: { onEnd: () => void }) {
  const [at, setAt] = useState(1);
  return at < 2 ? <Button onClick={() => setAt(2)}>Tiếp</Button> : <Button onClick={onEnd}>Gửi</Button>;
}

/** What lay below moves up when the first goes. */
function Pile({ onPress }: { onPress: (name: string) => void }) {
  const [gone, setGone] = useState(false);
  return (
    <>
      {gone ? null : (
        <Button
          onClick={() => {
            setGone(true);
            onPress('một');
          }}
        >
          một
        </Button>
      )}
      <Button onClick={() => onPress('hai')}>hai</Button>
    </>
  );
}

describe('what has just come to lie under a finger', () => {
  test('takes no press until it has stood for a moment, however late it came', async () => {
    guarded();
    const save = vi.fn();
    render(<Asking after={900} onSave={save} />);
    await press('Lưu');
    await wait(900);
    await drawn();
    await press('Vẫn lưu');
    await wait(600);
    await press('Vẫn lưu', { detail: 2 });
    expect(save).not.toHaveBeenCalled();
    await wait(200);
    await press('Vẫn lưu');
    expect(save).toHaveBeenCalledTimes(1);
  });

  test('takes it at once from a key, from a screen reader, and from a pointer that went there', async () => {
    guarded();
    const save = vi.fn();
    render(<Asking after={0} onSave={save} />);
    await press('Lưu');
    await press('Vẫn lưu', { detail: 0 });
    await press('Vẫn lưu', { y: 400 });
    expect(save).toHaveBeenCalledTimes(2);
  });

  test('is also a button that means something else now', async () => {
    guarded();
    const end = vi.fn();
    render(<Steps onEnd={end} />);
    await press('Tiếp');
    await press('Gửi', { detail: 2 });
    expect(end).not.toHaveBeenCalled();
    await wait(800);
    await press('Gửi');
    expect(end).toHaveBeenCalledTimes(1);
  });

  test('is also one that moved there', async () => {
    guarded();
    const pressed = vi.fn();
    render(<Pile onPress={pressed} />);
    await press('một');
    await wait(350);
    await press('hai');
    expect(pressed.mock.calls).toEqual([['một']]);
    await wait(400);
    await press('hai');
    expect(pressed.mock.calls).toEqual([['một'], ['hai']]);
  });
});

test('a button that stays what it is takes presses as fast as they come', async () => {
  guarded();
  const more = vi.fn();
  render(<Button onClick={more}>Thêm</Button>);
  await wait(50);
  await press('Thêm');
  await press('Thêm', { detail: 2 });
  await press('Thêm', { detail: 3 });
  expect(more).toHaveBeenCalledTimes(3);
});

test('two buttons beside one another take presses as fast as they come', async () => {
  guarded();
  const pressed = vi.fn();
  render(<Pile onPress={pressed} />);
  await wait(50);
  await press('hai', { x: 200 });
  await press('một', { x: 100 });
  expect(pressed.mock.calls).toEqual([['hai'], ['một']]);
});
