import type { Person, Role } from '#shared/domain/person.ts';
import type { Facility } from './session.ts';

/** `POST /api/v1/sign-in` and `GET /api/v1/me`. */
export interface SignInAnswer {
  readonly person: Person;
  readonly mustChangePassword: boolean;
  /** Another one with every new password, and tells nothing of it; only after a sign-in. */
  readonly passwordStamp?: string;
  readonly device: { readonly id: string; readonly name: string };
  /** The hospital's share of the key of this device's store; only after a sign-in with a password of one's own. */
  readonly storeShare?: string;
}

/** `POST /api/v1/password`: the stamp of the new one, and the share that comes with a sign-in. */
export interface PasswordAnswer {
  readonly passwordStamp: string;
  readonly storeShare?: string;
}

/** `GET /api/v1/hospital`, for anybody: what the sign-in page and set-up need before anyone is known. Names no patient. */
export interface HospitalAnswer {
  /** Null in an empty hospital: the first person to come sets it up. */
  readonly facility: Facility | null;
  readonly isSetUp: boolean;
  /** Accounts of the demo hospital with their password, shown on loopback only while they have not been changed. */
  readonly demo: readonly {
    readonly username: string;
    readonly name: string;
    readonly role: Role;
    readonly password: string;
  }[];
  readonly appVersion: string;
}

/** `POST /api/v1/set-up`: facility and first administrator of an empty hospital; answers as a sign-in does. */
export interface SetUpRequest {
  readonly facility: { readonly name: string; readonly zone: string; readonly language: string };
  readonly admin: { readonly username: string; readonly name: string; readonly password: string };
  readonly deviceKind: 'tablet' | 'desktop' | 'phone';
}

/** A person as the administrator sees them. */
export interface Account extends Person {
  readonly mustChangePassword: boolean;
  readonly lastSignedInAt: string | null;
}
/** `GET /api/v1/people` (administrator). `GET /api/v1/staff` answers `{ people: Person[] }` to anybody signed in. */
export interface AccountsAnswer {
  readonly people: readonly Account[];
}
/** `POST /api/v1/people`. Without a password the server makes one, to be changed at first sign-in. */
export interface NewAccount {
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly practitionerId?: string | null;
  readonly password?: string;
}
/** `PATCH /api/v1/people/:id`; a person who is no longer active loses every session and device at once. */
export interface AccountChange {
  readonly name?: string;
  readonly roles?: readonly Role[];
  readonly practitionerId?: string | null;
  readonly isActive?: boolean;
}
/** The answer to a new account and to `POST /api/v1/people/:id/password-reset`: shown once, never stored. */
export interface AccountAnswer {
  readonly person: Account;
  readonly temporaryPassword: string | null;
}

/** The shortest password that is taken, in characters (NIST SP 800-63B asks for 8 at least). */
export const PASSWORD_LENGTH = { min: 10, max: 200 } as const;
