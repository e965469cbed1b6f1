import { expect, test } from 'vitest';
import { pairIdOf, type Pair } from '#shared/domain/pair.ts';
import { toReview, usualSurvivor } from './review-list.ts';

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(
  (letter) => `01890000-0000-7000-8000-00000000000${letter}`,
) as [string, string, string, string];
const likely = (one: string, other: string, score: number, isVery = false) => ({
  one,
  other,
  score,
  isVery,
});
const pair = (one: string, other: string, more: object) => ({
  id: pairIdOf(one, other),
  content: { one, other, ...more } as unknown as Pair,
});
const nobody: ReadonlySet<string> = new Set();
const found = [likely(a, b, 20), likely(a, c, 14), likely(c, d, 30, true)];
const pairsShown = (more: object) =>
  toReview({ found, pairs: [], later: nobody, replaced: nobody, ...more }).map(
    ({ one, other }) => one.slice(-1) + other.slice(-1),
  );

test('the surest pair stands first', () => {
  expect(pairsShown({})).toEqual(['cd', 'ab', 'ac']);
});

test('what was decided is not proposed again, what was undone is', () => {
  const decided = { kind: 'different', by: a, at: '' };
  expect(pairsShown({ pairs: [pair(a, b, { decision: decided })] })).toEqual(['cd', 'ac']);
  expect(pairsShown({ pairs: [pair(a, b, {})] })).toEqual(['cd', 'ab', 'ac']);
});

test('a record that is shown as another one is not compared', () => {
  expect(pairsShown({ replaced: new Set([c]) })).toEqual(['ab']);
});

test('a decision that waits stands before all others, what is left for later behind them', () => {
  const waiting = { decision: { kind: 'same', survivor: b, fields: {} }, waits: 'not-received' };
  const later = new Set([pairIdOf(c, d)]);
  expect(pairsShown({ pairs: [pair(b, d, waiting)], later })).toEqual(['bd', 'ab', 'ac', 'cd']);
});

test('who has a number of the hospital goes on, else who was there first', () => {
  const mrn = { identifiers: { m: { kind: 'mrn' as const, value: '1' } } };
  const temporary = { identifiers: { m: { kind: 'temporary' as const, value: 'T' } } };
  expect(usualSurvivor({ id: a, content: temporary }, { id: b, content: mrn })).toBe(b);
  expect(usualSurvivor({ id: a, content: mrn }, { id: b, content: mrn })).toBe(a);
});
