import { instantAt } from '#shared/lib/clock.ts';
import type { SignInAnswer } from '#shared/sync/accounts.ts';
import type { SessionAnswer } from '#shared/sync/session.ts';
import type { Ended, KnownPerson, Session } from './session-context.ts';

/** Somebody known here, with what only the keeper needs. */
interface KnownEntry extends KnownPerson {
  /** The hospital's stamp of the password that they came in with. */
  readonly passwordStamp?: string | undefined;
  /** When they sent a new password of their own whose stamp has not come back yet. */
  readonly changingAt?: string | undefined;
}
/** What this device remembers of who may open it and who has, over reload and restart. */
export interface Kept {
  readonly device: SignInAnswer['device'] | null;
  readonly known: readonly KnownEntry[];
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
  /** Who was signed in when the hospital cut the device off: they are told why once it says so. */
  readonly cut?: string | null;
  readonly ended?: Ended | null;
  /** True from the hospital's word that this device is locked until it answers it again. */
  readonly isDeviceLocked?: boolean;
}
/** What the hospital says of this device's people whenever it answers. */
export type Renewal = Pick<
  SessionAnswer,
  'people' | 'passwordStamps' | 'leaseUntil' | 'serverTime'
> &
  Partial<Pick<SessionAnswer, 'device'>>;

export const NOTHING: Kept = {
  device: null,
  known: [],
  current: null,
  isOffline: false,
  leaseUntil: null,
};
const KNOWN_MOST = 40;
/** Longer than a request waits for its answer. */
const CHANGING_MS = 30_000;
/** A sign-in at the hospital is a contact; the session that follows within seconds brings the lease itself. */
const DOOR_LEASE_MS = 86_400_000;

/** Nobody is signed in any more; whose cookie stays until the hospital hears of it. */
export function locked(kept: Kept): Kept {
  return { ...kept, current: null, owed: kept.owed ?? kept.current };
}

/** The administrator has locked this device: it opens for nobody until the hospital answers it again. */
export function deviceLocked(kept: Kept): Kept {
  return { ...locked(kept), isDeviceLocked: true, cut: kept.current ?? kept.cut ?? null };
}

/** The hospital has let this person in at `now`. */
export function letIn(kept: Kept, answer: SignInAnswer, now: number): Kept {
  const { person, device, mustChangePassword, passwordStamp } = answer;
  const at = instantAt(now);
  const needsHospital = mustChangePassword ? ('must-change' as const) : undefined;
  const entry = { person, lastSignedInAt: at, needsHospital, passwordStamp };
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
    cut: null,
    ended: null,
    isDeviceLocked: false,
  };
}

/** This person has sent a new password at `now`: until its stamp comes back, another stamp says nothing. */
export function changing(kept: Kept, personId: string, now: number): Kept {
  return withEntry(kept, personId, { changingAt: instantAt(now) });
}

/** The new password was not taken, or nobody knows. */
export function notChanged(kept: Kept, personId: string): Kept {
  return withEntry(kept, personId, { changingAt: undefined });
}

/** This person has a password of their own now, with this stamp. */
export function withOwnPassword(kept: Kept, personId: string, passwordStamp: string): Kept {
  const own = { passwordStamp, changingAt: undefined, needsHospital: undefined };
  return withEntry(kept, personId, own);
}

function withEntry(kept: Kept, personId: string, fields: Partial<KnownEntry>): Kept {
  const known = kept.known.map((one) => (one.person.id === personId ? { ...one, ...fields } : one));
  return { ...kept, known };
}

/** The lease runs by this device's clock, which may be wrong, for as long as the hospital gave. Whoever lost their way in is shown out. */
export function renewed(kept: Kept, renewal: Renewal, now: number): Kept {
  const { leaseUntil, serverTime, device } = renewal;
  const known = kept.known.flatMap((entry) => renewedEntry(entry, renewal, now));
  const length = Date.parse(leaseUntil) - Date.parse(serverTime);
  const after: Kept = {
    ...kept,
    known,
    // A copy of another device is given an identity of its own (S12).
    device: device ?? kept.device,
    leaseUntil: instantAt(now + length),
    seenAt: instantAt(now),
    lastContact: instantAt(now),
    isDeviceLocked: false,
  };
  const ended = endedFor(kept, after);
  return { ...after, ended, cut: null, current: ended ? null : kept.current };
}

/** One person as the hospital knows them now; nobody where it names them no more. */
function renewedEntry(
  entry: KnownEntry,
  { people, passwordStamps }: Renewal,
  now: number,
): readonly KnownEntry[] {
  const person = people.find(({ id }) => id === entry.person.id);
  if (!person?.isActive) return [];
  const stamp = passwordStamps?.[person.id];
  const changingMs = entry.changingAt ? Math.abs(now - Date.parse(entry.changingAt)) : Infinity;
  const isOld = stamp !== undefined && stamp !== entry.passwordStamp && changingMs > CHANGING_MS;
  return [{ ...entry, person, ...(isOld ? { needsHospital: 'password-changed' as const } : {}) }];
}

/** Why whoever had the device open has it no more; what was said before stands until somebody comes in. */
function endedFor(before: Kept, after: Kept): Ended | null {
  const who = before.current ?? before.cut;
  const was = before.known.find(({ person }) => person.id === who);
  if (!was) return before.ended ?? null;
  const now = after.known.find(({ person }) => person.id === who);
  const { name } = was.person;
  if (!now) return { name, why: 'no-account' };
  return now.needsHospital === 'password-changed' ? { name, why: 'password-changed' } : null;
}

/** Whose password must not open this device any more. */
export function lostIn(before: Kept, after: Kept): readonly string[] {
  const open = after.known.filter(({ needsHospital }) => needsHospital === undefined);
  const stay = new Set(open.map(({ person }) => person.id));
  return before.known.map(({ person }) => person.id).filter((id) => !stay.has(id));
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

/** True while somebody is signed in who works here, and does not only choose a password of their own. */
export function isAtWork({ known, current }: Kept): boolean {
  const entry = known.find(({ person }) => person.id === current);
  return entry !== undefined && entry.needsHospital !== 'must-change';
}

/** Who is signed in by what is kept. */
export function sessionOf(kept: Kept, now: number): Session {
  const current = kept.known.find(({ person }) => person.id === kept.current);
  const isOver = isLeaseOver(kept, now);
  if (!current || !kept.device || isOver || kept.isDeviceLocked) {
    const leaseOver = isOver ? (kept.lastContact ?? kept.leaseUntil) : null;
    const isDeviceLocked = kept.isDeviceLocked ?? false;
    const { known } = kept;
    const ended = kept.ended ?? null;
    return {
      kind: 'signed-out',
      known,
      isDeviceLocked,
      ended,
      ...(leaseOver ? { leaseOver } : {}),
    };
  }
  return {
    kind: 'signed-in',
    person: current.person,
    device: kept.device,
    isOffline: kept.isOffline,
    mustChangePassword: current.needsHospital === 'must-change',
  };
}
