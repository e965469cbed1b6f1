import {
  ensureRxStorageInstanceParamsAreCorrect,
  RXDB_VERSION,
  type RxJsonSchema,
  type RxStorage,
  type RxStorageInstanceCreationParams,
} from 'rxdb/plugins/core';
import { openCollection, rebuild, reload, type Collection } from './collection.ts';
import { createInstance } from './instance.ts';
import { bindMeta, rebindMeta } from './meta.ts';
import type { Doc } from './rows.ts';
import { resealStep } from './reseal.ts';
import type { OnScan } from './run-query.ts';
import type { Cipher, SealKey } from './seal.ts';
import { IndexDamaged } from './runs.ts';
import { SealedStoreError } from './sealed-error.ts';
import { openStore, SIZES, type Damage, type Sizes, type Store } from './store.ts';
import { BUSY, EVERYTHING, IDLE, tidyStep, type TidyLimits } from './tidy.ts';

export interface SealedSettings {
  /** The first seals; the others still open what was sealed before. */
  readonly keys: readonly [SealKey, ...SealKey[]];
  /** Another one than WebCrypto's, which answers from another thread where it likes. */
  readonly cipher?: Cipher;
  /** What may be kept open in memory. */
  readonly cacheBytes?: number;
  /** How long nothing may have been written before it is put away; null for never by itself. */
  readonly tidyAfterMs?: number | null;
  readonly sizes?: Partial<Sizes>;
  /** Told once of each record that cannot be opened. */
  readonly onDamage?: (damage: Damage) => void;
  /** Told when nothing on the disk needs any key but the first: the others may be thrown away. */
  readonly onSealedAnew?: () => void;
  /** Told of each query that looks at everything: for development. */
  readonly onScan?: OnScan;
  /** Names the collection whose replication keeps its notes in the named one; needed where two have the same fields. */
  readonly metaOf?: (metaCollection: string) => string | null;
  readonly durability?: 'relaxed' | 'strict';
  /** Another IndexedDB than the global one. */
  readonly indexedDB?: IDBFactory;
  readonly IDBKeyRange?: typeof IDBKeyRange;
}
/** RxDB's storage, and what can be asked of it besides. */
export interface RxStorageSealed extends RxStorage<Collection, unknown> {
  /** Puts away everything that lies about in a database that is open. */
  tidy(databaseName: string): Promise<void>;
}
interface Open {
  readonly store: Promise<Store>;
  readonly collections: Map<string, Promise<Collection>>;
  /** Instances that are open or about to be: with the last one it closes. */
  users: number;
  timer: ReturnType<typeof setTimeout> | null;
  /** True once all of it is sealed with the first key. */
  isSealedAnew: boolean;
  readonly onSealedAnew: () => void;
}
const CACHE_BYTES = 8 * 1024 * 1024;
const TIDY_AFTER_MS = 2000;
const nothing = (): void => undefined;

/**
 * RxDB's storage over pages sealed with AES-GCM: all collections of a database in one IndexedDB database. Instances that are made by
 * one storage share their state; of two storages over one database the later writes, and the earlier is refused.
 */
export function getRxStorageSealed(settings: SealedSettings): RxStorageSealed {
  const { cacheBytes = CACHE_BYTES, tidyAfterMs = TIDY_AFTER_MS } = settings;
  const { onDamage = nothing, onScan = nothing, metaOf = () => null } = settings;
  const opened = new Map<string, Open>();
  const forgetOpen = (databaseName: string, open: Open): void => {
    if (opened.get(databaseName) === open) opened.delete(databaseName);
  };
  const openDatabase = (databaseName: string): Open => {
    const known = opened.get(databaseName);
    if (known) return known;
    const open = newOpen({ ...settings, cacheBytes, onDamage }, databaseName);
    opened.set(databaseName, open);
    open.store.catch(() => forgetOpen(databaseName, open));
    return open;
  };
  return {
    name: 'sealed',
    rxdbVersion: RXDB_VERSION,
    createStorageInstance: async (params) => {
      ensureRxStorageInstanceParamsAreCorrect(params);
      if (params.schema.attachments) throw new SealedStoreError({ kind: 'attachments' });
      const open = openDatabase(params.databaseName);
      const leave = (): Promise<void> => {
        open.users -= 1;
        if (open.users > 0) return Promise.resolve();
        forgetOpen(params.databaseName, open);
        return closeStore(open);
      };
      open.users += 1;
      const joined = join(open, params as never);
      const collection = await joined.catch(async (cause: unknown) => {
        await leave();
        throw cause;
      });
      await bind(open, collection, metaOf);
      if (!open.isSealedAnew) tidyLater(open, tidyAfterMs);
      return createInstance(params as never, {
        collection,
        onScan,
        onWritten: () => tidyInTime(open, collection, tidyAfterMs),
        onLeft: async (isRemoved) => {
          await part(open, params as never, { collection, isRemoved });
          await leave();
        },
      }) as never;
    },
    tidy: async (databaseName) => {
      const open = opened.get(databaseName);
      if (open) await tidyAll(open, EVERYTHING);
    },
  };
}

type Opening = SealedSettings & Required<Pick<SealedSettings, 'cacheBytes' | 'onDamage'>>;

function newOpen(settings: Opening, databaseName: string): Open {
  const sizes = { ...SIZES, ...settings.sizes };
  return {
    store: openStore({ ...settings, name: `sealed-${databaseName}`, sizes }),
    collections: new Map(),
    users: 0,
    timer: null,
    isSealedAnew: settings.keys.length === 1,
    onSealedAnew: settings.onSealedAnew ?? nothing,
  };
}

type Params = RxStorageInstanceCreationParams<Doc, unknown>;

function nameOf({ collectionName, schema }: Params): string {
  return `${collectionName} ${schema.version}`;
}

async function join(open: Open, params: Params): Promise<Collection> {
  const name = nameOf(params);
  const store = await open.store;
  const joined =
    open.collections.get(name) ??
    store.lock.write(() =>
      openCollection(store, params.collectionName, params.schema as RxJsonSchema<never>),
    );
  open.collections.set(name, joined);
  joined.catch(() => open.collections.delete(name));
  const collection = await joined;
  // It may have been removed, or its last user gone, while this one waited for it.
  if (open.collections.get(name) !== joined) return join(open, params);
  collection.users += 1;
  return collection;
}

async function bind(
  { collections }: Open,
  collection: Collection,
  metaOf: (metaCollection: string) => string | null,
): Promise<void> {
  const open = await Promise.all(collections.values());
  await collection.store.lock.write(async () => {
    rebindMeta(collection, open);
    await bindMeta(collection, { open, metaOf });
  });
}

/** Whoever opens it from now on gets another one, made behind this one's end. */
async function part(
  open: Open,
  params: Params,
  { collection, isRemoved }: { readonly collection: Collection; readonly isRemoved: boolean },
): Promise<void> {
  const { store, number, changes$ } = collection;
  collection.users -= 1;
  const isFirstToRemove = isRemoved && !collection.isRemoved;
  if (isFirstToRemove || (collection.users === 0 && !collection.isRemoved))
    open.collections.delete(nameOf(params));
  if (collection.users === 0) changes$.complete();
  if (!isFirstToRemove) return;
  collection.isRemoved = true;
  await store.lock.write(async () => {
    await store.leave(number);
    store.cache.dropAll(`${number}/`);
    store.cache.dropAll(`${number}:`);
  });
}

async function closeStore({ store, timer }: Open): Promise<void> {
  if (timer) clearTimeout(timer);
  const found = await store.catch(() => null);
  await found?.lock.write(async () => found.close());
}

/** At once where much lies about, else when nothing has been written for a while. */
function tidyInTime(open: Open, collection: Collection, afterMs: number | null): void {
  if (afterMs !== null && isBusy(collection)) void tidy(collection, BUSY).catch(nothing);
  tidyLater(open, afterMs);
}

function tidyLater(open: Open, afterMs: number | null): void {
  if (afterMs === null) return;
  if (open.timer) clearTimeout(open.timer);
  open.timer = setTimeout(() => void tidyAll(open, IDLE).catch(nothing), afterMs);
}

function isBusy({ logged, delta }: Collection): boolean {
  return logged > BUSY.logged || (delta?.hashes.length ?? 0) / 3 > BUSY.unlisted;
}

async function tidyAll(open: Open, limits: TidyLimits): Promise<void> {
  for (const collection of open.collections.values()) await tidy(await collection, limits);
  await sealAnew(open);
}

/** What an older key has sealed, step by step as well. */
async function sealAnew(open: Open): Promise<void> {
  const store = await open.store;
  while (!open.isSealedAnew && open.users > 0) {
    if (await store.lock.write(() => resealStep(store))) continue;
    open.isSealedAnew = true;
    open.onSealedAnew();
  }
}

/** Step by step, so that nobody waits for more than one. */
async function tidy(collection: Collection, limits: TidyLimits): Promise<void> {
  const step = async (): Promise<boolean> => {
    if (collection.isRemoved || collection.users === 0) return false;
    try {
      return await tidyStep(collection, limits);
    } catch (cause) {
      // What was changed in memory for a transaction that failed is not so.
      const isIndex = cause instanceof IndexDamaged;
      await (isIndex ? rebuild(collection) : reload(collection));
      if (isIndex) return true;
      throw cause;
    }
  };
  while (await collection.store.lock.write(step));
}
