import type { TrailEntry } from '#shared/domain/envelope.ts';
import type { Person } from '#shared/domain/person.ts';
import { instantAt } from '#shared/lib/clock.ts';
import type { StoredLease } from '#server/store/devices.ts';

/** How long a device may work without contact, and how long what it wrote is judged by the roles that it knew. */
const LEASE_MS = 7 * 86_400_000;

/** When a lease that begins now is over. */
export function leaseUntil(now: number): string {
  return instantAt(now + LEASE_MS);
}

/**
 * The author of an entry with every role that counts for it (S9): those that their device knew when they wrote it, because nobody
 * offline can know that one was taken, and those they have now.
 */
export function authorOf(
  person: Person,
  { n }: Pick<TrailEntry, 'n'>,
  leases: readonly StoredLease[],
  now: string,
): Person {
  const lease = leases.findLast(({ personId, afterN }) => personId === person.id && afterN < n);
  if (!lease || lease.until <= now) return person;
  return { ...person, roles: [...new Set([...person.roles, ...lease.roles])] };
}
