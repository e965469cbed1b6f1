import { expect, test } from 'vitest';
import { bookOffline } from './desks.ts';

test('of desks that book the same times offline one wins each, and every other one is on the re-book list (S10)', async () => {
  for (const seed of [1, 2]) {
    const report = await bookOffline({ seed, desks: 8, bookings: 160 });
    expect(report.broken).toEqual([]);
    expect(report.confirmed + report.lost).toBe(160);
    expect(report.confirmed).toBe(report.times);
    expect(report.lost).toBeGreaterThan(60);
    expect(report.moved).toBeGreaterThan(0);
  }
});
