import type { Appointment } from '#shared/domain/appointment.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { createFreeTimes, type FreeTimes, type Offer } from '#shared/scheduling/free-times.ts';
import { intervalAt } from '#shared/scheduling/wall-time.ts';

/** What a desk knows: hours, and what is booked. */
export interface DeskData {
  readonly schedules: readonly Schedule[];
  readonly booked: readonly Pick<Appointment, 'status' | 'slot'>[];
  readonly from: string;
}
export interface BenchCases {
  /** Milliseconds of each question for a next free time, and how many times were found. Before every tenth one something was booked, and the desk is opened anew from the rows of the query. */
  ask(
    data: DeskData,
    questions: number,
  ): { readonly ms: readonly number[]; readonly found: number };
  /** The same desk with every time of so many days taken. */
  filled(data: DeskData, days: number): DeskData;
}
const DAYS = 90;
const LENGTHS = [15, 30, 45, 60];

const cases: BenchCases = {
  ask: ({ schedules, booked, from }, questions) => {
    const everybody = schedules.map(({ practitionerId }) => practitionerId ?? '');
    const ms: number[] = [];
    let found = 0;
    let free: FreeTimes | null = null;
    for (let n = 0; n < questions; n += 1) {
      const wish = {
        minutes: LENGTHS[n % LENGTHS.length] ?? 15,
        practitionerIds: everybody.slice(0, 1 + ((n * 5) % everybody.length)),
        after: new Date(Date.parse(from) + (n % 20) * 3_600_000).toISOString(),
      };
      // Every fourth asks for all of them.
      const asked = n % 4 === 0 ? { ...wish, practitionerIds: everybody } : wish;
      const began = performance.now();
      if (!free || n % 10 === 0) free = createFreeTimes({ schedules, booked, now: from });
      const offers = free.next({ ...asked, count: 6, days: DAYS });
      ms.push(performance.now() - began);
      found += offers.length;
    }
    return { ms, found };
  },
  filled: ({ schedules, from }, days) => {
    const free = createFreeTimes({ schedules, booked: [] });
    const all = free.next({ minutes: 0, after: from, count: 1_000_000, days: days + 1 });
    return { schedules, from, booked: all.map(bookedOf) };
  },
};
Object.assign(globalThis, { cases });

function bookedOf({ practitionerId, slot }: Offer): Pick<Appointment, 'status' | 'slot'> {
  const interval = intervalAt(slot.wall, slot.minutes, slot.zone);
  return { status: 'booked', slot: { ...interval, practitionerId: practitionerId as never } };
}
