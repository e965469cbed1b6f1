import type { ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { combineLatest, map, of } from 'rxjs';
import { dayBefore } from '#shared/domain/calendar-day.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Live } from '#shared/lib/live.ts';
import { FIRST_PEOPLE } from './first-people.ts';
import type { Replica } from './replica.ts';
import { useReplicaState } from './replica-context.ts';
import type { Stored } from './rx-schema.ts';
import { useLiveQuery } from './use-live-query.ts';

export type LiveRows<C extends CollectionName> = ReadonlySignal<Live<readonly Stored<C>[]>>;

/** One patient by id: zero or one row. */
export function usePatient(id: string | null): LiveRows<'patients'> {
  return useLiveQuery(id && `patient ${id}`, (r) => r.collections.patients.findOne(id ?? ''));
}

/** Several patients by id, in no order. */
export function usePatients(ids: readonly string[]): LiveRows<'patients'> {
  const wanted = [...new Set(ids)].toSorted();
  return useLiveQuery(`patients ${wanted.join()}`, (r) =>
    r.collections.patients.find({ selector: { id: { $in: wanted } } }),
  );
}

/** The first `limit` patients by name from a name key on: key-set paging, never `skip`. */
export function usePatientsByName(limit: number, from = ''): LiveRows<'patients'> {
  const early = useFirstPeople(limit, from);
  return useLiveQuery(
    `by name ${from} ${limit}`,
    (r) =>
      r.collections.patients.find({
        selector: { nameKey: { $gte: from } },
        sort: [{ nameKey: 'asc' }, { id: 'asc' }],
        limit,
      }),
    early,
  );
}

/** What can be shown of the list before the replica is open: its first page, if enough of it was read. */
function useFirstPeople(limit: number, from: string): readonly Stored<'patients'>[] | null {
  const state = useReplicaState().value;
  const people = state.kind === 'opening' ? state.firstPeople : null;
  return useMemo(
    () => (from === '' && people?.length && limit <= FIRST_PEOPLE ? people.slice(0, limit) : null),
    [people, limit, from],
  );
}

/** All appointments of one calendar day (`YYYY-MM-DD`, wall time of the place). */
export function useAppointmentsOn(day: string | null): LiveRows<'appointments'> {
  return useLiveQuery(day && `day ${day}`, (r) =>
    r.collections.appointments.find({ selector: { day: day ?? '' } }),
  );
}

/** All appointments from one day to another, both included. */
export function useAppointmentsBetween(first: string, last: string): LiveRows<'appointments'> {
  return useLiveQuery(`days ${first} ${last}`, (r) =>
    r.collections.appointments.find({ selector: { day: { $gte: first, $lte: last } } }),
  );
}

/** Appointments that lost their time, from one day to another, both included: asked week by week, so that half a year holds up nothing. */
export function useClashesBetween(first: string, last: string): LiveRows<'appointments'> {
  return useLiveQuery(`clashes ${first} ${last}`, (r) =>
    byWeek(r, first, last, { 'content.booking': 'clash' }),
  );
}

/** Appointments of a span of days, asked week by week. */
export function byWeek(r: Replica, first: string, last: string, more: object = {}) {
  const weeks = [];
  for (let from = first; from <= last; from = dayBefore(from, -7)) {
    const [to] = [dayBefore(from, -6), last].toSorted();
    const selector = { day: { $gte: from, $lte: to }, ...more };
    weeks.push(r.collections.appointments.find({ selector: selector as never }).$);
  }
  return { $: combineLatest(weeks).pipe(map((found) => found.flat())) };
}

/** One appointment by id: zero or one row. */
export function useAppointment(id: string | null): LiveRows<'appointments'> {
  return useLiveQuery(id && `appointment ${id}`, (r) =>
    r.collections.appointments.findOne(id ?? ''),
  );
}

/** A patient's appointments that this device holds. */
export function useAppointmentsOf(patientId: string | null): LiveRows<'appointments'> {
  return useLiveQuery(patientId && `appointments of ${patientId}`, (r) =>
    r.collections.appointments.find({ selector: { patientId: patientId ?? '' } }),
  );
}

/** A patient's encounters that this device holds. */
export function useEncountersOf(patientId: string | null): LiveRows<'encounters'> {
  return useLiveQuery(patientId && `encounters of ${patientId}`, (r) =>
    r.collections.encounters.find({ selector: { patientId: patientId ?? '' } }),
  );
}

/** Encounters whose last stay is in one of the wards and that are open or ended after the instant. One indexed query per ward. */
export function useBedEncounters(
  wardIds: readonly string[] | null,
  endedAfter: string,
): LiveRows<'encounters'> {
  return useLiveQuery(wardIds && `beds ${wardIds.join()} ${endedAfter}`, (r) => {
    const inWard = (wardIds ?? []).map(
      (wardId) =>
        r.collections.encounters.find({ selector: { wardId, endKey: { $gte: endedAfter } } }).$,
    );
    return {
      $: inWard.length > 0 ? combineLatest(inWard).pipe(map((found) => found.flat())) : of([]),
    };
  });
}

/** Every place of the hospital. */
export function useLocations(): LiveRows<'locations'> {
  return useLiveQuery('locations', (r) => r.collections.locations.find());
}

/** Every clinician. */
export function usePractitioners(): LiveRows<'practitioners'> {
  return useLiveQuery('practitioners', (r) => r.collections.practitioners.find());
}

/** All working hours. */
export function useSchedules(): LiveRows<'schedules'> {
  return useLiveQuery('schedules', (r) => r.collections.schedules.find());
}

/** All that was decided about pairs of records, as far as this device holds it. */
export function usePairs(): LiveRows<'pairs'> {
  return useLiveQuery('pairs', (r) => r.collections.pairs.find());
}

/** All disputes on this device, open and settled. */
export function useDisputes(): LiveRows<'disputes'> {
  return useLiveQuery('disputes', (r) => r.collections.disputes.find());
}
