import { hash } from 'node:crypto';
import type { Sqlite } from './open-database.ts';

/**
 * What a row is kept with: 64 bits over its columns as they were handed in. SQLite checks its pages, not what stands in them: a bit that
 * turned in memory or on the disk inside a text is a sound page.
 */
export function rowHash(...columns: readonly unknown[]): Buffer {
  return hash('sha256', JSON.stringify(columns), 'buffer').subarray(0, 8);
}

/** Lets SQL texts of this connection ask `hash_row(…)`. */
export function teachRowHash(database: Sqlite): void {
  database.function('hash_row', { varargs: true, deterministic: true }, rowHash);
}
