import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FACILITY_SCOPE } from '#shared/sync/scope.ts';
import type { CommittedChange, Staged, Store } from '#server/store/store.ts';
import { openSqliteStore } from './open-store.ts';

const PATIENT = '018f428e-34f6-7707-8009-5ad742f901e7';
const OTHER = '018f428e-34f6-7707-8009-5ad742f901e8';
const clock = { now: () => Date.parse('2026-03-02T08:00:00Z') };
let folder: string;
let open: Store[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wardline-imports-'));
  open = [];
});
afterEach(async () => {
  for (const store of open) await store.close();
  rmSync(folder, { recursive: true });
});

function openStore(): Store {
  const store = openSqliteStore(join(folder, 'hospital.sqlite'), { clock, newEpoch: () => 'e' });
  open.push(store);
  return store;
}

function patient(id: string, kind: Staged['kind'] = 'put'): Staged {
  const entry = {
    mutationId: null,
    by: null,
    device: null,
    at: '2026-03-02T08:00:00.000Z',
    action: null,
    changes: [],
  };
  return { collection: 'patients', id, kind, content: { sex: 'female' }, entries: [entry] };
}

test('what a source said is remembered until it says something else', async () => {
  const store = openStore();
  const row = {
    key: 'k',
    collection: 'patients',
    documentId: PATIENT,
    isWaiting: true,
    content: '{}',
  } as const;
  await store.transaction((tx) => tx.imports.writeImported([row]));
  await store.transaction(async (tx) => {
    expect(await tx.imports.readWaiting([PATIENT, OTHER])).toEqual([row]);
    await tx.imports.writeImported([{ ...row, isWaiting: false, content: '{"a":1}' }]);
  });
  await store.transaction(async (tx) => {
    expect(await tx.imports.readWaiting([PATIENT])).toEqual([]);
    expect((await tx.imports.readImported(['k', 'none'])).get('k')?.content).toBe('{"a":1}');
  });
});

test('a transaction that fails leaves no memory of what it imported', async () => {
  const store = openStore();
  const row = {
    key: 'k',
    collection: 'patients',
    documentId: PATIENT,
    isWaiting: false,
    content: '{}',
  } as const;
  const failing = store.transaction(async (tx) => {
    await tx.imports.writeImported([row]);
    throw new Error('cut off');
  });
  await expect(failing).rejects.toThrow('cut off');
  const known = await store.transaction((tx) => tx.imports.readImported(['k']));
  expect(known.size).toBe(0);
});

test('a document outside the window of devices is stored and never told', async () => {
  const store = openStore();
  await store.transaction(async (tx) => tx.put(patient(PATIENT, 'none')));
  expect(await store.readDocument('patients', PATIENT)).not.toBeNull();
  const page = await store.readFeed({
    scope: FACILITY_SCOPE,
    collection: 'patients',
    after: 0,
    limit: 10,
    held: [],
  });
  expect(page.rows).toBe(0);
});

test('what another process wrote is told before the own next change, so that no device leaps over it (S7)', async () => {
  const server = openStore();
  const importer = openStore();
  const told: CommittedChange[] = [];
  server.onCommit((changes) => void told.push(...changes));
  await server.transaction(async (tx) => tx.put(patient(PATIENT)));
  await importer.transaction(async (tx) => tx.put(patient(OTHER)));
  await server.transaction(async (tx) => tx.put(patient(PATIENT)));
  expect(told.map(({ from, to, json }) => [from, to, json === null])).toEqual([
    [0, 1, false],
    [1, 2, true],
    [2, 3, false],
  ]);
});

test('a look is enough to notice what another process wrote, and a second look finds nothing new', async () => {
  const server = openStore();
  const importer = openStore();
  const told: CommittedChange[] = [];
  server.onCommit((changes) => void told.push(...changes));
  await importer.transaction(async (tx) => tx.put(patient(OTHER)));
  await server.lookForOthers();
  await server.lookForOthers();
  expect(told).toMatchObject([{ collection: 'patients', from: 0, to: 1, json: null }]);
});
