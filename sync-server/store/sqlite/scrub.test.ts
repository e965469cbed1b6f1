import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import type { BlobHash } from '#shared/sync/blob.ts';
import { hashBytes } from '#server/services/secrets.ts';
import type { Scrubbed } from '#server/store/store.ts';
import { turnBits } from '#server/testing/turn-bits.ts';
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
  ['document', `patient = '${ids[8]}'`],
  ['history', `changes = '[]'`],
  ['history', `by = 'somebody'`],
  ['history', `at = '2026'`],
  ['history', `prev = NULL`],
  ['history', `row_sum = NULL`],
])('a %s whose %s changed behind the hospital is named', (table, change) => {
  const { damaged } = changed(
    `UPDATE ${table} SET ${change} WHERE id = '${ids[7]}' AND seq > ${PEOPLE}`,
  );
  expect(damaged).toEqual([
    { table, row: expect.stringContaining(`patients/${ids[7]}`) as string },
  ]);
});

test('a photo that is not what it was named by is named', async () => {
  const store = openSqliteStore(file, { clock: { now: () => 0 }, newEpoch: () => 'e' });
  const bytes = new Uint8Array([1, 2, 3]);
  const hash = hashBytes(bytes) as BlobHash;
  await store.blobs.keepBlob({ hash, bytes, device: 'd', at: '2026' }, 1);
  expect((await store.scrub()).damaged).toEqual([]);
  await store.close();
  const { damaged } = changed(`UPDATE blob SET bytes = x'010203FF'`);
  expect(damaged).toEqual([{ table: 'blob', row: hash }]);
});

test.each([
  ['opening', `reason = 'none of your business'`, 'o'],
  ['claim', `ends = 0`, `patients/p in device:d`],
])('a line of %s whose %s changed behind the hospital is named', async (table, change, row) => {
  const store = openSqliteStore(file, { clock: { now: () => 0 }, newEpoch: () => 'e' });
  const claim = { target: 'patients/p', scope: 'device:d', starts: 0, ends: 9 };
  const opening = {
    id: 'o',
    at: '2026',
    until: '2027',
    personId: 'a',
    deviceId: 'd',
    patientId: 'p',
    reason: 'asked to',
  };
  for (const ends of [9, 99])
    await store.transaction(async (tx) => {
      tx.claim({ ...claim, ends });
      if (ends === 9) tx.keepOpening(opening);
    });
  expect(await store.scrub()).toMatchObject({ damaged: [], structure: null });
  await store.close();
  const { damaged } = changed(`DROP TRIGGER opening_stays; UPDATE ${table} SET ${change}`);
  expect(damaged).toEqual([{ table, row }]);
});

test('a line of the feed that says nothing the feed can say is named', () => {
  const { damaged } = changed(
    `PRAGMA ignore_check_constraints = ON; UPDATE feed SET kind = 'pet' WHERE seq = ${2 * PEOPLE}`,
  );
  expect(damaged).toEqual([{ table: 'feed', row: `facility patients, write ${2 * PEOPLE}` }]);
});

test('a backup with such a row is not taken for one, and says which it is', () => {
  changed(`UPDATE document SET wire = replace(wire, 'again', 'agein') WHERE id = '${ids[3]}'`);
  expect(() => verifyBackup(file)).toThrow(`document patients/${ids[3]} is not what was written`);
});

test('every turned bit of the file is found, or everything that the hospital has taken still reads the same', () => {
  const whole = readFileSync(file);
  // A stride that is prime to the length meets every page and every bit in turn.
  const bits = Array.from({ length: FLIPS }, (_, i) => (i * 7_368_787) % (whole.length * 8));
  const { found, missed } = turnBits(file, whole, bits, ['document', 'history', 'feed']);
  expect(missed).toEqual([]);
  expect(found).toBeGreaterThan(FLIPS / 10);
});
