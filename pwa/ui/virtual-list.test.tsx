// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { windowOf } from './row-window.ts';
import { VirtualList } from './virtual-list.tsx';

afterEach(cleanup);
const names = Array.from({ length: 5000 }, (_, n) => `Person ${n}`);
const list = (items: readonly string[], onNearEnd: () => void = () => undefined) => (
  <VirtualList
    label="People"
    items={items}
    rowHeight={50}
    keyOf={(name) => name}
    render={(name) => <a href="/x">{name}</a>}
    onNearEnd={onNearEnd}
  />
);

test('of 5,000 rows only those in sight are drawn, each with its place among all', () => {
  render(list(names));
  const rows = screen.getAllByRole('listitem');
  expect(rows.length).toBeLessThan(60);
  expect(rows[0]?.getAttribute('aria-posinset')).toBe('1');
  expect(rows[0]?.getAttribute('aria-setsize')).toBe('5000');
});

test('arrows go from row to row, Home to the first', () => {
  render(list(names));
  const links = screen.getAllByRole('link');
  links[3]?.focus();
  fireEvent.keyDown(links[3] as HTMLElement, { key: 'ArrowDown' });
  expect(document.activeElement).toBe(links[4]);
  fireEvent.keyDown(links[4] as HTMLElement, { key: 'ArrowUp' });
  expect(document.activeElement).toBe(links[3]);
  fireEvent.keyDown(links[3] as HTMLElement, { key: 'Home' });
  expect(document.activeElement).toBe(links[0]);
});

test('the end of a list is told when it comes near, and not before', () => {
  const onNearEnd = vi.fn<() => void>();
  const { rerender } = render(list(names, onNearEnd));
  expect(onNearEnd).not.toHaveBeenCalled();
  rerender(list(names.slice(0, 10), onNearEnd));
  expect(onNearEnd).toHaveBeenCalledTimes(1);
});

test('the window holds every row in sight and never leaves the list', () => {
  const inputs = fc.record({
    top: fc.integer({ min: -2_000_000, max: 2000 }),
    height: fc.integer({ min: 200, max: 3000 }),
    rowHeight: fc.integer({ min: 24, max: 200 }),
    count: fc.integer({ min: 0, max: 20_000 }),
  });
  fc.assert(
    fc.property(inputs, (input) => {
      const { first, last } = windowOf(input);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(last).toBeLessThanOrEqual(input.count);
      for (const y of [0, input.height - 1]) {
        const row = Math.floor((y - input.top) / input.rowHeight);
        const isRow = row >= 0 && row < input.count;
        expect(!isRow || (row >= first && row < last)).toBe(true);
      }
    }),
  );
});
