import { writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { scrub } from '#server/store/sqlite/scrub.ts';

/** What came of turned bits: how many were found, and those that neither were nor are harmless. */
export interface Turned {
  readonly found: number;
  readonly missed: readonly number[];
}

/**
 * Turns one bit of a copy after the other, each alone. A turned bit is found where SQLite refuses the file or a scrub names something;
 * it is harmless where the tables still read the same. The file is left with its last bit turned.
 */
export function turnBits(
  file: string,
  whole: Buffer,
  bits: readonly number[],
  tables: readonly string[],
): Turned {
  writeFileSync(file, whole);
  const before = textOf(file, tables);
  let found = 0;
  const missed = bits.filter((bit) => {
    const bytes = Buffer.from(whole);
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    writeFileSync(file, bytes);
    const isFound = wasFound(file);
    if (isFound) found += 1;
    return !isFound && textOf(file, tables) !== before;
  });
  return { found, missed };
}

function wasFound(file: string): boolean {
  try {
    return reading(file, (database) => {
      const { damaged, structure } = scrub(database);
      return damaged.length > 0 || structure !== null;
    });
  } catch (cause) {
    if (cause instanceof Database.SqliteError) return true;
    throw cause;
  }
}

function textOf(file: string, tables: readonly string[]): string {
  return reading(file, (database) =>
    JSON.stringify(
      tables.map((table) => database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all()),
    ),
  );
}

function reading<T>(file: string, work: (database: Database.Database) => T): T {
  const database = new Database(file, { readonly: true });
  try {
    return work(database);
  } finally {
    database.close();
  }
}
