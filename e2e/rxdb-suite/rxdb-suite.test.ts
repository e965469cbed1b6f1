import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { addRxPlugin, type RxCollection } from 'rxdb/plugins/core';
import { disableWarnings, RxDBDevModePlugin } from 'rxdb/plugins/dev-mode';
import { RxDBLocalDocumentsPlugin } from 'rxdb/plugins/local-documents';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { runReplicationBaseTestSuite, setConfig } from 'rxdb/plugins/test-utils';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { afterAll, beforeAll, describe, test, vi } from 'vitest';
import type * as Collections from '#shared/domain/collections.ts';
import type * as ParseContent from '#shared/domain/parse-content.ts';
import type * as Rights from '#shared/domain/rights.ts';
import { ok } from '#shared/lib/result.ts';
import type * as Policies from '#shared/merge/policies.ts';
import type * as SearchKeys from '#server/store/search-keys.ts';
import { getRxStorageSealed } from '#pwa/sealed-store/storage.ts';
import { openHospital, type HospitalOverHttp } from './hospital-over-http.ts';
import type { Human } from './humans.ts';
import { replicateHumans } from './replicate-humans.ts';

/** RxDB's own tests for whoever replicates with it, against the real server behind a real port. */

// The suite's collection is handed in here, in this file alone: one name more, every field by the rule of doubt (M2), all may write it.
vi.mock('#shared/domain/collections.ts', async (original) => {
  const real = await original<typeof Collections>();
  const isHumans = (name: unknown): boolean => name === 'humans';
  const keys: typeof real.indexKeysOf = (name, content) =>
    isHumans(name) ? {} : real.indexKeysOf(name, content);
  return {
    ...real,
    COLLECTIONS: [...real.COLLECTIONS, 'humans'],
    INDEXES: { ...real.INDEXES, humans: { keys: {}, indexes: [] } },
    isCollection: (name: unknown) => isHumans(name) || real.isCollection(name),
    indexKeysOf: keys,
  };
});
vi.mock('#shared/domain/parse-content.ts', async (original) => {
  const real = await original<typeof ParseContent>();
  const parse: typeof real.parseContent = (name, value) =>
    (name as string) === 'humans' ? ok(value as never) : real.parseContent(name, value);
  const isStill: typeof real.isStillReadable = (name, ...contents) =>
    (name as string) === 'humans' || real.isStillReadable(name, ...contents);
  return { ...real, parseContent: parse, isStillReadable: isStill };
});
vi.mock('#shared/domain/rights.ts', async (original) => {
  const real = await original<typeof Rights>();
  const mayWrite: typeof real.mayWrite = (roles, name, path) =>
    (name as string) === 'humans' || real.mayWrite(roles, name, path);
  return { ...real, mayWrite };
});
vi.mock('#shared/merge/policies.ts', async (original) => {
  const real = await original<typeof Policies>();
  Object.assign(real.POLICIES, { humans: [['/*', 'dispute']] });
  return real;
});
vi.mock('#server/store/search-keys.ts', async (original) => {
  const real = await original<typeof SearchKeys>();
  const keys: typeof real.searchKeysOf = (name, content) =>
    (name as string) === 'humans' ? [] : real.searchKeysOf(name, content);
  const hasSame: typeof real.hasSameKeys = (name, ...contents) =>
    (name as string) === 'humans' || real.hasSameKeys(name, ...contents);
  return { ...real, searchKeysOf: keys, hasSameKeys: hasSame };
});

disableWarnings();
addRxPlugin(RxDBDevModePlugin);
addRxPlugin(RxDBLocalDocumentsPlugin);
vi.stubGlobal('describe', describe);
vi.stubGlobal('it', test);
// The suite's tools print what they find in their surroundings.
const { log, dir } = console;
const usages: KeyUsage[] = ['encrypt', 'decrypt'];
const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, usages);
const keys = [{ id: 1, key }] as const;
const sealed = getRxStorageSealed({ keys, indexedDB: new IDBFactory(), IDBKeyRange });
const STORAGES = { memory: () => getRxStorageMemory(), sealed: () => sealed };
function keepIn(name: keyof typeof STORAGES): void {
  const getStorage = () => wrappedValidateAjvStorage({ storage: STORAGES[name]() as never });
  setConfig({ storage: { name, getStorage } as never });
}

const realFetch = fetch;
let hospital: HospitalOverHttp | null = null;
const here = (): HospitalOverHttp => {
  if (!hospital)
    throw new Error('broken promise: every test of the suite begins with an empty hospital');
  return hospital;
};
async function close(): Promise<void> {
  await hospital?.close();
  hospital = null;
  vi.stubGlobal('fetch', realFetch);
}
afterAll(async () => {
  await close();
  Object.assign(console, { log, dir });
  vi.unstubAllGlobals();
});

const suite: Parameters<typeof runReplicationBaseTestSuite>[0] = {
  startReplication: (collection: RxCollection<Human>) =>
    replicateHumans(collection, here().person).state,
  syncOnce: async (collection: RxCollection<Human>) => {
    const { state, stop } = replicateHumans(collection, here().person);
    await state.awaitInitialReplication();
    await state.awaitInSync();
    await stop();
  },
  getAllServerDocs: async () => [...(await here().humans())],
  cleanUpServer: async () => {
    await close();
    hospital = await openHospital();
    vi.stubGlobal('fetch', hospital.fetch);
  },
  softDeletes: true,
  isDeleted: (human: { _deleted: boolean }) => human._deleted,
  getPrimaryOfServerDoc: (human: Human) => human.passportId,
};

keepIn('memory');
describe.each(Object.keys(STORAGES) as (keyof typeof STORAGES)[])('over the %s storage', (name) => {
  beforeAll(() => keepIn(name));
  runReplicationBaseTestSuite(suite);
});
