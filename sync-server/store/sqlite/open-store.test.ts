import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId, type DeviceId } from '#shared/domain/ids.ts';
import { describeStore } from '#server/store/store-contract.ts';
import { StoreError, type Store } from '#server/store/store.ts';
import { closeConnections, openConnections } from './open-database.ts';
import { openSqliteStore } from './open-store.ts';

describeStore('sqlite', (deps) => {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-'));
  return {
    open: async () => openSqliteStore(join(folder, 'hospital.db'), deps),
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
});

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wardline-'));
  file = join(folder, 'hospital.db');
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});
const open = (at = file): Store =>
  openSqliteStore(at, { clock: { now: () => 0 }, newEpoch: () => 'e' });
function refusalOf(at?: string): StoreError {
  try {
    void open(at).close();
  } catch (cause) {
    if (cause instanceof StoreError) return cause;
    throw cause;
  }
  throw new Error('it opened');
}
const writeOne = (store: Store): Promise<unknown> =>
  store.bulkWrite(
    [{ collection: 'patients', id: newId(), content: { comment: 'x'.repeat(50_000) } }],
    {
      action: 'import',
      at: '',
      onExisting: 'keep',
      isInWindow: () => true,
    },
  );

test('accepted means synced to disk: WAL, every commit waits for the disk (S8)', () => {
  const connections = openConnections(file);
  expect(connections.writer.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(connections.writer.pragma('synchronous', { simple: true })).toBe(2);
  closeConnections(connections);
});

test('a newer database is left alone, in one sentence', async () => {
  await open().close();
  const database = new Database(file);
  database.pragma('user_version = 999');
  database.close();
  expect(refusalOf()).toMatchObject({
    kind: 'newer-database',
    message: expect.stringContaining('format 999') as string,
  });
});

test('people of a database without photos and leases are there after the migration, on their devices', async () => {
  await open().close();
  const before = new Database(file);
  before.exec(`DROP TABLE lease; DROP TABLE staff_photo; ALTER TABLE person DROP COLUMN photo;
    DROP TABLE past_epoch; DROP TABLE lineage; DROP TABLE returned;
    DROP TABLE contact; DROP INDEX mutation_number; ALTER TABLE mutation DROP COLUMN n;
    DROP INDEX escrow_waiting; DROP INDEX escrow_waiting_of; DROP INDEX escrow_decided;
    ALTER TABLE escrow DROP COLUMN decision; ALTER TABLE escrow DROP COLUMN decided_by;
    ALTER TABLE escrow DROP COLUMN decided_at; ALTER TABLE escrow DROP COLUMN reason; DROP TABLE mutation_end;
    DROP TABLE file_job;
    DROP TABLE blob;
    ALTER TABLE document DROP COLUMN row_sum; ALTER TABLE history DROP COLUMN row_sum;
    ALTER TABLE mutation DROP COLUMN row_sum; ALTER TABLE escrow DROP COLUMN row_sum;
    ALTER TABLE history DROP COLUMN prev; DROP TABLE past_patient;
    CREATE INDEX history_patient ON history (patient_id, seq) WHERE patient_id IS NOT NULL;
    CREATE INDEX history_document ON history (id, collection, seq);
    DROP INDEX feed_left; DROP TABLE job; DROP TABLE feed_link; DROP TABLE push_device; DROP TABLE opening; DROP TABLE claim; DROP TABLE member; DROP INDEX document_patient;
    ALTER TABLE document DROP COLUMN patient; ALTER TABLE device DROP COLUMN places;
    ALTER TABLE device DROP COLUMN repaired;
    DELETE FROM feed WHERE scope <> 'facility'`);
  before.exec(
    `INSERT INTO person VALUES ('p', 'ana', 'Ana', '["nurse"]', NULL, 1, '', 0, 0, '', NULL)`,
  );
  before.exec(`
    INSERT INTO device VALUES ('d', 't', 'Tablet 1', 'tablet', 0, '', 'p', NULL, 0, NULL, NULL, NULL, NULL);
    INSERT INTO enrolment VALUES ('d', 'p', '')`);
  before.pragma('user_version = 3');
  before.close();
  const store = open();
  const [ana] = await store.accounts.listAccounts();
  expect(ana?.name).toBe('Ana');
  expect(ana).not.toHaveProperty('photo');
  expect(await store.devices.listLeases('d' as DeviceId)).toEqual([
    { personId: 'p', afterN: 0, roles: ['nurse'], until: '' },
  ]);
  await store.close();
});

test('a file that is no database, and a database of another program, are refused', () => {
  writeFileSync(file, 'patients, appointments, beds\n'.repeat(100));
  expect(refusalOf().kind).toBe('not-a-database');
  const other = join(folder, 'other.db');
  const database = new Database(other);
  database.exec('CREATE TABLE t (x)');
  database.close();
  expect(refusalOf(other).kind).toBe('not-a-database');
});

test('a damaged file is named and left as it is', async () => {
  const store = open();
  for (let i = 0; i < 20; i += 1) await writeOne(store);
  await store.close();
  const bytes = readFileSync(file);
  bytes.fill(0xff, 4096, 8192 * 3);
  writeFileSync(file, bytes);
  expect(refusalOf().kind).toBe('damaged');
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test('a folder that is not there is made; one that cannot be made is named', async () => {
  await open(join(folder, 'new', 'deep', 'hospital.db')).close();
  writeFileSync(join(folder, 'file'), '');
  expect(refusalOf(join(folder, 'file', 'hospital.db')).kind).toBe('missing-folder');
});

test.skipIf(process.getuid?.() === 0)('a folder that may only be read is named', () => {
  chmodSync(folder, 0o500);
  expect(refusalOf().kind).toBe('read-only');
});

test('a full disk refuses the write in one sentence, and what was accepted stays', async () => {
  const store = open();
  await writeOne(store);
  await store.close();
  const small = new Database(file);
  const pages = Number(small.pragma('page_count', { simple: true }));
  small.close();
  // A disk that is full for SQLite: the database may not grow by another page.
  const script = `
    import Database from 'better-sqlite3';
    import { storeErrorOf } from '#server/store/sqlite/open-database.ts';
    const database = new Database(process.argv[1]);
    database.pragma('max_page_count = ${pages}');
    try { database.prepare('INSERT INTO meta VALUES (?, ?)').run('k', 'x'.repeat(1e6)); }
    catch (cause) { console.log(storeErrorOf(cause, 'F').kind); }`;
  const said = execFileSync(
    process.execPath,
    ['--input-type=module-typescript', '-e', script, file],
    {
      cwd: process.cwd(),
      encoding: 'utf8',
    },
  );
  expect(said.trim()).toBe('disk-full');
  const again = open();
  expect(await again.count('patients')).toBe(1);
  await again.close();
});

test('a copy is made while people work; a hospital that goes on from it begins a new epoch (S3)', async () => {
  const store = open();
  await writeOne(store);
  const copy = join(folder, 'copy.db');
  await Promise.all([store.backup(copy), writeOne(store)]);
  await store.close();
  for (const epochs of [['restored'], []]) {
    const newEpoch = (): string => epochs.pop() ?? 'never asked';
    const restored = openSqliteStore(copy, { clock: { now: () => 0 }, newEpoch });
    expect(await restored.count('patients')).toBeGreaterThanOrEqual(1);
    expect((await restored.readFacility()).epoch).toBe('restored');
    await restored.close();
  }
});
