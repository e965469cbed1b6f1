import type { Person } from '#shared/domain/person.ts';
import { instantAt } from '#shared/lib/clock.ts';
import type { SignInAnswer } from '#shared/sync/accounts.ts';
import type { SessionAnswer } from '#shared/sync/session.ts';
import type { KnownPerson, Session } from './session-context.ts';

/** What this device remembers of who may open it and who has, over reload and restart. */
export interface Kept {
  readonly device: SignInAnswer['device'] | null;
  readonly known: readonly KnownPerson[];
  /** Who is signed in now; survives reload and restart of the browser. */
  readonly current: string | null;
  readonly isOffline: boolean;
  /** Until when it opens without the hospital, by this device's own clock. */
  readonly leaseUntil: string | null;
  /** The latest time seen here since the hospital answered: a clock that is set back gains nothing. */
  readonly seenAt?: string | null;
  readonly lastContact?: string | null;
  /** Whose session cookie is still in this browser though they have locked it: the hospital has to be told. */
  readonly owed?: string | null;
  /** True from the hospital's word that this device is locked until it answers it again. */
  readonly isDeviceLocked?: boolean;
}
/** What the hospital says of this device's people whenever it answers. */
export type Renewal = Pick<SessionAnswer, 'people' | 'leaseUntil' | 'serverTime'>;

export const NOTHING: Kept = {
  device: null,
  known: [],
  current: null,
  isOffline: false,
  leaseUntil: null,
};
const KNOWN_MOST = 40;
/** A sign-in at the hospital is a contact; the session that follows within seconds brings the lease itself. */
const DOOR_LEASE_MS = 86_400_000;

/** Nobody is signed in any more; whose cookie stays until the hospital hears of it. */
export function locked(kept: Kept): Kept {
  return { ...kept, current: null, owed: kept.owed ?? kept.current };
}

/** The administrator has locked this device: it opens for nobody until the hospital answers it again. */
export function deviceLocked(kept: Kept): Kept {
  return { ...locked(kept), isDeviceLocked: true };
}

/** The hospital has let this person in at `now`. */
export function letIn(kept: Kept, answer: SignInAnswer, now: number): Kept {
  const { person, device, mustChangePassword } = answer;
  const at = instantAt(now);
  const needsHospital = mustChangePassword ? ('must-change' as const) : undefined;
  const entry = { person, lastSignedInAt: at, needsHospital };
  const others = kept.known.filter((one) => one.person.id !== person.id);
  const soon = instantAt(now + DOOR_LEASE_MS);
  const isEnough = kept.leaseUntil !== null && kept.leaseUntil > soon;
  return {
    ...kept,
    known: [entry, ...others].slice(0, KNOWN_MOST),
    device,
    current: person.id,
    isOffline: false,
    leaseUntil: isEnough ? kept.leaseUntil : soon,
    seenAt: at,
    lastContact: at,
    owed: null,
    isDeviceLocked: false,
  };
}

/** This person has a password of their own now. */
export function withOwnPassword(kept: Kept, personId: string): Kept {
  const known = kept.known.map((one) =>
    one.person.id === personId ? { ...one, needsHospital: undefined } : one,
  );
  return { ...kept, known };
}

/** The lease runs by this device's clock, which may be wrong, for as long as the hospital gave. */
export function renewed(
  kept: Kept,
  { people, leaseUntil, serverTime }: Renewal,
  now: number,
): Kept {
  const byId = new Map<string, Person>(people.map((person) => [person.id, person]));
  const known = kept.known.flatMap((entry) => {
    const person = byId.get(entry.person.id);
    return person?.isActive ? [{ ...entry, person }] : [];
  });
  const isStillHere = known.some(({ person }) => person.id === kept.current);
  const length = Date.parse(leaseUntil) - Date.parse(serverTime);
  return {
    ...kept,
    known,
    current: isStillHere ? kept.current : null,
    leaseUntil: instantAt(now + length),
    seenAt: instantAt(now),
    lastContact: instantAt(now),
    isDeviceLocked: false,
  };
}

/** The device has seen this time. */
export function seen(kept: Kept, now: number): Kept {
  const at = instantAt(now);
  return kept.seenAt && kept.seenAt >= at ? kept : { ...kept, seenAt: at };
}

/** True once the device has not heard the hospital for a lease, by the later of the clock and what was seen on it. */
export function isLeaseOver({ leaseUntil, seenAt }: Kept, now: number): boolean {
  if (!leaseUntil) return false;
  const at = instantAt(now);
  return leaseUntil < (seenAt && seenAt > at ? seenAt : at);
}

/** Who is signed in by what is kept. */
export function sessionOf(kept: Kept, now: number): Session {
  const current = kept.known.find(({ person }) => person.id === kept.current);
  const isOver = isLeaseOver(kept, now);
  if (!current || !kept.device || isOver || kept.isDeviceLocked) {
    const leaseOver = isOver ? (kept.lastContact ?? kept.leaseUntil) : null;
    const isDeviceLocked = kept.isDeviceLocked ?? false;
    const { known } = kept;
    return { kind: 'signed-out', known, isDeviceLocked, ...(leaseOver ? { leaseOver } : {}) };
  }
  return {
    kind: 'signed-in',
    person: current.person,
    device: kept.device,
    isOffline: kept.isOffline,
    mustChangePassword: current.needsHospital === 'must-change',
  };
}
