import type { DeviceId, PersonId, PractitionerId } from '#shared/domain/ids.ts';
import type { Person, Role } from '#shared/domain/person.ts';
import type {
  AccountFields,
  AccountsStore,
  FoundSession,
  StoredAccount,
  StoredToken,
} from '#server/store/accounts.ts';
import type { Sqlite } from './open-database.ts';
import type { WriterQueue } from './writer-queue.ts';

interface AccountRow {
  readonly id: PersonId;
  readonly username: string;
  readonly name: string;
  readonly roles: string;
  readonly practitioner_id: PractitionerId | null;
  readonly is_active: number;
  readonly password_hash: string;
  readonly has_demo_password: number;
  readonly must_change_password: number;
  readonly created_at: string;
  readonly last_signed_in_at: string | null;
  readonly photo: string | null;
}
interface SessionRow extends AccountRow {
  readonly token_hash: string;
  readonly person_id: PersonId;
  readonly device_id: DeviceId;
  readonly session_created_at: string;
  readonly used_at: string;
  readonly device_name: string;
  readonly is_locked: number;
}
interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly token_hash: string;
  readonly created_at: string;
  readonly used_at: string | null;
}

const FIND_SESSION = `
  SELECT person.*, session.token_hash, session.person_id, session.device_id, session.used_at,
    session.created_at AS session_created_at, device.name AS device_name, device.is_locked
  FROM session JOIN person ON person.id = session.person_id JOIN device ON device.id = session.device_id
  WHERE session.token_hash = ?`;
const COLUMNS = `(id, username, name, roles, practitioner_id, is_active, password_hash, has_demo_password,
  must_change_password, created_at, last_signed_in_at)`;
const VALUES = `@id, @username, @name, @roles, @practitionerId, @isActive, @passwordHash, @hasDemoPassword,
  @mustChangePassword, @createdAt, @lastSignedInAt`;
const ADD_SESSION = `INSERT INTO session (token_hash, person_id, device_id, created_at, used_at)
  VALUES (@tokenHash, @personId, @deviceId, @createdAt, @usedAt)`;
const ADD_TOKEN = `INSERT INTO api_token (id, name, token_hash, created_at, used_at)
  VALUES (@id, @name, @tokenHash, @createdAt, @usedAt)`;
const UPDATE = `UPDATE person SET name = @name, roles = @roles, practitioner_id = @practitionerId,
  is_active = @isActive, password_hash = @passwordHash, has_demo_password = @hasDemoPassword,
  must_change_password = @mustChangePassword, last_signed_in_at = @lastSignedInAt WHERE id = @id`;

type Write = (sql: string, ...values: readonly unknown[]) => Promise<number>;

/** People, sessions and tokens in SQLite: reads see what is committed, writes go through the queue. */
export function createSqliteAccounts(reader: Sqlite, queue: WriterQueue): AccountsStore {
  const write: Write = (sql, ...values) =>
    queue.run((database) => database.prepare(sql).run(...values).changes);
  return {
    ...accountRows(reader, write),
    changeAccount: (id, fields) => queue.run((database) => changeAccount(database, id, fields)),
    ...sessionRows(reader, write),
    ...tokenRows(reader, write),
  };
}

function accountRows(reader: Sqlite, write: Write) {
  const one = (where: string, value: string): StoredAccount | null => {
    const row = reader.prepare(`SELECT * FROM person WHERE ${where} = ?`).get(value);
    return row ? accountOf(row as AccountRow) : null;
  };
  return {
    countAccounts: async () => Number(reader.prepare('SELECT count(*) FROM person').pluck().get()),
    listAccounts: async () =>
      reader.prepare<[], AccountRow>('SELECT * FROM person ORDER BY name, id').all().map(accountOf),
    readAccount: async (id) => one('id', id),
    readAccountByUsername: async (username) => one('username', username),
    addAccount: async (added) =>
      (await write(
        `INSERT OR IGNORE INTO person ${COLUMNS} VALUES (${VALUES})`,
        columnsOf(added),
      )) === 1,
    addFirstAccount: async (added) => {
      const sql = `INSERT INTO person ${COLUMNS} SELECT ${VALUES} WHERE NOT EXISTS (SELECT 1 FROM person)`;
      return (await write(sql, columnsOf(added))) === 1;
    },
  } satisfies Partial<AccountsStore>;
}

function sessionRows(reader: Sqlite, write: Write) {
  return {
    addSession: async (session) => {
      await write(ADD_SESSION, session);
    },
    readSession: async (tokenHash) => {
      const row = reader.prepare<[string], SessionRow>(FIND_SESSION).get(tokenHash);
      return row ? sessionOf(row) : null;
    },
    touchSession: async (tokenHash, usedAt) => {
      await write('UPDATE session SET used_at = ? WHERE token_hash = ?', usedAt, tokenHash);
    },
    endSession: async (tokenHash) => {
      await write('DELETE FROM session WHERE token_hash = ?', tokenHash);
    },
    endSessionsOf: async (personId, except) => {
      const sql = 'DELETE FROM session WHERE person_id = ? AND token_hash IS NOT ?';
      await write(sql, personId, except);
    },
    endSessionsBefore: async ({ createdAt, usedAt }) => {
      await write('DELETE FROM session WHERE created_at < ? OR used_at < ?', createdAt, usedAt);
    },
  } satisfies Partial<AccountsStore>;
}

function tokenRows(reader: Sqlite, write: Write) {
  return {
    listTokens: async () =>
      reader.prepare<[], TokenRow>('SELECT * FROM api_token ORDER BY id').all().map(tokenOf),
    addToken: async (token) => {
      await write(ADD_TOKEN, token);
    },
    readToken: async (tokenHash) => {
      const sql = 'SELECT * FROM api_token WHERE token_hash = ?';
      const row = reader.prepare<[string], TokenRow>(sql).get(tokenHash);
      return row ? tokenOf(row) : null;
    },
    touchToken: async (tokenHash, usedAt) => {
      await write('UPDATE api_token SET used_at = ? WHERE token_hash = ?', usedAt, tokenHash);
    },
    dropToken: async (id) => (await write('DELETE FROM api_token WHERE id = ?', id)) === 1,
  } satisfies Partial<AccountsStore>;
}

/** A person as devices know them, from a row of the table. */
export function personOfRow(row: PersonRow): Person {
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    roles: JSON.parse(row.roles) as readonly Role[],
    practitionerId: row.practitioner_id,
    isActive: row.is_active === 1,
    ...(row.photo === null ? {} : { photo: row.photo }),
  };
}
export type PersonRow = Pick<
  AccountRow,
  'id' | 'username' | 'name' | 'roles' | 'practitioner_id' | 'is_active' | 'photo'
>;

function changeAccount(
  database: Sqlite,
  id: PersonId,
  fields: AccountFields,
): StoredAccount | null {
  const before = accountOfId(database, id);
  if (!before) return null;
  const changed = { ...before, ...fields };
  database.prepare(UPDATE).run(columnsOf(changed));
  return changed;
}

/** An account as it stands on this connection. */
export function accountOfId(database: Sqlite, id: PersonId): StoredAccount | null {
  const row = database.prepare<[string], AccountRow>('SELECT * FROM person WHERE id = ?').get(id);
  return row ? accountOf(row) : null;
}

function columnsOf(account: StoredAccount): Readonly<Record<string, string | number | null>> {
  const { photo: _, ...columns } = account;
  return {
    ...columns,
    roles: JSON.stringify(account.roles),
    isActive: Number(account.isActive),
    hasDemoPassword: Number(account.hasDemoPassword),
    mustChangePassword: Number(account.mustChangePassword),
  };
}

function accountOf(row: AccountRow): StoredAccount {
  return {
    ...personOfRow(row),
    passwordHash: row.password_hash,
    hasDemoPassword: row.has_demo_password === 1,
    mustChangePassword: row.must_change_password === 1,
    createdAt: row.created_at,
    lastSignedInAt: row.last_signed_in_at,
  };
}

function sessionOf(row: SessionRow): FoundSession {
  return {
    session: {
      tokenHash: row.token_hash,
      personId: row.person_id,
      deviceId: row.device_id,
      createdAt: row.session_created_at,
      usedAt: row.used_at,
    },
    account: accountOf(row),
    device: { id: row.device_id, name: row.device_name, isLocked: row.is_locked === 1 },
  };
}

function tokenOf(row: TokenRow): StoredToken {
  return {
    id: row.id,
    name: row.name,
    tokenHash: row.token_hash,
    createdAt: row.created_at,
    usedAt: row.used_at,
  };
}
