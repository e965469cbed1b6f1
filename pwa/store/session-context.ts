import { signal, type ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Person, Role } from '#shared/domain/person.ts';

/** Someone who has signed in on this device, as the lock screen shows them: a name and roles, no patient. */
export interface KnownPerson {
  readonly person: Person;
  readonly lastSignedInAt: string;
  /** Why no password of theirs opens this device without the hospital. */
  readonly needsHospital?: NeedsHospital | undefined;
}
/** The password was given to them and must be changed first; or the one that this device knew is theirs no more. */
type NeedsHospital = 'must-change' | 'password-changed';
/** Whose session the hospital has ended here, and why. */
export interface Ended {
  readonly name: string;
  readonly why: 'password-changed' | 'no-account';
}
export type Session =
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'signed-out';
      readonly known: readonly KnownPerson[];
      /** The administrator has locked this device: it opens for nobody until the hospital says otherwise. */
      readonly isDeviceLocked?: boolean;
      /** What to say to the person who finds the device closed. */
      readonly ended?: Ended | null;
      /** The last contact, where the device has been without the hospital for too long to open. */
      readonly leaseOver?: string;
    }
  | {
      readonly kind: 'signed-in';
      readonly person: Person;
      readonly device: { readonly id: string; readonly name: string };
      /** True while the hospital has not confirmed this sign-in; human routes then need the password once more. */
      readonly isOffline: boolean;
      readonly mustChangePassword: boolean;
    };

export type SignInError =
  | { readonly kind: 'wrong-password'; readonly triesLeft: number | null }
  | { readonly kind: 'too-many-tries'; readonly retryAfterSeconds: number }
  | { readonly kind: 'unknown-here' /* offline, and never signed in on this device */ }
  | { readonly kind: NeedsHospital }
  | { readonly kind: 'lease-over'; readonly lastContact: string }
  | { readonly kind: 'device-locked' }
  | {
      readonly kind: 'sealed' /* the hospital knows them; what is kept here opens for others only */;
    }
  | {
      readonly kind: 'unreachable' /* the hospital did not answer and this person is not known here */;
    }
  | { readonly kind: 'failed'; readonly cause: unknown };

/** Hands the session down; `session-keeper.ts` owns it. */
export const SessionContext = createContext<ReadonlySignal<Session>>(signal({ kind: 'unknown' }));

/** Who is signed in; follows changes. */
export function useSession(): Session {
  return useContext(SessionContext).value;
}

/** Roles of the person signed in; none while nobody is. */
export function useRoles(): readonly Role[] {
  const session = useSession();
  return session.kind === 'signed-in' ? session.person.roles : [];
}
