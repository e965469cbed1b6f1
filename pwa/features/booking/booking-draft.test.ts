import { expect, test } from 'vitest';
import type { LocationId, PractitionerId } from '#shared/domain/ids.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import type { NamedVisitKind } from '#shared/domain/visit-kind.ts';
import { aBooking, MONDAY, ZONE } from '#shared/testing/an-appointment.ts';
import { chosenTime, EMPTY, missingIn, seedOf, wishIn } from './booking-draft.ts';

const WHO = '0192f0c1-1111-7000-8000-000000000001';
const hours: Schedule = {
  practitionerId: WHO as PractitionerId,
  roomId: 'room 4' as LocationId,
  clinicId: 'clinic' as LocationId,
  zone: ZONE,
  slotMinutes: 30,
  rules: { a: { weekday: 1, start: '09:00', end: '11:00' } },
};
const desk = { schedules: [hours], booked: [aBooking('1', [WHO, '10:00']).content], zone: ZONE };
const choose = (wall: string, minutes = 0) =>
  chosenTime({ chosen: { wall, practitionerId: WHO }, minutes }, desk);

test('an address gives a person, a clinician and a time, and nothing that is none', () => {
  expect(
    seedOf({ patient: WHO, practitioner: WHO, wall: `${MONDAY}T09:30`, minutes: '45' }),
  ).toMatchObject({
    patientId: WHO,
    practitionerId: WHO,
    chosen: { wall: `${MONDAY}T09:30`, practitionerId: WHO },
    day: MONDAY,
    minutes: 45,
  });
  const odd = { patient: 'Grace', practitioner: WHO, wall: '2026-02-30T09:30', minutes: '-5' };
  expect(seedOf(odd)).toEqual({
    practitionerId: WHO,
    from: `Grace ${WHO} 2026-02-30T09:30 -5`,
  });
  expect(seedOf({ practitioner: WHO, wall: `${MONDAY}T24:30` })).not.toHaveProperty('chosen');
});

test('a chosen time takes length, room and clinic from the hours of the clinician', () => {
  expect(choose(`${MONDAY}T09:00`)).toEqual({
    slot: {
      wall: `${MONDAY}T09:00`,
      zone: ZONE,
      start: `${MONDAY}T09:00:00.000Z`,
      end: `${MONDAY}T09:30:00.000Z`,
      practitionerId: WHO,
      roomId: 'room 4',
      clinicId: 'clinic',
    },
    verdict: { kind: 'free' },
  });
});

test('a taken time and one outside the hours say so, and need a reason', () => {
  const taken = choose(`${MONDAY}T09:45`);
  expect(taken?.verdict.kind).toBe('taken');
  expect(choose(`${MONDAY}T12:00`)?.verdict.kind).toBe('outside-hours');
  const draft = { patientId: 'p', overbookingReason: '' };
  expect(missingIn(draft, taken)).toBe('reason');
  expect(missingIn({ ...draft, overbookingReason: ' urgent ' }, taken)).toBeNull();
});

test('who and when are asked for in this order', () => {
  const time = choose(`${MONDAY}T09:00`);
  expect(missingIn({ patientId: '', overbookingReason: '' }, time)).toBe('person');
  expect(missingIn({ patientId: 'p', overbookingReason: '' }, null)).toBe('time');
  expect(missingIn({ patientId: 'p', overbookingReason: '' }, time)).toBeNull();
});

test('a time that the clock leaps over is booked as the time that is really meant', () => {
  const spring = choose('2027-03-28T01:30');
  expect(spring?.slot).toMatchObject({
    wall: '2027-03-28T02:30',
    start: '2027-03-28T01:30:00.000Z',
  });
});

const scan = {
  id: 'scan',
  name: 'Ultrasound',
  minutes: 20,
  bufferMinutes: 5,
  isActive: true,
  rooms: { ['room 8' as LocationId]: true },
  equipment: { ['scanner' as LocationId]: true },
  practitioners: { [WHO as PractitionerId]: true },
} as const satisfies NamedVisitKind;

test('a kind of visit brings its room, its equipment and what is kept free around it', () => {
  const draft = { ...EMPTY, visitKindId: 'scan', minutes: 20 };
  const chosen = { wall: `${MONDAY}T09:00`, practitionerId: WHO };
  const time = chosenTime({ ...draft, chosen }, { ...desk, kinds: [scan] });
  expect(time?.slot).toMatchObject({
    roomId: 'room 8',
    equipment: { scanner: true },
    bufferMinutes: 5,
  });
  const other = chosenTime(
    { ...draft, chosen: { ...chosen, roomId: 'room 9' as LocationId } },
    { ...desk, kinds: [scan] },
  );
  expect(other?.slot.roomId).toBe('room 9');
});

test('a wish is for one clinician, for some of them, or for those who do this kind of visit', () => {
  const wish = (change: Partial<typeof EMPTY>) =>
    wishIn({ ...EMPTY, ...change }, { kinds: [scan], after: 'now' });
  expect(wish({})).toEqual({ minutes: 0, after: 'now' });
  expect(wish({ among: ['x', WHO] }).practitionerIds).toEqual(['x', WHO]);
  expect(wish({ visitKindId: 'scan' })).toMatchObject({ minutes: 20, practitionerIds: [WHO] });
  expect(wish({ visitKindId: 'scan', among: ['x', WHO] }).practitionerIds).toEqual([WHO]);
  expect(wish({ visitKindId: 'scan', practitionerId: 'x' }).practitionerIds).toEqual(['x']);
});
