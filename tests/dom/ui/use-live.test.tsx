import { act, render, screen, waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { type Live, useLive } from '../../../src/ui/use-live.ts';

/** An observable a test speaks through. */
function aSource() {
  const listeners = new Map<string, Set<(value: string) => void>>();
  const of = (name: string): Live<string> => ({
    subscribe(next) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(next));
      return { unsubscribe: () => set.delete(next) };
    },
  });
  const say = (name: string, value: string) =>
    act(() => {
      for (const next of listeners.get(name) ?? []) next(value);
    });
  return { of, say, listening: (name: string) => listeners.get(name)?.size ?? 0 };
}

test('a record never shows what another record said', async () => {
  const source = aSource();
  const Record = ({ id }: { id: string }) => <p>{useLive(() => source.of(id), [id]) ?? 'đang mở'}</p>;
  const { rerender, unmount } = render(<Record id="a" />);
  source.say('a', 'Nhặt được ví');
  expect(screen.getByText('Nhặt được ví')).toBeTruthy();
  rerender(<Record id="b" />);
  expect(screen.getByText('đang mở')).toBeTruthy();
  expect(source.listening('a')).toBe(0);
  source.say('b', 'Cứu người đuối nước');
  expect(screen.getByText('Cứu người đuối nước')).toBeTruthy();
  unmount();
  await waitFor(() => expect(source.listening('b')).toBe(0));
});

test('a list being filtered shows the old rows until the new ones are there', () => {
  const source = aSource();
  const List = ({ query }: { query: string }) => <p>{useLive(() => source.of(query), [query], true) ?? 'đang mở'}</p>;
  const { rerender } = render(<List query="" />);
  source.say('', 'tất cả');
  rerender(<List query="ví" />);
  expect(screen.getByText('tất cả')).toBeTruthy();
  source.say('ví', 'một việc');
  expect(screen.getByText('một việc')).toBeTruthy();
});
