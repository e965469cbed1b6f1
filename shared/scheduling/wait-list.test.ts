import { expect, test } from 'vitest';
import type { Wish } from '#shared/domain/appointment.ts';
import type { PractitionerId } from '#shared/domain/ids.ts';
import { aBooking, MONDAY } from '#shared/testing/an-appointment.ts';
import { misfitsOf, rankFor, waitingInOrder } from './wait-list.ts';

const time = aBooking('t', ['a', '09:30', 30]).content.slot;
if (!time) throw new Error('broken promise: a booking has a time');
const waits = (id: string, days: number, wish: Partial<Wish> = {}) => ({
  id,
  content: {
    statusSince: new Date(Date.parse(`${MONDAY}T08:00:00Z`) - days * 86_400_000).toISOString(),
    wish: { priority: 'routine' as const, ...wish },
  },
});
const order = (rows: Parameters<typeof rankFor>[1]) =>
  rankFor(time, rows, MONDAY).map(({ row }) => row.id);

test('who is urgent comes first, then who has waited a week longer, then who fits closest', () => {
  const own = { practitionerId: 'a' as PractitionerId };
  expect(
    order([
      waits('routine, 40 days', 40),
      waits('urgent, 1 day', 1, { priority: 'urgent' }),
      waits('soon, 3 days', 3, { priority: 'soon' }),
      waits('routine, 38 days, wants Petrova', 38, own),
      waits('routine, 60 days', 60),
    ]),
  ).toEqual([
    'urgent, 1 day',
    'soon, 3 days',
    'routine, 60 days',
    'routine, 38 days, wants Petrova',
    'routine, 40 days',
  ]);
});

test('nobody is asked for a time that they cannot have, and each reason has a name', () => {
  const cases: readonly (readonly [Partial<Wish>, string])[] = [
    [{ minutes: 45 }, 'too-short'],
    [{ practitionerId: 'b' as PractitionerId }, 'other-clinician'],
    [{ clinicId: 'c' as never }, 'other-clinic'],
    [{ from: '2026-11-24' }, 'too-early'],
    [{ until: '2026-11-22' }, 'too-late'],
    [{ weekday: 2 }, 'other-weekday'],
    [{ part: 'afternoon' }, 'other-part'],
  ];
  for (const [wish, why] of cases) {
    expect(misfitsOf(time, { priority: 'routine', ...wish })).toEqual([why]);
    expect(order([waits('x', 1, wish)])).toEqual([]);
  }
  expect(
    order([
      waits('x', 1, { minutes: 30, part: 'morning', weekday: 1, from: MONDAY, until: MONDAY }),
    ]),
  ).toEqual(['x']);
});

test('somebody of whom only the name was written down waits too', () => {
  const bare = { id: 'bare', content: { statusSince: '2026-11-01T08:00:00.000Z' } };
  expect(rankFor(time, [bare], MONDAY)).toEqual([
    { row: bare, days: 22, priority: 'routine', fit: 0 },
  ]);
  expect(
    waitingInOrder([bare, waits('urgent', 0, { priority: 'urgent' })], MONDAY).map(
      ({ row }) => row.id,
    ),
  ).toEqual(['urgent', 'bare']);
});

test('an offer that came to nothing does not cost anybody their place', () => {
  const asked = {
    ...waits('asked', 0),
    content: {
      statusSince: `${MONDAY}T08:00:00.000Z`,
      wish: { priority: 'routine' as const, since: '2026-10-01T08:00:00.000Z' },
    },
  };
  expect(order([waits('later', 20), asked])).toEqual(['asked', 'later']);
});
