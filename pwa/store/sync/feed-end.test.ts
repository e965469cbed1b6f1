import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { signal } from '@preact/signals';
import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import type { PullAnswer } from '#shared/sync/pull.ts';
import { createFeedEnd, type FeedEnd } from './feed-end.ts';

const checkpoint = (facility: number): Checkpoint => ({ epoch: 'e', scopes: { facility } });
const page = (to: number, rows: number, isEnd = true): PullAnswer => ({
  documents: Array.from({ length: rows }, () => ({})) as unknown as PullAnswer['documents'],
  checkpoint: checkpoint(to),
  isEnd,
});
let stored = 0;
let reached = 0;
let end: FeedEnd;
beforeEach(() => {
  vi.useFakeTimers();
  [stored, reached] = [0, 0];
  end = createFeedEnd({
    hasStored: ({ scopes }) => (scopes['facility'] ?? 0) <= stored,
    reachedEnd: () => void (reached += 1),
    lookMs: 4,
    signal: new AbortController().signal,
  });
});
afterEach(() => vi.useRealTimers());
const later = () => vi.advanceTimersByTimeAsync(100);

test('the end is reached when its page is stored; an empty page is not stored', async () => {
  end.reach(page(3, 2));
  await later();
  expect([end.isKnown(), end.isStored(), reached]).toEqual([true, false, 0]);
  stored = 3;
  await later();
  expect([end.isStored(), reached]).toEqual([true, 1]);
  end.reach(page(9, 0));
  await later();
  expect([end.isStored(), reached]).toEqual([true, 2]);
});

test('an empty page that another one follows at once says nothing of that one', async () => {
  end.reach(page(3, 0));
  end.lose();
  end.reach(page(5, 2));
  await later();
  expect([end.isStored(), reached]).toEqual([false, 0]);
  stored = 5;
  await later();
  expect([end.isStored(), reached]).toEqual([true, 1]);
});

test('a page that is not the last makes the end unknown', async () => {
  end.reach(page(3, 0));
  end.reach(page(4, 2, false));
  await later();
  expect([end.isKnown(), end.isStored(), reached]).toEqual([false, false, 0]);
});

test('a change moves the end on only from where it is; the end may move while it is being stored', async () => {
  const change = (from: number, to: number) =>
    ({
      kind: 'change',
      collection: 'patients',
      scope: 'facility',
      from,
      to,
      documents: [],
    }) as never;
  expect(end.moveBy(change(0, 1))).toBeNull();
  end.reach(page(3, 1));
  expect(end.moveBy(change(2, 4))).toBeNull();
  expect(end.moveBy(change(3, 4))).toEqual(checkpoint(4));
  stored = 3;
  await later();
  expect(reached).toBe(0);
  stored = 4;
  await later();
  expect(reached).toBe(1);
});

test('a device stands where the feeds end only with all of it stored, in the same generation and the same scopes (S7)', async () => {
  const isAt = (lasts: Checkpoint['scopes'], epoch = 'e', held: readonly string[] = ['facility']) =>
    end.isAt(lasts, { epoch: signal(epoch), scopes: signal(held) });
  expect(isAt({ facility: 0 })).toBe(false);
  end.reach(page(3, 2));
  expect(isAt({ facility: 3 })).toBe(false);
  stored = 3;
  expect(isAt({ facility: 3 })).toBe(true);
  expect(isAt({ facility: 4 })).toBe(false);
  expect(isAt({ facility: 2 })).toBe(false);
  expect(isAt({ facility: 3 }, 'another')).toBe(false);
  expect(isAt({})).toBe(false);
  // A scope that is new here, and one that was lost.
  expect(isAt({ facility: 3, 'ward:a': 2 }, 'e', ['facility', 'ward:a'])).toBe(false);
  expect(isAt({ 'ward:a': 0 }, 'e', ['ward:a'])).toBe(false);
  end.lose();
  expect(isAt({ facility: 3 })).toBe(false);
  end.waits(1);
  expect(isAt({ facility: 3 })).toBe(true);
  end.waits(-1);
  expect(isAt({ facility: 3 })).toBe(false);
});

test('nobody need have stored a feed without a word', () => {
  end = createFeedEnd({
    hasStored: () => false,
    reachedEnd: () => undefined,
    lookMs: 4,
    signal: new AbortController().signal,
  });
  end.reach(page(0, 0));
  expect(end.isAt({ facility: 0 }, { epoch: signal('e'), scopes: signal(['facility']) })).toBe(
    true,
  );
});
