import { expect, test } from 'vitest';
import { newId } from './ids.ts';
import { queueToken } from './queue-token.ts';

test('a token is four signs that are read out without a doubt, and always the same', () => {
  const id = newId<string>();
  expect(queueToken(id)).toMatch(/^[A-HJ-NP-RT-Y346789]{4}$/);
  expect(queueToken(id)).toBe(queueToken(id));
});

test('of a full waiting room hardly any two are called alike', () => {
  const tokens = new Set(Array.from({ length: 1000 }, () => queueToken(newId<string>())));
  expect(tokens.size).toBeGreaterThan(990);
});
