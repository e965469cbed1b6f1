import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { StoreError } from '#server/store/store.ts';
import { storeErrorOf } from './open-database.ts';

/** As much is read in half a second; a hospital that has grown beyond it is read while it works. */
const CHECKED_AT_ONCE = 128 * 1024 * 1024;

/**
 * Reads every page of a database (2 to 4 s a gigabyte): SQLite itself notices damage only when it meets it, and a server that starts
 * on a broken copy would hand out the rest of it as the whole. Throws a StoreError.
 */
export function checkDatabaseFile(file: string): void {
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

/** True for a file that is read whole before anybody works with it. */
export function isCheckedAtOnce(file: string, atOnceBytes = CHECKED_AT_ONCE): boolean {
  const sizes = [file, `${file}-wal`].map((one) => (existsSync(one) ? statSync(one).size : 0));
  return sizes.reduce((sum, size) => sum + size, 0) <= atOnceBytes;
}

/** Told what a check found: null where the file is whole, else the sentence that says what is wrong. */
export type Checked = (damage: string | null) => void;

/** Checks a file in a process of its own while the server works with it: SQLite cannot be told to stop reading, a process can. */
export function checkWhileWorking(file: string, onChecked: Checked): () => void {
  const script = join(import.meta.dirname, 'check-process.ts');
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'ignore'] });
  child.unref();
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.once('error', () => onChecked(unread(file)));
  child.once('close', (code) => onChecked(code === 0 ? said.trim() || null : unread(file)));
  return () => {
    child.removeAllListeners();
    child.kill('SIGKILL');
  };
}

function unread(file: string): string {
  return `${file} could not be read to its end. Look at the disk, and check a backup with npm run admin -- verify-restore.`;
}
