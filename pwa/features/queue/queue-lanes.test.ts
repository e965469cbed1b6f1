import { expect, test } from 'vitest';
import { aBooking, MONDAY } from '#shared/testing/an-appointment.ts';
import { calledNow, queueLanes } from './queue-lanes.ts';

const at = (time: string): string => `${MONDAY}T${time}:00.000Z`;
const now = Date.parse(at('10:00'));
const arrived = (id: string, time: string, came: string, minutes = 20) =>
  aBooking(id, ['a', time, minutes], {
    status: 'arrived',
    arrivedAt: at(came),
    statusSince: at(came),
  });

test('who comes in time is called at their time, who comes late or without one after those who were there', () => {
  const [lane] = queueLanes(
    [
      arrived('early for 10:30', '10:30', '09:20'),
      arrived('late for 09:00', '09:00', '09:50'),
      arrived('in time for 09:40', '09:40', '09:35'),
      arrived('walked in 09:45', '09:45', '09:45'),
    ],
    now,
  );
  expect(lane?.waiting.map(({ id, minutes, aheadMinutes }) => [id, minutes, aheadMinutes])).toEqual(
    [
      ['in time for 09:40', 25, 0],
      ['walked in 09:45', 15, 20],
      ['late for 09:00', 10, 40],
      ['early for 10:30', 40, 60],
    ],
  );
  expect(lane?.nextMinutes).toBe(80);
});

test('whoever is in the room counts with what is left of their time', () => {
  const inside = aBooking('in', ['a', '09:40', 30], {
    status: 'checked-in',
    statusSince: at('09:50'),
  });
  const [lane] = queueLanes([inside, arrived('next', '10:00', '09:58')], now);
  expect(lane?.room.map(({ id, minutes }) => [id, minutes])).toEqual([['in', 10]]);
  expect(lane?.waiting[0]?.aheadMinutes).toBe(20);
});

test('each clinician has a queue; who is late, absent or still to come is not in it', () => {
  const lanes = queueLanes(
    [
      aBooking('late', ['a', '09:50']),
      aBooking('to come', ['a', '11:00']),
      aBooking('absent', ['b', '09:00'], { status: 'noshow' }),
      aBooking('gone', ['b', '09:30'], { status: 'cancelled' }),
    ],
    now,
  );
  expect(
    lanes.map(({ practitionerId, late, absent, expected, waiting }) => [
      practitionerId,
      late.length,
      absent.length,
      expected,
      waiting.length,
    ]),
  ).toEqual([
    ['a', 1, 0, 1, 0],
    ['b', 0, 1, 0, 0],
  ]);
});

test('the wall shows who was called in the last ten minutes, the newest first', () => {
  const called = (id: string, since: string) =>
    aBooking(id, ['a', '09:00'], { status: 'checked-in', statusSince: at(since) });
  const rows = [called('old', '09:49'), called('first', '09:52'), called('second', '09:59')];
  expect(calledNow(rows, now).map(({ id }) => id)).toEqual(['second', 'first']);
});
