import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import type { BulkRow, HistoryQuery, Store } from '#server/store/store.ts';
import { openSqliteStore } from './open-store.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wardline-'));
  file = join(folder, 'hospital.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (): Store => openSqliteStore(file, { clock: { now: () => 0 }, newEpoch: () => 'e' });

/** Takes back what the migration did, from the last to the first. */
const BEFORE_LEAN_WRITES = `
  ALTER TABLE history DROP COLUMN prev; DROP TABLE past_patient;
  CREATE INDEX history_patient ON history (patient_id, seq) WHERE patient_id IS NOT NULL;
  CREATE INDEX history_document ON history (id, collection, seq);
  ${['document', 'history', 'mutation', 'escrow']
    .map(
      (table) =>
        `ALTER TABLE ${table} DROP COLUMN row_sum; ALTER TABLE ${table} ADD COLUMN row_hash BLOB;`,
    )
    .join(' ')}
  DROP INDEX feed_left; ALTER TABLE device DROP COLUMN repaired;
  DROP TABLE file_job; DROP TABLE blob; DROP TABLE job; DROP TABLE feed_link; DROP TABLE push_device; DROP TABLE mutation_end; ALTER TABLE opening DROP COLUMN row_sum; ALTER TABLE claim DROP COLUMN row_sum;
  DROP INDEX escrow_waiting; DROP INDEX escrow_waiting_of; DROP INDEX escrow_decided;
  ${['decision', 'decided_by', 'decided_at', 'reason']
    .map((column) => `ALTER TABLE escrow DROP COLUMN ${column};`)
    .join(' ')}
  PRAGMA user_version = 10`;

test('history of a hospital from before its lines were linked is read as it was, and every row fits', async () => {
  const [ana, ben, visit] = [newId<string>(), newId<string>(), newId<string>()];
  const visitOf = (patientId: string): BulkRow => ({
    collection: 'encounters',
    id: visit,
    content: { patientId, status: 'planned', class: 'AMB' },
  });
  const person = (id: string, comment: string): BulkRow => ({
    collection: 'patients',
    id,
    content: { comment },
  });
  const before = open();
  for (const rows of [
    [person(ana, 'first'), person(ben, 'first'), visitOf(ana)],
    [person(ana, 'second'), visitOf(ben)],
    [person(ben, 'second'), person(ana, 'third')],
  ])
    await before.bulkWrite(rows, {
      action: 'import',
      at: '',
      onExisting: 'replace',
      isInWindow: () => true,
    });
  const questions: readonly HistoryQuery[] = [
    { patientId: ana, limit: 10 },
    { patientId: ben, limit: 2 },
    { collection: 'encounters', id: visit, limit: 10 },
  ];
  const linesIn = (store: Store) => Promise.all(questions.map((one) => store.readHistory(one)));
  const lines = await linesIn(before);
  expect(lines.map((some) => some.map(({ seq }) => seq))).toEqual([
    [7, 4, 3, 1],
    [6, 5],
    [5, 3],
  ]);
  await before.close();
  const old = new Database(file);
  old.exec(BEFORE_LEAN_WRITES);
  old.close();
  const after = open();
  expect(await linesIn(after)).toEqual(lines);
  expect(await after.scrub()).toMatchObject({ damaged: [], structure: null });
  await after.close();
});
