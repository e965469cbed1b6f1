import type { CollectionName } from './collections.ts';
import type { Role } from './person.ts';

/** Which roles may write into which collection; '*' is every path of its content, else a list of first keys. */
type Right = '*' | readonly string[];

const WRITES: Readonly<Record<Role, Partial<Readonly<Record<CollectionName, Right>>>>> = {
  nurse: {
    patients: '*',
    encounters: '*',
    appointments: ['status', 'statusSince', 'arrivedAt', 'seenAt', 'comment', 'encounterId'],
    locations: ['cleanedAt', 'status', 'closedReason', 'closedUntil'],
    disputes: ['decision', 'status'],
  },
  reception: {
    patients: '*',
    appointments: '*',
    encounters: '*',
    disputes: ['decision', 'status'],
  },
  doctor: { patients: '*', appointments: '*', encounters: '*', disputes: ['decision', 'status'] },
  records: {
    patients: '*',
    appointments: '*',
    encounters: '*',
    disputes: ['decision', 'status'],
    pairs: ['one', 'other', 'decision'],
  },
  admin: {
    locations: '*',
    practitioners: '*',
    schedules: '*',
    disputes: ['decision', 'status'],
  },
};

const RECORDS: readonly CollectionName[] = ['patients', 'appointments', 'encounters'];

/** True if one of the roles works with people's records. Where none does, nothing of them is held: neither record, visit, booking nor a dispute about one (S19). */
export function worksWithRecords(roles: readonly Role[]): boolean {
  return roles.some((role) => RECORDS.some((collection) => WRITES[role][collection] !== undefined));
}

/** True if one of the roles may write at the pointer. Judged at the door of the server and before a screen offers it. */
export function mayWrite(
  roles: readonly Role[],
  collection: CollectionName,
  path: string,
): boolean {
  const first = path.split('/')[1] ?? '';
  return roles.some((role) => {
    const right = WRITES[role][collection];
    return right === '*' || right?.includes(first) === true;
  });
}
