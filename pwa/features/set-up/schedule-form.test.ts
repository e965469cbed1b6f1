import { expect, test } from 'vitest';
import type { Schedule } from '#shared/domain/schedule.ts';
import { offersNothing } from './schedule-form.ts';

const TODAY = '2026-11-23';
const hours = (more: Partial<Schedule> = {}): Schedule => ({
  zone: 'Europe/Dublin',
  slotMinutes: 30,
  rules: { a: { weekday: 1, start: '09:00', end: '12:00' } },
  ...more,
});
const closed = (until: string, more = {}) => ({
  x: { kind: 'closed' as const, date: '2026-11-01', until, ...more },
});

test('a schedule that excludes itself says so while it is typed', () => {
  expect(offersNothing(hours(), TODAY)).toBeNull();
  expect(offersNothing(hours({ exceptions: closed('2027-12-31') }), TODAY)).toBe('excluded');
  expect(offersNothing(hours({ exceptions: closed('2026-12-31') }), TODAY)).toBeNull();
  const mornings = closed('2027-12-31', { start: '09:00', end: '12:00' });
  expect(offersNothing(hours({ exceptions: mornings }), TODAY)).toBe('excluded');
});

test('appointments longer than the working hours are said to be none; no hours at all are nobody’s mistake', () => {
  expect(offersNothing(hours({ slotMinutes: 240 }), TODAY)).toBe('too-short');
  expect(offersNothing(hours({ rules: {} }), TODAY)).toBeNull();
});
