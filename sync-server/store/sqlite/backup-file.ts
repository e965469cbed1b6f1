import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import { StoreError } from '#server/store/store.ts';
import { migrate } from './migrate.ts';
import { storeErrorOf, type Sqlite } from './open-database.ts';

/** What a backup holds, found out by opening it and reading every page. */
export interface BackupContents {
  readonly facility: string | null;
  readonly epoch: string;
  readonly head: number;
  readonly people: number;
  readonly devices: number;
  readonly documents: Readonly<Record<CollectionName, number>>;
}

/** Opens a copy of a backup, checks it whole (integrity, references) and counts. Throws a StoreError where it is not one; the file itself is only read. */
export function verifyBackup(file: string): BackupContents {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-verify-'));
  try {
    const copy = join(folder, 'copy.db');
    copyBackup(file, copy);
    return withDatabase(copy, file, (database) => {
      checkWhole(database, file);
      migrate(database, file);
      return contentsOf(database);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes a restored file a new generation, so that devices pull everything anew and know that writes may be lost. */
export function beginEpoch(file: string, epoch: string): void {
  withDatabase(file, file, (database) => {
    migrate(database, file);
    database.prepare('UPDATE facility SET epoch = ?').run(epoch);
    database.exec('DELETE FROM session');
    database.pragma('wal_checkpoint(TRUNCATE)');
  });
}

function copyBackup(file: string, copy: string): void {
  try {
    copyFileSync(file, copy);
  } catch (cause) {
    throw new StoreError('missing-folder', `The file ${file} cannot be read.`, { cause });
  }
}

function withDatabase<T>(path: string, shown: string, work: (database: Sqlite) => T): T {
  let database: Sqlite | null = null;
  try {
    database = new Database(path, { fileMustExist: true });
    return work(database);
  } catch (cause) {
    throw storeErrorOf(cause, shown);
  } finally {
    database?.close();
  }
}

function checkWhole(database: Sqlite, file: string): void {
  const found = database.pragma('integrity_check(1)', { simple: true });
  const orphans = database.pragma('foreign_key_check') as readonly unknown[];
  if (found === 'ok' && orphans.length === 0) return;
  throw new StoreError('damaged', `${file} is damaged: it must not be restored.`);
}

function contentsOf(database: Sqlite): BackupContents {
  const count = (sql: string, ...values: readonly string[]): number =>
    Number(
      database
        .prepare(sql)
        .pluck()
        .get(...values),
    );
  const row = database.prepare('SELECT epoch, head, value FROM facility').get() as
    | { epoch: string; head: number; value: string | null }
    | undefined;
  const facility = row?.value ? (JSON.parse(row.value) as { readonly name: string }).name : null;
  const documents = COLLECTIONS.map((collection) => [
    collection,
    count('SELECT count(*) FROM document WHERE collection = ?', collection),
  ]);
  return {
    facility,
    epoch: row?.epoch ?? '',
    head: row?.head ?? 0,
    people: count('SELECT count(*) FROM person'),
    devices: count('SELECT count(*) FROM device'),
    documents: Object.fromEntries(documents) as Record<CollectionName, number>,
  };
}
