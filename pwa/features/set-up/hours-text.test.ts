import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Schedule } from '#shared/domain/schedule.ts';
import { openHours } from '#shared/scheduling/opening-hours.ts';
import { hoursText, parseHours, parseWeekdays } from './hours-text.ts';
import { scheduleFaults, scheduleFormOf, scheduleFrom } from './schedule-form.ts';

describe('hours in words', () => {
  test.each([
    ['9-12:30, 13:30-17', '09:00–12:30, 13:30–17:00'],
    ['13.30 – 17h00 08:00-12', '08:00–12:00, 13:30–17:00'],
    ['08:00-12:00+12:00-16:00', '08:00–12:00, 12:00–16:00'],
    ['22:00-24:00', '22:00–24:00'],
    ['', ''],
  ])('%s is read as %s', (text, shown) => {
    const read = parseHours(text);
    expect(read.ok && hoursText(read.value)).toBe(shown);
  });

  test.each([
    ['9 to 5', 'unreadable'],
    ['9-25', 'unreadable'],
    ['9:75-10', 'unreadable'],
    ['17-9', 'backwards'],
    ['9-12, 11-13', 'overlapping'],
  ])('%s is not taken: %s', (text, error) => {
    expect(parseHours(text)).toEqual({ ok: false, error });
  });

  test('what is shown is read again alike', () => {
    const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), {
      minLength: 2,
      maxLength: 8,
    });
    fc.assert(
      fc.property(minutes, (points) => {
        const sorted = points.toSorted((a, b) => a - b);
        const spans = sorted.flatMap((from, i) =>
          i % 2 === 0 && sorted[i + 1] !== undefined ? [{ from, to: sorted[i + 1] ?? 0 }] : [],
        );
        expect(parseHours(hoursText(spans))).toEqual({ ok: true, value: spans });
      }),
    );
  });
});

test('weekdays are read in words, in figures, and over the weekend', () => {
  expect(parseWeekdays('Mon-Fri')).toEqual([1, 2, 3, 4, 5]);
  expect(parseWeekdays('sat–mon')).toEqual([1, 6, 7]);
  expect(parseWeekdays('lunes, mié 5')).toEqual([1, 3, 5]);
  expect(parseWeekdays('someday')).toBe(null);
  expect(parseWeekdays(' ')).toBe(null);
});

describe('the form of working hours', () => {
  const before: Schedule = {
    zone: 'Europe/London',
    slotMinutes: 20,
    rules: {
      a: { weekday: 1, start: '09:00', end: '12:00' },
      summer: {
        weekday: 1,
        start: '13:00',
        end: '15:00',
        validFrom: '2026-06-01',
        validTo: '2026-08-31',
      },
    },
    exceptions: { e: { kind: 'closed', date: '2026-12-25' } },
  };
  const making = { practitionerId: 'p', zone: 'Europe/London', newKey: () => 'new' };

  test('left as it is changes no rule', () => {
    expect(scheduleFrom(before, scheduleFormOf(before), making).rules).toEqual(before.rules);
  });

  test('keeps the key of a rule that stays, and rules for some weeks only', () => {
    const form = { ...scheduleFormOf(before), week: ['9-12, 13-17', '', '', '', '', '', ''] };
    expect(scheduleFrom(before, form, making).rules).toEqual({
      ...before.rules,
      new: { weekday: 1, start: '13:00', end: '17:00' },
    });
    expect(openHours(scheduleFrom(before, form, making), '2026-11-30')).toEqual([
      { from: 540, to: 720 },
      { from: 780, to: 1020 },
    ]);
  });

  test('says which day cannot be read, and slots that are none', () => {
    const form = {
      ...scheduleFormOf(undefined),
      week: ['', 'soon', '', '', '', '', ''],
      slotMinutes: '0',
    };
    expect(scheduleFaults(form)).toEqual({ slotMinutes: true, week: { 1: 'unreadable' } });
    expect(scheduleFaults(scheduleFormOf(undefined))).toEqual({ week: {} });
  });
});
