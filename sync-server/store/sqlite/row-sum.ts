import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Sqlite } from './open-database.ts';

type Column = string | number | null;

/** Between columns, and for one that says nothing: JSON and ids have no such letters. */
const [BETWEEN, NOTHING] = ['\u0000', '\u0001'];

/**
 * What a row is kept with: a checksum over its columns as they were handed in. SQLite checks its pages, not what stands in them: a bit that
 * turned in memory or on the disk inside a text is a sound page. CRC-32 finds every turned bit and every damage shorter than four bytes,
 * and all but one in four thousand million of the others; it is no seal against people.
 */
export function rowSum(...columns: readonly Column[]): number {
  return crc32(columns.map((column) => column ?? NOTHING).join(BETWEEN));
}

/** Lets SQL texts of this connection ask `sum_row(…)`. */
export function teachRowSum(database: Sqlite): void {
  database.function('sum_row', { varargs: true, deterministic: true }, rowSum);
}

/** What rows were kept with before, for the migration that began it: `hash_row(…)`. */
export function teachRowHash(database: Sqlite): void {
  database.function('hash_row', { varargs: true, deterministic: true }, (...columns: unknown[]) =>
    hash('sha256', JSON.stringify(columns), 'buffer').subarray(0, 8),
  );
}
