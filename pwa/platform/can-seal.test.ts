import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { canSeal } from './can-seal.ts';

beforeEach(() => {
  vi.stubGlobal('crypto', { subtle: {} });
  vi.stubGlobal('navigator', { locks: {} });
  vi.stubGlobal('SharedWorker', vi.fn());
});
afterEach(() => vi.unstubAllGlobals());

test('a browser that has what it takes seals', () => {
  expect(canSeal()).toBe(true);
});

test.each([
  ['WebCrypto, on a plain http address', 'crypto', {}],
  ['locks', 'navigator', {}],
  ['a worker for all tabs', 'SharedWorker', undefined],
])('one without %s keeps what it has in the clear', (_, name, value) => {
  vi.stubGlobal(name, value);
  expect(canSeal()).toBe(false);
});
