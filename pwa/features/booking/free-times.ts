import type { Appointment } from '#shared/domain/appointment.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { freeSlots, judgeSlot, type FreeSlot } from '#shared/scheduling/availability.ts';
import { nextFree } from '#shared/scheduling/next-free.ts';
import { intervalAt } from '#shared/scheduling/wall-time.ts';

/** A free time of one clinician. */
export interface Offer {
  readonly practitionerId: string;
  readonly slot: FreeSlot;
}
/** What is known of the clinicians in question: their hours, and what is booked. */
interface Desk {
  readonly schedules: readonly Schedule[];
  readonly booked: readonly Pick<Appointment, 'status' | 'slot'>[];
}
export interface OfferQuery extends Desk {
  /** One clinician, or '' for everybody. */
  readonly practitionerId: string;
  /** 0 takes each clinician's usual slot. */
  readonly minutes: number;
  readonly after: string;
}

/** The next free times over all clinicians in question, the earliest first. */
export function nextOffers(
  query: OfferQuery & { readonly count: number; readonly days: number },
): readonly Offer[] {
  const { minutes, after, count, days } = query;
  return desksOf(query)
    .flatMap(({ practitionerId, schedules, booked }) =>
      nextFree({ schedules, booked, minutes, after, count, days }).map((slot) => ({
        practitionerId,
        slot,
      })),
    )
    .toSorted(byStart)
    .slice(0, count);
}

/** Every free time of one day, by clinician in the order given by `schedules`. */
export function offersOn(day: string, query: OfferQuery): ReadonlyMap<string, readonly Offer[]> {
  const { minutes, after } = query;
  return new Map(
    desksOf(query).map(({ practitionerId, schedules, booked }) => {
      const free = freeSlots({ schedules, day, booked, after }).filter(
        (slot) =>
          slot.minutes >= minutes ||
          judgeSlot(intervalAt(slot.wall, minutes, slot.zone), { schedules, booked }).kind ===
            'free',
      );
      return [practitionerId, free.map((slot) => ({ practitionerId, slot }))] as const;
    }),
  );
}

interface DeskOf extends Desk {
  readonly practitionerId: string;
}

/** Hours and bookings clinician by clinician; who has no hours has no free time. */
function desksOf({ practitionerId, schedules, booked }: OfferQuery): readonly DeskOf[] {
  const wanted = schedules.filter(
    (one) => one.practitionerId && (!practitionerId || one.practitionerId === practitionerId),
  );
  const bookedOf = Map.groupBy(booked, ({ slot }): string => slot?.practitionerId ?? '');
  return [...Map.groupBy(wanted, (one): string => one.practitionerId ?? '')].map(([id, own]) => ({
    practitionerId: id,
    schedules: own,
    booked: bookedOf.get(id) ?? [],
  }));
}

function byStart(a: Offer, b: Offer): number {
  if (a.slot.start !== b.slot.start) return a.slot.start < b.slot.start ? -1 : 1;
  return a.practitionerId < b.practitionerId ? -1 : 1;
}
