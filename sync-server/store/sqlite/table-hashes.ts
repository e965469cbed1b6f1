import { createHash } from 'node:crypto';
import type { Sqlite } from './open-database.ts';

/** A table as it was read: how many rows, and one hash over all of them in order of their key. */
export interface TableHash {
  readonly table: string;
  readonly rows: number;
  readonly hash: string;
}

/** Rows that a restore changes on purpose: the generation and its number, what a copy notes of itself, who is signed in, what may have been sent. */
const CHANGED_BY_RESTORE: ReadonlySet<string> = new Set([
  'facility',
  'job',
  'meta',
  'past_epoch',
  'session',
]);

/** Every row of every table that must be the same in a backup and in what was restored from it. */
export function hashTables(database: Sqlite): readonly TableHash[] {
  const tables = database
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .pluck()
    .all() as string[];
  return tables
    .filter((table) => !CHANGED_BY_RESTORE.has(table))
    .map((table) => hashTable(database, table));
}

function hashTable(database: Sqlite, table: string): TableHash {
  const keys = database
    .prepare('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
    .pluck()
    .all(table) as string[];
  const order = keys.map((key) => `"${key}"`).join(', ') || 'rowid';
  const hash = createHash('sha256');
  let rows = 0;
  for (const row of database
    .prepare(`SELECT * FROM "${table}" ORDER BY ${order}`)
    .raw()
    .iterate()) {
    hash.update(JSON.stringify(row, (_, value: unknown) => textOf(value)));
    hash.update('\n');
    rows += 1;
  }
  return { table, rows, hash: hash.digest('hex') };
}

/** The bytes of a photo go in as text. */
function textOf(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}

/** The tables in which two copies differ; null stands for none. */
export function firstDifference(
  one: readonly TableHash[],
  other: readonly TableHash[],
): string | null {
  const found = one.find((mine) => {
    const theirs = other.find(({ table }) => table === mine.table);
    return theirs?.rows !== mine.rows || theirs.hash !== mine.hash;
  });
  return found?.table ?? (one.length === other.length ? null : 'a table');
}
