import { expect, test } from 'vitest';
import type { LocationId, PractitionerId } from '#shared/domain/ids.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { createFreeTimes } from '#shared/scheduling/free-times.ts';
import { addDays } from '#shared/scheduling/wall-time.ts';
import { aBooking, MONDAY, ZONE } from '#shared/testing/an-appointment.ts';
import { EMPTY, type BookingDraft } from './booking-draft.ts';
import {
  appointmentsOf,
  daysAround,
  missingInSeries,
  planSeries,
  wallsOf,
  WEEKLY,
  type Answers,
} from './series-plan.ts';
import type { Booked, BookingDesk } from './use-desk.ts';

const [WHO, OTHER] = ['a', 'b'] as const;
const hours = (who: string, start: string, end: string): Schedule => ({
  practitionerId: who as PractitionerId,
  roomId: `room ${who}` as LocationId,
  zone: ZONE,
  slotMinutes: 30,
  rules: { m: { weekday: 1, start, end }, t: { weekday: 2, start, end } },
});
const taken = (week: number, ...times: readonly string[]): readonly Booked[] =>
  times.map((time, n) => {
    const row = aBooking(`${week} ${n}`, [WHO, time]);
    const day = addDays(MONDAY, week * 7);
    const { slot } = row.content;
    if (!slot) throw new Error('broken promise: it has a time');
    const moved = {
      ...slot,
      wall: `${day}T${time}`,
      start: slot.start.replace(MONDAY, day),
      end: slot.end.replace(MONDAY, day),
    };
    return { ...row.content, slot: moved, row: row as Booked['row'] };
  });
const deskWith = (booked: readonly Booked[]): BookingDesk => {
  const schedules = [hours(WHO, '09:00', '11:00'), hours(OTHER, '09:00', '10:00')];
  const free = createFreeTimes({ schedules, booked });
  return {
    zone: ZONE,
    today: MONDAY,
    after: '',
    schedules,
    booked,
    free,
    capacityOf: () => 1,
    clinicians: [],
    nameOf: () => '',
    places: new Map(),
    kinds: [],
    days: 14,
    isKnown: (day) => day < addDays(MONDAY, 30),
  };
};
const draft: BookingDraft = {
  ...EMPTY,
  patientId: 'p',
  minutes: 30,
  chosen: { wall: `${MONDAY}T09:30`, practitionerId: WHO, roomId: 'room a' as LocationId },
};
const walls = [0, 1, 2, 3].map((week) => `${addDays(MONDAY, week * 7)}T09:30`);
const desk = deskWith([...taken(1, '09:30'), ...taken(2, '09:00', '09:30', '10:00', '10:30')]);
const plan = (answers: Answers = {}) => planSeries({ draft, walls, answers, desk });

test('each date says whether it is free, and offers the nearest other times where it is not', () => {
  expect(
    plan().map(({ time, isOpen, others }) => [
      time.verdict.kind,
      isOpen,
      others.map(({ practitionerId, slot }) => `${practitionerId} ${slot.wall.slice(11)}`),
    ]),
  ).toEqual([
    ['free', false, []],
    ['taken', true, ['a 09:00', 'a 10:00', 'a 10:30']],
    // Full with the same clinician: a colleague on the same day.
    ['taken', true, ['b 09:30', 'b 09:00']],
    ['free', false, []],
  ]);
});

test('a date with nothing on its day is looked for on the days after it', () => {
  const full = { ...draft, practitionerId: '', among: [WHO] };
  const open = planSeries({ draft: full, walls, answers: {}, desk });
  expect(open[2]?.others.map(({ slot }) => slot.wall)).toEqual([
    '2026-12-08T09:00',
    '2026-12-08T09:30',
    '2026-12-08T10:00',
  ]);
  const unknown = planSeries({
    draft: full,
    walls,
    answers: {},
    desk: { ...desk, isKnown: () => false },
  });
  expect(unknown[2]?.others).toEqual([]);
  expect(daysAround(walls, unknown)).toContain('2026-12-08');
});

test('nothing is booked before every date is answered, and nobody twice without a reason', () => {
  expect(missingInSeries(plan(), '')).toEqual({ kind: 'open', n: 2 });
  const [, second = '', third = ''] = walls;
  const other = { wall: second.replace('09:30', '10:00'), practitionerId: WHO };
  const answered = plan({
    [second]: { kind: 'other', chosen: other },
    [third]: { kind: 'anyway' },
  });
  expect(missingInSeries(answered, ' ')).toEqual({ kind: 'reason' });
  expect(missingInSeries(answered, 'agreed')).toBeNull();
  const made = appointmentsOf(answered, draft, { seriesId: 's', at: 'now', reason: 'agreed' });
  expect(
    made.map(({ slot, seriesWall, overbookingReason }) => [
      slot?.wall.slice(5),
      seriesWall?.slice(5),
      overbookingReason,
    ]),
  ).toEqual([
    ['11-23T09:30', '11-23T09:30', undefined],
    ['11-30T10:00', '11-30T09:30', undefined],
    ['12-07T09:30', '12-07T09:30', 'agreed'],
    ['12-14T09:30', '12-14T09:30', undefined],
  ]);
});

test('what is left out is not booked, and a series of nothing is none', () => {
  const out = Object.fromEntries(walls.map((wall) => [wall, { kind: 'left-out' as const }]));
  expect(missingInSeries(plan(out), '')).toEqual({ kind: 'none' });
  expect(appointmentsOf(plan(out), draft, { seriesId: 's', at: '', reason: '' })).toEqual([]);
});

test('a form without an end, or with words for figures, is no series', () => {
  const why = (form: Partial<typeof WEEKLY>) => {
    const made = wallsOf(walls[0] ?? '', { ...WEEKLY, ...form });
    return made.ok ? made.value.length : made.error.kind;
  };
  expect(why({})).toBe(6);
  expect(why({ times: '' })).toBe('no-end');
  expect(why({ ends: 'until', until: '' })).toBe('no-end');
  expect(why({ every: 'two' })).toBe('bad-step');
  expect(why({ times: '1000' })).toBe('too-many');
});
