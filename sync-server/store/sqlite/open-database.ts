import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { StoreError } from '#server/store/store.ts';

export type Sqlite = Database.Database;
export type SqliteStatement = Database.Statement<unknown[], unknown>;

/** The two connections of a store: one writes, the other reads what is committed. */
export interface Connections {
  readonly writer: Sqlite;
  readonly reader: Sqlite;
}

/** Opens the database file, or makes it; whatever stands in the way ends in one sentence (StoreError). `:memory:` is one connection. */
export function openConnections(file: string): Connections {
  if (file !== ':memory:') checkPlace(file);
  try {
    const writer = new Database(file);
    harden(writer);
    writer.pragma('journal_mode = WAL');
    writer.pragma('synchronous = FULL');
    if (file === ':memory:') return { writer, reader: writer };
    const reader = new Database(file, { readonly: true });
    harden(reader);
    // Only the side that reads much is mapped: a large import must not hold the whole file in memory.
    reader.pragma('mmap_size = 268435456');
    return { writer, reader };
  } catch (cause) {
    throw storeErrorOf(cause, file);
  }
}

/** Closes both; the reader first, so that the last connection folds the write-ahead log into the file. */
export function closeConnections({ writer, reader }: Connections): void {
  if (reader !== writer) reader.close();
  writer.close();
}

/** What a failure of SQLite means for the hospital; anything unknown is handed on as it is. */
export function storeErrorOf(cause: unknown, file: string): unknown {
  if (!(cause instanceof Database.SqliteError)) return cause;
  const { code } = cause;
  if (code === 'SQLITE_NOTADB') {
    return new StoreError(
      'not-a-database',
      `${file} is not a Wardline database. Give another folder with --data, or move the file away.`,
      { cause },
    );
  }
  if (code.startsWith('SQLITE_CORRUPT')) {
    return new StoreError(
      'damaged',
      `${file} is damaged. Restore the last backup with npm run admin -- restore; the damaged file is left as it is.`,
      { cause },
    );
  }
  if (code.startsWith('SQLITE_FULL')) {
    return new StoreError(
      'disk-full',
      `The disk that holds ${file} is full. Nothing was lost; make room, and work goes on.`,
      { cause },
    );
  }
  if (
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code === 'SQLITE_PERM'
  ) {
    return new StoreError(
      'read-only',
      `${file} cannot be written. Give this user the right to write to the file and its folder.`,
      { cause },
    );
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new StoreError(
      'in-use',
      `${file} is in use by another program. Stop it, and try again.`,
      { cause },
    );
  }
  return cause;
}

function harden(database: Sqlite): void {
  database.pragma('busy_timeout = 5000');
  database.pragma('foreign_keys = ON');
  database.pragma('trusted_schema = OFF');
  database.pragma('cell_size_check = ON');
  database.pragma('cache_size = -32768');
  database.pragma('temp_store = MEMORY');
}

/** Makes the folder of a file where it is missing, and finds out beforehand whether both can be written (StoreError). */
export function checkPlace(file: string): void {
  const folder = dirname(file);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new StoreError(
      'missing-folder',
      `The folder ${folder} is not there and cannot be made. Give another one with --data.`,
      { cause },
    );
  }
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK);
  } catch (cause) {
    throw new StoreError(
      'read-only',
      `${file} cannot be written. Give this user the right to write to the file and its folder.`,
      { cause },
    );
  }
}
