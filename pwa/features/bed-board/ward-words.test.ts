// @vitest-environment happy-dom
import { beforeAll, expect, test } from 'vitest';
import { learnAll } from '#pwa/i18n/t.ts';
import { sincePaperWords, sinceWords } from './ward-words.ts';

beforeAll(() => learnAll());

const when = { today: '2026-11-23', zone: 'Europe/Dublin' };
const at = (day: number, time = '12:55') => `2026-11-${day}T${time}:00.000Z`;
const words = (admittedAt: string, since = admittedAt) => sinceWords({ admittedAt, since }, when);

test('whoever came today is said with the time', () => {
  expect(words(at(23))).toBe('Admitted 12:55');
});

test('the day of admission counts as day one, so the day after is day two', () => {
  expect(words(at(22))).toBe('Day 2');
  expect(words(at(19), at(20))).toBe('Day 5');
});

test('a move of today is said before the day, because the bed is what people look for', () => {
  expect(words(at(19), at(23, '09:40'))).toBe('Moved here 09:40');
});

test('a tablet whose clock is behind does not count backwards', () => {
  expect(words(at(25))).toBe('Day 1');
});

test('on paper a day has its name, because paper is read tomorrow too', () => {
  expect(sincePaperWords(at(19), when)).toBe('Thu 19 Nov');
  expect(sincePaperWords(at(23), when)).toBe('Today 12:55');
});
