import { indexKeysOf } from '#shared/domain/collections.ts';
import { importedId } from '#shared/domain/ids.ts';
import { benchPeople } from '#e2e/bench/sync/people.ts';

/** A document as it lies on a device. */
export interface BenchDoc {
  readonly id: string;
  readonly [field: string]: unknown;
}
/** Bookings of a day. */
export const A_DAY = 100;

/** People in the order of their ids, which is not that of their names. */
export function benchPatients(count: number): readonly BenchDoc[] {
  return benchPeople(count).map(({ id, content }, n) => ({
    id,
    rev: `e1.${n}`,
    trail: [],
    unsent: 0,
    content,
    ...indexKeysOf('patients', content),
  }));
}

/** Bookings of one day after the other, in no order. */
export function benchBookings(count: number): readonly BenchDoc[] {
  const days = Math.ceil(count / A_DAY);
  return Array.from({ length: count }, (_, n) => {
    const day = dayOf((n * 7919) % days);
    return {
      id: importedId<string>('bench', 'Appointment', String(n)),
      rev: `e1.${n}`,
      trail: [],
      unsent: 0,
      day,
      patientId: importedId<string>('bench', 'Patient', String((n * 31) % 100_000)),
      content: {
        status: 'booked',
        booking: 'confirmed',
        patientId: importedId<string>('bench', 'Patient', String((n * 31) % 100_000)),
        slot: { wall: `${day}T${String(8 + (n % 9)).padStart(2, '0')}:15`, zone: 'Europe/Dublin' },
        minutes: 20,
        participants: {
          practitioner: { id: `practitioner${n % 40}` },
          room: { id: `room${n % 20}` },
        },
        reason: 'Follow-up after discharge',
      },
    };
  });
}

/** Day `n` of the bench's calendar. */
export function dayOf(n: number): string {
  return new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
}
