import { expect, test } from 'vitest';
import { faultCode } from './fault-code.ts';
import { navItemsFor, navKeyOf } from './nav-items.ts';
import { roomState } from './room-of.ts';

test('only the administration sees Admin, and nothing else changes its place', () => {
  const nurse = navItemsFor(['nurse']).map(({ key }) => key);
  expect(nurse).toEqual(['today', 'patients', 'calendar', 'wards', 'inbox']);
  expect(navItemsFor(['nurse', 'admin']).map(({ key }) => key)).toEqual([...nurse, 'admin']);
});

test.each([
  ['/', 'today'],
  ['/patients/0190/edit', 'patients'],
  ['/book', 'calendar'],
  ['/admit', 'wards'],
  ['/admin/people', 'admin'],
  ['/account', null],
] as const)('%s stands under %s', (path, key) => {
  expect(navKeyOf(path)).toBe(key);
});

test('a device is nearly full from four fifths on', () => {
  const quota = 1000;
  expect(roomState({ used: 799, quota, isPersisted: true })).toBe('enough');
  expect(roomState({ used: 800, quota, isPersisted: true })).toBe('nearly-full');
  expect(roomState({ used: 10, quota, isPersisted: false })).toBe('not-persisted');
  expect(roomState(null)).toBe('enough');
});

test('a fault has a short code: the same one for the same fault, and nothing of its text', () => {
  const fault = (message: string): Error =>
    Object.assign(new TypeError(message), { stack: 'TypeError\n at x (chart.js:1:20)' });
  const code = faultCode(fault('Okonkwo is not a function'), '/patients/:id');
  expect(code).toMatch(/^[2-9A-Z]{2}-[2-9A-Z]{3}$/);
  expect(faultCode(fault('Larsen is not a function'), '/patients/:id')).toBe(code);
  expect(faultCode(fault('x'), '/calendar')).not.toBe(code);
  expect(faultCode('a thrown text', '/')).toMatch(/^[2-9A-Z]{2}-[2-9A-Z]{3}$/);
});
