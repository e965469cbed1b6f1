// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aBooking } from '#shared/testing/an-appointment.ts';
import { someColumns } from './a-day.ts';
import { useDrag } from './use-drag.ts';

const box = someColumns([aBooking('me', ['a', '09:00'])])[0]?.boxes[0];
const heard = vi.fn<(what: string) => void>();

function Grid(): JSX.Element {
  const grid = useRef<HTMLDivElement>(null);
  const ghost = useRef<HTMLElement>(null);
  useDrag({
    grid,
    ghost,
    move: {
      moving: { value: null } as never,
      lift: () => (heard('lift'), true),
      aim: ({ minute, minutes }) => heard(minutes ? `until ${minutes}` : `aim ${minute}`),
      putBack: () => heard('put back'),
      letGo: () => heard('let go'),
    },
    boxOf: () => box,
    targetAt: (_x, y) => ({ columnId: 'a', minute: y }),
    stretchedTo: (_box, y) => ({ columnId: 'a', minute: 0, minutes: y }),
  });
  return (
    <div ref={grid} data-testid="grid">
      <button type="button" data-stop="me" data-movable="">
        Garcia, Luis
      </button>
    </div>
  );
}

let grid: HTMLElement;
beforeEach(() => {
  vi.useFakeTimers();
  heard.mockClear();
  grid = render(<Grid />).getByTestId('grid');
  grid.setPointerCapture = () => undefined;
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function pointer(type: string, [x, y]: readonly [number, number], kind = 'mouse'): void {
  const event = new PointerEvent(type, {
    bubbles: true,
    button: 0,
    clientX: x,
    clientY: y,
    pointerId: 1,
    pointerType: kind,
  });
  grid.querySelector('button')?.dispatchEvent(event);
}

test('a tremble of the mouse is a press, not a drag', () => {
  pointer('pointerdown', [10, 10]);
  pointer('pointermove', [13, 12]);
  pointer('pointerup', [13, 12]);
  expect(heard).not.toHaveBeenCalled();
});

test('a mouse lifts, carries and lets go', () => {
  pointer('pointerdown', [10, 10]);
  pointer('pointermove', [10, 30]);
  pointer('pointermove', [10, 50]);
  pointer('pointerup', [10, 50]);
  expect(heard.mock.calls.flat()).toEqual(['lift', 'aim 20', 'aim 40', 'let go']);
});

test('whoever takes hold of its end makes it longer or shorter; a finger cannot', () => {
  const button = grid.querySelector('button') as HTMLElement;
  button.getBoundingClientRect = () => new DOMRect(0, 10, 100, 60);
  pointer('pointerdown', [10, 67]);
  pointer('pointermove', [10, 97]);
  pointer('pointermove', [10, 37]);
  pointer('pointerup', [10, 37]);
  expect(heard.mock.calls.flat()).toEqual(['lift', 'until 100', 'until 40', 'let go']);
  heard.mockClear();
  pointer('pointerdown', [10, 67], 'touch');
  vi.advanceTimersByTime(400);
  pointer('pointermove', [10, 97], 'touch');
  pointer('pointerup', [10, 97], 'touch');
  expect(heard.mock.calls.flat()).toEqual(['lift', 'aim 40', 'let go']);
});

test('a finger that moves at once scrolls', () => {
  pointer('pointerdown', [10, 10], 'touch');
  pointer('pointermove', [10, 60], 'touch');
  vi.advanceTimersByTime(1000);
  pointer('pointerup', [10, 60], 'touch');
  expect(heard).not.toHaveBeenCalled();
});

test('a finger that rests first carries', () => {
  pointer('pointerdown', [10, 10], 'touch');
  vi.advanceTimersByTime(400);
  pointer('pointermove', [10, 60], 'touch');
  pointer('pointerup', [10, 60], 'touch');
  expect(heard.mock.calls.flat()).toEqual(['lift', 'aim 50', 'let go']);
});

test('Esc and a lost pointer put it back', () => {
  pointer('pointerdown', [10, 10]);
  pointer('pointermove', [10, 30]);
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  pointer('pointerdown', [10, 10]);
  pointer('pointermove', [10, 30]);
  pointer('pointercancel', [10, 30]);
  expect(heard.mock.calls.flat()).toEqual([
    'lift',
    'aim 20',
    'put back',
    'lift',
    'aim 20',
    'put back',
  ]);
});

test('a day that is left puts back what was in the air', () => {
  pointer('pointerdown', [10, 10]);
  pointer('pointermove', [10, 30]);
  cleanup();
  vi.runAllTimers();
  expect(heard.mock.calls.flat().at(-1)).toBe('put back');
});
