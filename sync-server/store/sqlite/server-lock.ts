import Database from 'better-sqlite3';
import { StoreError } from '#server/store/store.ts';
import { checkPlace, storeErrorOf } from './open-database.ts';

/**
 * Marks a data folder as served, so that no second server and no restore works in it. It is SQLite's own file lock, which the
 * system takes away with the process however that ends: nothing is left to clean up. Returns the way to let go.
 */
export function lockForServer(file: string): () => void {
  const database = openLock(file);
  try {
    database.pragma('busy_timeout = 0');
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec('BEGIN EXCLUSIVE');
    return () => database.close();
  } catch (cause) {
    database.close();
    const code = cause instanceof Database.SqliteError ? cause.code : '';
    if (!code.startsWith('SQLITE_BUSY')) throw storeErrorOf(cause, file);
    throw new StoreError(
      'in-use',
      `A server is running on this data folder (${file} is locked). Stop it first, or give another folder with --data.`,
      { cause },
    );
  }
}

function openLock(file: string): Database.Database {
  checkPlace(file);
  try {
    return new Database(file);
  } catch (cause) {
    throw storeErrorOf(cause, file);
  }
}
