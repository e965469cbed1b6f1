import type { CollectionName, Contents } from '#shared/domain/collections.ts';
import { today } from '#shared/scheduling/wall-time.ts';
import { bookingsOf, type DemoDay } from './bookings.ts';
import { pastVisits } from './past-visits.ts';
import { peopleOf } from './people.ts';
import { placesOf } from './places.ts';
import { specialPeople } from './special-people.ts';
import { CLINICIANS, practitionerId, practitionerOf, scheduleId, scheduleOf } from './staff.ts';
import { staysOf } from './stays.ts';

/** One document of the demo hospital, typed by its collection. */
export type DemoDocument = {
  readonly [C in CollectionName]: {
    readonly collection: C;
    readonly id: string;
    readonly content: Contents[C];
  };
}[CollectionName];

export const DEMO_ZONE = 'Europe/London';
const SEED = 'harrowmere';

/** A small town's hospital around the day that the clock shows: the same clock and seed make the same documents. */
export function demoHospital(now: number, zone = DEMO_ZONE, seed = SEED): readonly DemoDocument[] {
  const day: DemoDay = { now, zone, seed, today: today(zone, now) };
  const town = peopleOf(day.today, seed);
  const special = specialPeople(town, day.today, seed);
  const people = [...town, ...special.all];
  const stays = staysOf(town, special, day);
  const outside = people.filter(({ id, age }) => !stays.patientIds.has(id) && age > 0);
  const bookings = bookingsOf(outside, day);
  const encounters = [...stays.encounters, ...bookings.encounters, ...pastVisits(town, day)];
  return [
    ...[...placesOf(zone), ...stays.beds].map(
      (place) => ({ collection: 'locations', ...place }) as const,
    ),
    ...CLINICIANS.map(
      (one) =>
        ({
          collection: 'practitioners',
          id: practitionerId(one.key),
          content: practitionerOf(one),
        }) as const,
    ),
    ...CLINICIANS.map(
      (one) =>
        ({
          collection: 'schedules',
          id: scheduleId(one.key),
          content: scheduleOf(one, day.today, zone),
        }) as const,
    ),
    ...people.map(({ id, content }) => ({ collection: 'patients', id, content }) as const),
    ...bookings.appointments.map((one) => ({ collection: 'appointments', ...one }) as const),
    ...encounters.map((one) => ({ collection: 'encounters', ...one }) as const),
  ];
}
