import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import { StoreError, type Scrubbed } from '#server/store/store.ts';
import { verifyBackup } from './backup-file.ts';
import { openSqliteStore } from './open-store.ts';
import { scrub } from './scrub.ts';

const PEOPLE = 60;
const FLIPS = 500;
let folder: string;
let file: string;
const ids = Array.from({ length: PEOPLE }, () => newId<string>());

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wardline-'));
  file = join(folder, 'hospital.db');
  const store = openSqliteStore(file, { clock: { now: () => 0 }, newEpoch: () => 'e' });
  const people = (comment: string) =>
    ids.map((id) => ({ collection: 'patients' as const, id, content: { comment } }));
  const options = { action: 'import', at: '', isInWindow: () => true };
  await store.bulkWrite(people('seen'), { ...options, onExisting: 'keep' });
  await store.bulkWrite(people('seen again'), { ...options, onExisting: 'replace' });
  expect(await store.scrub()).toEqual({
    rows: 3 * PEOPLE,
    damaged: [],
    structure: null,
  });
  await store.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function changed(sql: string): Scrubbed {
  const database = new Database(file);
  try {
    database.exec(sql);
    return scrub(database);
  } finally {
    database.close();
  }
}

test.each([
  ['document', `wire = replace(wire, 'again', 'agein')`],
  ['document', `rev = 'e.99'`],
  ['document', `accepted_at = '2026'`],
  ['history', `changes = '[]'`],
  ['history', `by = 'somebody'`],
  ['history', `at = '2026'`],
  ['history', `row_hash = NULL`],
])('a %s whose %s changed behind the hospital is named', (table, change) => {
  const { damaged } = changed(
    `UPDATE ${table} SET ${change} WHERE id = '${ids[7]}' AND seq > ${PEOPLE}`,
  );
  expect(damaged).toEqual([
    { table, row: expect.stringContaining(`patients/${ids[7]}`) as string },
  ]);
});

test('a backup with such a row is not taken for one, and says which it is', () => {
  changed(`UPDATE document SET wire = replace(wire, 'again', 'agein') WHERE id = '${ids[3]}'`);
  expect(() => verifyBackup(file)).toThrow(`document patients/${ids[3]} is not what was written`);
});

test('every turned bit of the file is found, or every document and line of history still reads the same', () => {
  const whole = readFileSync(file);
  const before = read(file);
  let found = 0;
  for (let flip = 0; flip < FLIPS; flip += 1) {
    const bytes = Buffer.from(whole);
    // A stride that is prime to the length meets every page and every bit in turn.
    const bit = (flip * 7_368_787) % (bytes.length * 8);
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    writeFileSync(file, bytes);
    if (isFound()) found += 1;
    else expect([bit, read(file)]).toEqual([bit, before]);
  }
  expect(found).toBeGreaterThan(FLIPS / 10);
});

function isFound(): boolean {
  return withFile((database) => {
    const { damaged, structure } = scrub(database);
    return damaged.length > 0 || structure !== null;
  }, true);
}

function read(path: string): unknown {
  expect(path).toBe(file);
  return withFile<unknown>(
    (database) => [
      database.prepare('SELECT * FROM document ORDER BY no').all(),
      database.prepare('SELECT * FROM history ORDER BY seq').all(),
      database.prepare('SELECT * FROM feed ORDER BY seq').all(),
    ],
    'it does not open',
  );
}

/** Whatever SQLite itself refuses is found. */
function withFile<T>(work: (database: Database.Database) => T, refused: T): T {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { readonly: true });
    return work(database);
  } catch (cause) {
    if (cause instanceof Database.SqliteError || cause instanceof StoreError) return refused;
    throw cause;
  } finally {
    database?.close();
  }
}
