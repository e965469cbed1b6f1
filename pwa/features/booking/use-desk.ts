import { useMemo } from 'preact/hooks';
import type { Appointment } from '#shared/domain/appointment.ts';
import type { Location } from '#shared/domain/location.ts';
import { practitionerName } from '#shared/domain/practitioner.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { visitKindsOf, type NamedVisitKind } from '#shared/domain/visit-kind.ts';
import { instantAt } from '#shared/lib/clock.ts';
import type { Live } from '#shared/lib/live.ts';
import { createFreeTimes, type FreeTimes } from '#shared/scheduling/free-times.ts';
import { addDays, today } from '#shared/scheduling/wall-time.ts';
import {
  useAppointmentsBetween,
  useLocations,
  usePractitioners,
  useSchedules,
} from '#pwa/store/queries.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useAppointmentsByWeek, useAppointmentsOnDays } from '#pwa/store/use-appointment-weeks.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { useZone } from '#pwa/store/use-zone.ts';

/** What is booked, as the slot rules read it, with the row behind it. */
export interface Booked extends Pick<Appointment, 'status' | 'slot' | 'expiresAt'> {
  readonly row: Stored<'appointments'>;
}
/** Everything that free times are computed from. */
export interface BookingDesk {
  readonly zone: string;
  readonly today: string;
  /** Now, cut to the minute: nothing that has begun is offered. */
  readonly after: string;
  readonly schedules: readonly Schedule[];
  readonly booked: readonly Booked[];
  readonly free: FreeTimes;
  readonly capacityOf: (roomId: string) => number;
  /** Clinicians who have hours, in the hospital's order. */
  readonly clinicians: readonly { readonly id: string; readonly name: string }[];
  readonly nameOf: (practitionerId: string | undefined) => string;
  readonly places: ReadonlyMap<string, Location>;
  /** What people come for, as the hospital has set it. */
  readonly kinds: readonly NamedVisitKind[];
  /** How many days ahead are looked at so far. */
  readonly days: number;
  /** True for a day whose bookings have been read. */
  readonly isKnown: (day: string) => boolean;
}
/** How far the next free times are looked for: two weeks, and where those are full a quarter of a year. */
const DAYS_AHEAD = 14;
export const DAYS_MOST = 90;

export interface DeskQuery {
  /** A day that is looked at beyond those weeks. */
  readonly day: string;
  /** The appointment that is being moved: it never stands in its own way. */
  readonly without?: string | undefined;
  readonly isFar: boolean;
  /** More days that are looked at: those of a series. */
  readonly moreDays?: readonly string[];
}

/** Follows hours and bookings: of two weeks from today, of a quarter of a year where that is needed, and of one day. */
export function useDesk({ day, without, isFar, moreDays = [] }: DeskQuery): Live<BookingDesk> {
  const zone = useZone();
  const minute = Math.floor(useNow().value / 60_000) * 60_000;
  const thisDay = today(zone, minute);
  const soon = useAppointmentsBetween(thisDay, addDays(thisDay, DAYS_AHEAD)).value;
  const later = useAppointmentsByWeek(
    isFar ? addDays(thisDay, DAYS_AHEAD + 1) : null,
    addDays(thisDay, DAYS_MOST),
  ).value;
  const days = [day || thisDay, ...moreDays];
  const far = useAppointmentsOnDays(days).value;
  const practitioners = usePractitioners().value;
  const schedules = useSchedules().value;
  const locations = useLocations().value;
  const desk = useMemo((): Live<Omit<BookingDesk, 'zone' | 'today' | 'after' | 'isKnown'>> => {
    for (const live of [soon, far, practitioners, schedules, locations]) {
      if (live.kind !== 'ready') return live;
    }
    const known = [...rowsOf(soon), ...rowsOf(later), ...rowsOf(far)];
    const rows = new Map(known.map((row) => [row.id, row]));
    if (without) rows.delete(without);
    const booked = [...rows.values()].map((row): Booked => ({ ...row.content, row }));
    return {
      kind: 'ready',
      rows: {
        ...deskOf({ booked, now: instantAt(minute) }, rowsOf(schedules), rowsOf(locations)),
        ...staffOf(rowsOf(practitioners), rowsOf(schedules)),
        days: later.kind === 'ready' && isFar ? DAYS_MOST : DAYS_AHEAD,
      },
    };
  }, [soon, later, far, practitioners, schedules, locations, without, minute, isFar]);
  if (desk.kind !== 'ready') return desk;
  const isKnown = (one: string): boolean =>
    (one >= thisDay && one <= addDays(thisDay, desk.rows.days)) || days.includes(one);
  return {
    kind: 'ready',
    rows: { ...desk.rows, zone, today: thisDay, after: instantAt(minute), isKnown },
  };
}

/** Hours, places, and what is free between them. */
function deskOf(
  { booked, now }: { readonly booked: readonly Booked[]; readonly now: string },
  hours: readonly Stored<'schedules'>[],
  locations: readonly Stored<'locations'>[],
): Pick<BookingDesk, 'schedules' | 'booked' | 'capacityOf' | 'free' | 'places' | 'kinds'> {
  const schedules = hours.map(({ content }) => content);
  const places = new Map(locations.map(({ id, content }) => [id, content] as const));
  const capacityOf = (roomId: string): number => places.get(roomId)?.capacity ?? 1;
  const free = createFreeTimes({ schedules, booked, capacityOf, now });
  return { schedules, booked, capacityOf, free, places, kinds: visitKindsOf(locations) };
}

/** Clinicians in the hospital's order: those who have hours can be booked, all have a name. */
function staffOf(
  practitioners: readonly Stored<'practitioners'>[],
  hours: readonly Stored<'schedules'>[],
): Pick<BookingDesk, 'clinicians' | 'nameOf'> {
  const people = practitioners.toSorted(
    (a, b) => (a.content.order ?? 1e6) - (b.content.order ?? 1e6),
  );
  const names = new Map(people.map(({ id, content }) => [id, practitionerName(content)]));
  const working = new Set(hours.map(({ content }): string => content.practitionerId ?? ''));
  return {
    nameOf: (id) => names.get(id ?? '') ?? '',
    clinicians: people
      .filter(({ id, content }) => content.isActive && working.has(id))
      .map(({ id }) => ({ id, name: names.get(id) ?? '' })),
  };
}

function rowsOf<S>(live: Live<readonly S[]>): readonly S[] {
  return live.kind === 'ready' ? live.rows : [];
}
