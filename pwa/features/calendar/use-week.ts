import { useMemo, useRef } from 'preact/hooks';
import { instantAt } from '#shared/lib/clock.ts';
import type { Live } from '#shared/lib/live.ts';
import type { Location } from '#shared/domain/location.ts';
import { addDays, minuteOf, today, wallAt } from '#shared/scheduling/wall-time.ts';
import { useLocations, usePractitioners, useSchedules } from '#pwa/store/queries.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useAppointmentsByDay } from '#pwa/store/use-appointments-by-day.ts';
import { useManyPeople } from '#pwa/store/use-many-people.ts';
import { useNow } from '#pwa/store/use-now.ts';
import type { PeopleOf } from '#pwa/store/use-people-of.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import { dayColumns, type AppointmentRow, type Column, type Side } from './day-columns.ts';
import { daysShown, weekRows, type WeekRow } from './week-rows.ts';

/** Everything that the calendar of one week draws. */
export interface WeekView extends PeopleOf {
  readonly days: readonly string[];
  readonly today: string;
  readonly zone: string;
  readonly now: number;
  readonly nowMinute: number;
  readonly rows: readonly WeekRow[];
  /** Every cell of every row. */
  readonly columns: readonly Column[];
  readonly places: ReadonlyMap<string, Location>;
}
interface WeekWish {
  readonly monday: string;
  readonly side: Side;
  readonly clinicId: string | null;
}
const DAYS = 7;

/** Follows a week with all that stands in it. Of a change only the day that it is on is computed anew. */
export function useWeek({ monday, side, clinicId }: WeekWish): Live<WeekView> {
  const zone = useZone();
  const now = useNow().value;
  const appointments = useAppointmentsByDay({ first: monday, count: DAYS }).value;
  const practitioners = usePractitioners().value;
  const schedules = useSchedules().value;
  const locations = useLocations().value;
  const places = useMemo(
    () =>
      new Map(locations.kind === 'ready' ? locations.rows.map((row) => [row.id, row.content]) : []),
    [locations],
  );
  const minute = Math.floor(now / 300_000) * 300_000;
  const wish = { side, places, clinicId, after: instantAt(minute - 600_000) };
  const shared =
    practitioners.kind === 'ready' && schedules.kind === 'ready'
      ? { practitioners: practitioners.rows, schedules: schedules.rows, wish }
      : null;
  const columnsOf = useColumnsByDay(shared, [practitioners, schedules, places, side, clinicId]);
  const week = useMemo(() => {
    if (appointments.kind !== 'ready' || !shared) return null;
    const byDay = new Map(
      [...appointments.rows].map(([day, rows]) => [day, columnsOf(day, rows)] as const),
    );
    const of = (day: string): readonly Column[] => byDay.get(day) ?? [];
    const all = Array.from({ length: DAYS }, (_, n) => addDays(monday, n));
    const days = daysShown(all, of);
    const rows = weekRows(days, of);
    return { days, rows, columns: rows.flatMap(({ cells }) => cells) };
    // What `columnsOf` reads is named by its own keys.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [appointments, columnsOf, monday]);
  const ids = useMemo(
    () => week?.columns.flatMap(({ boxes }) => boxes.map(patientOf)) ?? [],
    [week],
  );
  const people = useManyPeople(ids);
  for (const live of [appointments, practitioners, schedules]) {
    if (live.kind !== 'ready') return live;
  }
  if (!week) return { kind: 'loading' };
  const clock = { zone, now, today: today(zone, now), nowMinute: minuteOf(wallAt(now, zone)) };
  return { kind: 'ready', rows: { ...week, ...clock, ...people, places } };
}

interface Shared {
  readonly practitioners: readonly Stored<'practitioners'>[];
  readonly schedules: readonly Stored<'schedules'>[];
  readonly wish: {
    readonly side: Side;
    readonly places: ReadonlyMap<string, Location>;
    readonly clinicId: string | null;
    readonly after: string;
  };
}
type ColumnsOf = (day: string, rows: readonly AppointmentRow[]) => readonly Column[];

/** The columns of a day, kept while its rows and everything else they are made of stay the same. */
function useColumnsByDay(shared: Shared | null, keys: readonly unknown[]): ColumnsOf {
  const kept = useRef(
    new Map<string, { rows: readonly AppointmentRow[]; columns: readonly Column[] }>(),
  );
  const latest = useRef(shared);
  latest.current = shared;
  return useMemo(() => {
    kept.current.clear();
    return (day, rows) => {
      const old = kept.current.get(day);
      if (old?.rows === rows) return old.columns;
      if (!latest.current) return [];
      const { wish, ...read } = latest.current;
      const one = { day, appointments: rows, isOneOfDays: true, isCancelledShown: false };
      const columns = dayColumns({ ...read, ...wish, ...one });
      kept.current.set(day, { rows, columns });
      return columns;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, keys);
}

function patientOf({ row }: { readonly row: AppointmentRow }): string {
  return row.content.patientId ?? '';
}
