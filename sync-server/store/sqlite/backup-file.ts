import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import { StoreError } from '#server/store/store.ts';
import { beginEpoch, listPastEpochs } from './epochs.ts';
import { migrate } from './migrate.ts';
import { storeErrorOf, type Sqlite } from './open-database.ts';
import { scrub } from './scrub.ts';
import { firstDifference, hashTables, type TableHash } from './table-hashes.ts';

/** What a backup holds, found out by opening it and reading every page. */
export interface BackupContents {
  readonly facility: string | null;
  readonly epoch: string;
  readonly head: number;
  readonly people: number;
  readonly devices: number;
  readonly documents: Readonly<Record<CollectionName, number>>;
}

/** A backup that was restored on trial: what it holds, and each table as it was compared. */
export interface Tried {
  readonly contents: BackupContents;
  readonly tables: readonly TableHash[];
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
      checkRows(database, file);
      return contentsOf(database);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Restores a backup into a scratch folder exactly as a restore would, opens what came out, and compares every row of it with the
 * backup. Throws a StoreError where anything differs; the backup itself is only read.
 */
export function tryRestore(file: string): Tried {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-verify-'));
  try {
    const [copy, restored] = [join(folder, 'copy.db'), join(folder, 'restored.db')];
    copyBackup(file, copy);
    const before = withDatabase(copy, file, (database) => {
      checkWhole(database, file);
      migrate(database, file);
      checkRows(database, file);
      return { contents: contentsOf(database), tables: hashTables(database) };
    });
    copyBackup(file, restored);
    makeHospital(restored, 'tried', 0);
    const after = withDatabase(restored, file, (database) => {
      checkWhole(database, file);
      return { lastSeq: listPastEpochs(database).at(-1)?.lastSeq, tables: hashTables(database) };
    });
    const different = firstDifference(before.tables, after.tables);
    if (different !== null || after.lastSeq !== before.contents.head) {
      throw new StoreError(
        'damaged',
        `${file} restores to something else than it holds (${different ?? 'its last number'}): it must not be restored.`,
      );
    }
    return before;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes a copied backup the hospital's own file: a new generation that knows how far it holds the old one (S3, S11). */
export function makeHospital(file: string, epoch: string, now: number): void {
  withDatabase(file, file, (database) => {
    migrate(database, file);
    beginEpoch(database, epoch, now);
    database.pragma('wal_checkpoint(TRUNCATE)');
  });
}

/** The generation and the latest number of a hospital that may be at work; null where its file says neither. */
export function generationOf(file: string): Pick<BackupContents, 'epoch' | 'head'> | null {
  return withDatabase(file, file, (database) => {
    const row = database.prepare('SELECT epoch, head FROM facility').get();
    return (row as Pick<BackupContents, 'epoch' | 'head'> | undefined) ?? null;
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
  if (found !== 'ok' || orphans.length > 0)
    throw new StoreError('damaged', `${file} is damaged: it must not be restored.`);
}

function checkRows(database: Sqlite, file: string): void {
  const [first] = scrub(database).damaged;
  if (!first) return;
  throw new StoreError(
    'damaged',
    `${file} is damaged: ${first.table} ${first.row} is not what was written. It must not be restored.`,
  );
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
