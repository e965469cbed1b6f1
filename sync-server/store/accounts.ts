import type { DeviceId, PersonId } from '#shared/domain/ids.ts';
import type { Person } from '#shared/domain/person.ts';

/** A person with what only the server knows of them. */
export interface StoredAccount extends Person {
  /** Argon2id as a PHC string; never leaves the server. */
  readonly passwordHash: string;
  /** True while the password is the one that the demo made known to everybody. */
  readonly hasDemoPassword: boolean;
  readonly mustChangePassword: boolean;
  readonly createdAt: string;
  readonly lastSignedInAt: string | null;
}
export type AccountFields = Partial<Omit<StoredAccount, 'id' | 'username' | 'createdAt' | 'photo'>>;

/** A sign-in that has not ended; the token itself is known to the browser alone. */
interface StoredSession {
  readonly tokenHash: string;
  readonly personId: PersonId;
  readonly deviceId: DeviceId;
  readonly createdAt: string;
  readonly usedAt: string;
}

/** A session with its person and its device. */
export interface FoundSession {
  readonly session: StoredSession;
  readonly account: StoredAccount;
  readonly device: { readonly id: DeviceId; readonly name: string; readonly isLocked: boolean };
}

/** A bearer token of the read API; only its hash is kept. */
export interface StoredToken {
  readonly id: string;
  readonly name: string;
  readonly tokenHash: string;
  readonly createdAt: string;
  readonly usedAt: string | null;
}

/** People, their sessions, and the tokens of the read API. */
export interface AccountsStore {
  readonly countAccounts: () => Promise<number>;
  readonly listAccounts: () => Promise<readonly StoredAccount[]>;
  readonly readAccount: (id: PersonId) => Promise<StoredAccount | null>;
  readonly readAccountByUsername: (username: string) => Promise<StoredAccount | null>;
  /** False where the username is taken. */
  readonly addAccount: (account: StoredAccount) => Promise<boolean>;
  /** Adds the first account of an empty hospital; false where somebody was faster. */
  readonly addFirstAccount: (account: StoredAccount) => Promise<boolean>;
  readonly changeAccount: (id: PersonId, fields: AccountFields) => Promise<StoredAccount | null>;

  readonly addSession: (session: StoredSession) => Promise<void>;
  readonly readSession: (tokenHash: string) => Promise<FoundSession | null>;
  readonly touchSession: (tokenHash: string, usedAt: string) => Promise<void>;
  readonly endSession: (tokenHash: string) => Promise<void>;
  /** Ends every session of a person but the named one. */
  readonly endSessionsOf: (personId: PersonId, exceptTokenHash: string | null) => Promise<void>;
  readonly endSessionsBefore: (limits: {
    readonly createdAt: string;
    readonly usedAt: string;
  }) => Promise<void>;

  readonly listTokens: () => Promise<readonly StoredToken[]>;
  readonly addToken: (token: StoredToken) => Promise<void>;
  readonly readToken: (tokenHash: string) => Promise<StoredToken | null>;
  readonly touchToken: (tokenHash: string, usedAt: string) => Promise<void>;
  /** False where no token has that id. */
  readonly dropToken: (id: string) => Promise<boolean>;
}
