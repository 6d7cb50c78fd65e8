import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { describe, expect, test, vi } from 'vitest';
import { VirtualList } from '../../../src/ui/VirtualList.tsx';
import { rowsBetween, topsOf } from '../../../src/ui/window-rows.ts';

const rows = Array.from({ length: 10_000 }, (_, at) => ({ id: `id-${at}`, name: `Việc tốt số ${at}` }));

function list(items = rows, onNearEnd?: () => void) {
  return (
    <VirtualList
      label="Việc tốt"
      items={items}
      keyOf={({ id }) => id}
      estimateRem={5}
      renderRow={({ id, name }) => <a href={`/r/${id}`}>{name}</a>}
      {...(onNearEnd ? { onNearEnd } : {})}
    />
  );
}

describe('a list of ten thousand good deeds', () => {
  test('draws a screenful, and says how many there are', () => {
    render(list());
    const drawn = screen.getAllByRole('listitem');
    expect(drawn.length).toBeGreaterThan(5);
    expect(drawn.length).toBeLessThan(40);
    expect(drawn[0]?.getAttribute('aria-setsize')).toBe('10000');
    expect(drawn[0]?.getAttribute('aria-posinset')).toBe('1');
  });

  test('goes from row to row by arrow keys, and by End to the last one', async () => {
    render(list());
    screen.getByText('Việc tốt số 0').focus();
    fireEvent.keyDown(screen.getByText('Việc tốt số 0'), { key: 'ArrowDown' });
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Việc tốt số 1'));
    fireEvent.keyDown(screen.getByText('Việc tốt số 1'), { key: 'End' });
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Việc tốt số 9999'));
  });

  test('asks for more only when its end is near', () => {
    const more = vi.fn();
    const { rerender } = render(list(rows, more));
    expect(more).not.toHaveBeenCalled();
    rerender(list(rows.slice(0, 12), more));
    expect(more).toHaveBeenCalledTimes(1);
  });

  test('an empty list draws no row', () => {
    render(list([]));
    expect(screen.queryAllByRole('listitem')).toEqual([]);
  });
});

describe('which rows are in sight', () => {
  const tops = topsOf(100, (index) => (index === 0 ? 100 : 10)); // the first row is a tall one

  test('a tall row counts with its own height', () => {
    expect(tops[1]).toBe(100);
    expect(tops[100]).toBe(1090);
  });

  test.each([
    ['at the top', 0, 50, { first: 0, end: 1 }],
    ['in the middle', 500, 540, { first: 41, end: 46 }],
    ['past the end', 5_000, 6_000, { first: 99, end: 100 }],
    ['above the top', -300, -100, { first: 0, end: 1 }],
  ])('%s', (_, from, to, expected) => {
    expect(rowsBetween(tops, from, to, 0)).toEqual(expected);
  });

  test('spare rows never leave the list', () => {
    expect(rowsBetween(tops, 0, 50, 6)).toEqual({ first: 0, end: 7 });
    expect(rowsBetween(tops, 1_080, 1_090, 6)).toEqual({ first: 93, end: 100 });
  });
});
