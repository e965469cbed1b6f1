import { expect, test } from 'vitest';
import { commandOf, type ChordState, type Key } from './key-chords.ts';

const press = (key: string, more: Partial<Key> = {}): Key => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key,
  isCtrl: false,
  isAlt: false,
  isShift: false,
  isInField: false,
  isInLayer: false,
  ...more,
});
const plain: ChordState = { isGoing: false, hasSingleKeys: true };
const kindOf = (key: Key, state: ChordState = plain): string | undefined =>
  commandOf(key, state)?.kind;

test.each([
  [press('k', { isCtrl: true }), 'find'],
  [press('/'), 'find'],
  [press('?', { isShift: true }), 'keys'],
  [press('b'), 'book'],
  [press('n'), 'register'],
  [press('g'), 'go-next'],
  [press('l', { isAlt: true }), 'lock'],
  [press('F6'), 'region'],
  [press('x'), undefined],
  [press('Enter'), undefined],
] as const)('%j means %s', (key, kind) => {
  expect(kindOf(key)).toBe(kind);
});

test('single letters do nothing in a field; Ctrl K, Alt L and F6 work there', () => {
  const field = { isInField: true };
  for (const key of ['/', '?', 'b', 'n', 'g']) expect(kindOf(press(key, field))).toBeUndefined();
  expect(kindOf(press('k', { ...field, isCtrl: true }))).toBe('find');
  expect(kindOf(press('l', { ...field, isAlt: true }))).toBe('lock');
  expect(kindOf(press('F6', field))).toBe('region');
});

test('single letters can be switched off (WCAG 2.1.4)', () => {
  const off: ChordState = { ...plain, hasSingleKeys: false };
  for (const key of ['/', '?', 'b', 'n', 'g']) expect(kindOf(press(key), off)).toBeUndefined();
  expect(kindOf(press('k', { isCtrl: true }), off)).toBe('find');
});

test('the letter after G says where to, even one that means something else alone', () => {
  const going: ChordState = { ...plain, isGoing: true };
  expect(commandOf(press('w'), going)).toEqual({ kind: 'go', letter: 'w' });
  expect(commandOf(press('P'), going)).toEqual({ kind: 'go', letter: 'p' });
});

test('Shift F6 goes back', () => {
  expect(commandOf(press('F6', { isShift: true }), plain)).toEqual({ kind: 'region', step: -1 });
});

test('a dialog has the keys to itself', () => {
  expect(kindOf(press('k', { isCtrl: true, isInLayer: true }))).toBeUndefined();
  expect(kindOf(press('n', { isInLayer: true }))).toBeUndefined();
});

test('on an Arabic layout the place of the key counts', () => {
  expect(kindOf(press('ى', { code: 'KeyN' }))).toBe('register');
  expect(kindOf(press('ن', { code: 'KeyK', isCtrl: true }))).toBe('find');
});

test('letters with Ctrl belong to the browser', () => {
  expect(kindOf(press('n', { isCtrl: true }))).toBeUndefined();
  expect(kindOf(press('b', { isCtrl: true }))).toBeUndefined();
});
