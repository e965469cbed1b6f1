// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { signal } from '@preact/signals';
import { aBooking } from '#shared/testing/an-appointment.ts';
import { someColumns } from './a-day.ts';
import { nextStop } from './grid-cursor.ts';
import { carried, landingAt, type Target } from './move-target.ts';
import { gridKeys } from './use-keys.ts';
import type { Moving } from './use-move.ts';
import { focusStop } from './use-roving.ts';

const columns = someColumns([aBooking('me', ['a', '09:00']), aBooking('other', ['b', '10:00'])]);
const boxes = new Map(columns.flatMap(({ boxes }) => boxes.map((box) => [box.id, box] as const)));
const heard = vi.fn<(what: string, more?: unknown) => void>();
const moving = signal<Moving | null>(null);
let isSingle = true;
let grid: HTMLElement;

function carry(target: Target): void {
  const box = boxes.get('me');
  const landing = box && landingAt(box, target, { columns });
  moving.value = box && landing ? { box, by: 'keys', landing } : null;
}

beforeEach(() => {
  heard.mockClear();
  moving.value = null;
  isSingle = true;
  document.body.innerHTML =
    '<div id="grid"><button data-stop="me"></button><button data-stop="other"></button></div>';
  grid = document.getElementById('grid') as HTMLElement;
  grid.addEventListener(
    'keydown',
    gridKeys({
      next: (id, direction) => nextStop(columns, id, direction),
      carry: ({ box, landing: { target } }, way) =>
        carried({ box, target }, way, { columns, from: 540, to: 660 }),
      focus: focusStop,
      move: {
        moving,
        lift: () => true,
        aim: (target) => heard('aim', target),
        putBack: () => heard('put back'),
        letGo: () => heard('let go'),
      },
      boxOf: (id) => boxes.get(id),
      step: ({ id }, to) => heard(`${id} ${to}`),
      lift: ({ id }) => heard(`lift ${id}`),
      hasSingleKeys: () => isSingle,
    }),
  );
});

function press(key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', {
    key,
    code: `Key${key.toUpperCase()}`,
    bubbles: true,
    cancelable: true,
    ...more,
  });
  grid.querySelector('[data-stop="me"]')?.dispatchEvent(event);
  return event;
}

test('A C F X are the steps of the day, M lifts', () => {
  for (const key of ['a', 'c', 'f', 'x', 'm']) press(key);
  expect(heard.mock.calls.flat()).toEqual([
    'me arrived',
    'me checked-in',
    'me fulfilled',
    'me noshow',
    'lift me',
  ]);
});

test('on an Arabic layout a letter is known by its place', () => {
  press('ش', { code: 'KeyA' });
  expect(heard.mock.calls.flat()).toEqual(['me arrived']);
});

test('single letters can be switched off; arrows cannot', () => {
  isSingle = false;
  expect(press('a').defaultPrevented).toBe(false);
  expect(press('ArrowRight').defaultPrevented).toBe(true);
  expect(document.activeElement?.getAttribute('data-stop')).toBe('other');
  expect(heard).not.toHaveBeenCalled();
});

test('a letter with Ctrl belongs to the browser', () => {
  expect(press('c', { ctrlKey: true }).defaultPrevented).toBe(false);
  expect(heard).not.toHaveBeenCalled();
});

test('while a booking is carried, arrows carry it, Enter lets go and Esc puts back', () => {
  carry({ columnId: 'a', minute: 570 });
  for (const key of ['ArrowDown', 'ArrowUp', 'ArrowRight', 'Enter', 'Escape', 'a']) press(key);
  expect(heard.mock.calls).toEqual([
    ['aim', { columnId: 'a', minute: 585 }],
    ['aim', { columnId: 'a', minute: 555 }],
    ['aim', { columnId: 'b', minute: 570 }],
    ['let go'],
    ['put back'],
  ]);
});

test('where writing runs to the left, the columns do too', () => {
  grid.style.direction = 'rtl';
  carry({ columnId: 'a', minute: 570 });
  press('ArrowLeft');
  expect(heard.mock.calls).toEqual([['aim', { columnId: 'b', minute: 570 }]]);
});

test('Shift and an arrow make a carried booking longer or shorter', () => {
  carry({ columnId: 'a', minute: 570 });
  press('ArrowDown', { shiftKey: true });
  press('ArrowUp', { shiftKey: true });
  expect(heard.mock.calls).toEqual([
    ['aim', { columnId: 'a', minute: 570, minutes: 45 }],
    ['aim', { columnId: 'a', minute: 570, minutes: 15 }],
  ]);
});
