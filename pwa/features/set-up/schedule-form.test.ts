import { expect, test } from 'vitest';
import type { Schedule } from '#shared/domain/schedule.ts';
import { offersNothing, scheduleFaults, scheduleFormOf, scheduleFrom } from './schedule-form.ts';

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

test('the minutes kept free around an appointment come into the form and out of it; none is no entry', () => {
  const making = { practitionerId: 'p', zone: 'Europe/Dublin', newKey: () => 'k' };
  const before = hours({ bufferMinutes: 10 });
  const form = scheduleFormOf(before);
  expect(form.bufferMinutes).toBe('10');
  expect(scheduleFormOf(undefined).bufferMinutes).toBe('0');
  const after = (bufferMinutes: string): Schedule =>
    scheduleFrom(before, { ...form, bufferMinutes }, making);
  expect(after('15').bufferMinutes).toBe(15);
  expect(after('0')).not.toHaveProperty('bufferMinutes');
});

test('minutes kept free that are no whole number of them, or more than two hours, are refused', () => {
  const faults = (bufferMinutes: string) =>
    scheduleFaults({ ...scheduleFormOf(hours()), bufferMinutes }).bufferMinutes;
  expect(['0', '120'].map(faults)).toEqual([undefined, undefined]);
  expect(['', '-5', '2.5', '121', 'ten'].map(faults)).toEqual([true, true, true, true, true]);
});
