import { combineLatest, map, of } from 'rxjs';
import { byWeek, type LiveRows } from './queries.ts';
import { useLiveQuery } from './use-live-query.ts';

/** All appointments of some days that do not follow each other. */
export function useAppointmentsOnDays(days: readonly string[]): LiveRows<'appointments'> {
  const wanted = [...new Set(days)].toSorted();
  return useLiveQuery(`on ${wanted.join()}`, (r) => {
    const found = wanted.map((day) => r.collections.appointments.find({ selector: { day } }).$);
    return { $: found.length > 0 ? combineLatest(found).pipe(map((all) => all.flat())) : of([]) };
  });
}

/** All appointments of a quarter of a year, asked week by week, so that a quarter of a year holds up nothing; no first day asks nothing. */
export function useAppointmentsByWeek(
  first: string | null,
  last: string,
): LiveRows<'appointments'> {
  return useLiveQuery(first && `weeks ${first} ${last}`, (r) => byWeek(r, first ?? last, last));
}
