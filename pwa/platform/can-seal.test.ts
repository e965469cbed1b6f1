import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { canSeal } from './can-seal.ts';

let written: string | null;
beforeEach(() => {
  written = 'sealed';
  vi.stubGlobal('crypto', { subtle: {} });
  vi.stubGlobal('navigator', { locks: {} });
  vi.stubGlobal('SharedWorker', vi.fn());
  vi.stubGlobal('localStorage', { getItem: () => written });
});
afterEach(() => vi.unstubAllGlobals());

test('a browser that has what it takes seals once that is written for it', () => {
  expect(canSeal()).toBe(true);
  written = null;
  expect(canSeal()).toBe(false);
});

test.each(['crypto', 'navigator', 'SharedWorker', 'localStorage'])(
  'without %s a device keeps what it holds plainly, and works',
  (what) => {
    vi.stubGlobal(what, undefined);
    expect(canSeal()).toBe(false);
  },
);
