import { useMemo } from 'preact/hooks';
import { instantAt } from '#shared/lib/clock.ts';
import type { Live } from '#shared/lib/live.ts';
import type { Location } from '#shared/domain/location.ts';
import type { Span } from '#shared/scheduling/opening-hours.ts';
import { minuteOf, today, wallAt } from '#shared/scheduling/wall-time.ts';
import {
  useAppointmentsOn,
  useLocations,
  usePractitioners,
  useSchedules,
} from '#pwa/store/queries.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { usePeopleOf, type PeopleOf } from '#pwa/store/use-people-of.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import {
  dayColumns,
  hoursShown,
  type AppointmentRow,
  type Column,
  type Side,
} from './day-columns.ts';

/** Everything that the calendar of one day draws. */
export interface DayView extends PeopleOf {
  readonly day: string;
  readonly today: string;
  readonly zone: string;
  /** The minute of now, where the day is today; null on other days. */
  readonly nowMinute: number | null;
  readonly now: number;
  readonly columns: readonly Column[];
  readonly hours: Span;
  readonly rows: readonly AppointmentRow[];
  readonly places: ReadonlyMap<string, Location>;
}

interface DayWish {
  readonly day: string | null;
  readonly side: Side;
  readonly clinicId: string | null;
  readonly isCancelledShown: boolean;
}

/** Follows a day (today where none is named) with all that stands on it. */
export function useDay({ day: wished, side, clinicId, isCancelledShown }: DayWish): Live<DayView> {
  const zone = useZone();
  const now = useNow().value;
  const thisDay = today(zone, now);
  const day = wished ?? thisDay;
  const appointments = useAppointmentsOn(day).value;
  const practitioners = usePractitioners().value;
  const schedules = useSchedules().value;
  const locations = useLocations().value;
  const rows = appointments.kind === 'ready' ? appointments.rows : NOTHING;
  const ids = useMemo(() => rows.flatMap(({ content }) => content.patientId ?? []), [rows]);
  const { people, arePeopleRead } = usePeopleOf(ids);
  const places = useMemo(
    () =>
      new Map(locations.kind === 'ready' ? locations.rows.map((row) => [row.id, row.content]) : []),
    [locations],
  );
  // A free time stays on offer for some minutes after it began: the walk-in stands at the desk already.
  const minute = Math.floor(now / 300_000) * 300_000;
  const columns = useMemo(
    () =>
      practitioners.kind === 'ready' && schedules.kind === 'ready'
        ? dayColumns({
            day,
            side,
            practitioners: practitioners.rows,
            places,
            schedules: schedules.rows,
            appointments: rows,
            clinicId,
            isCancelledShown,
            after: instantAt(minute - 600_000),
          })
        : [],
    [day, side, practitioners, places, schedules, rows, clinicId, isCancelledShown, minute],
  );
  const hours = useMemo(() => hoursShown(columns, day), [columns, day]);
  for (const live of [appointments, practitioners, schedules]) {
    if (live.kind !== 'ready') return live;
  }
  const nowMinute = day === thisDay ? minuteOf(wallAt(now, zone)) : null;
  const shared = { day, today: thisDay, zone, nowMinute, now, columns, hours, rows };
  return { kind: 'ready', rows: { ...shared, people, arePeopleRead, places } };
}

const NOTHING: readonly AppointmentRow[] = [];
