import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StoreError } from '#server/store/store.ts';
import { storeErrorOf } from './open-database.ts';

/**
 * Reads every page of a database before anybody works with it (about 4 s a gigabyte): SQLite itself notices damage only when it
 * meets it, and a server that starts on a broken copy would hand out the rest of it as the whole. Throws a StoreError.
 */
export function checkDatabaseFile(file: string): void {
  if (!existsSync(file)) return;
  let database: Database.Database | null = null;
  try {
    database = new Database(file, { fileMustExist: true });
    if (database.pragma('quick_check(1)', { simple: true }) === 'ok') return;
  } catch (cause) {
    throw storeErrorOf(cause, file);
  } finally {
    database?.close();
  }
  throw new StoreError(
    'damaged',
    `${file} is damaged. Restore the last backup with npm run admin -- restore; the damaged file is kept beside it.`,
  );
}
