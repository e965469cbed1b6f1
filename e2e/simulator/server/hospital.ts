import Database from 'better-sqlite3';
import type { KnownDevice } from '#server/app-env.ts';
import { watchAccounts, type AccountsWatch } from '#server/jobs/watch-accounts.ts';
import { createDevices, type Devices } from '#server/services/devices.ts';
import { createReadDigest, type ReadDigest } from '#server/services/digest.ts';
import { createEscrow, type Escrow } from '#server/services/escrow.ts';
import { createOffer, type TakeOffer } from '#server/services/offer.ts';
import { createReadDirectory, type ReadDirectory } from '#server/services/directory.ts';
import { createOpenOutside, type OpenOutside } from '#server/services/open-outside.ts';
import { createPeople, type People } from '#server/services/people.ts';
import { createPull, type Pull } from '#server/services/pull.ts';
import { createPullPages } from '#server/services/pull-pages.ts';
import { createIsOfNow, createPush, type IsOfNow, type Push } from '#server/services/push.ts';
import { createSnapshots, type Packing, type Snapshots } from '#server/services/snapshot.ts';
import { createSession, type OpenSession } from '#server/services/session.ts';
import { openReadable } from '#server/services/readable-line.ts';
import { createStreamHub, type StreamHub } from '#server/services/stream.ts';
import { openStoreInMemory } from '#server/store/sqlite/open-store.ts';
import type { Store } from '#server/store/store.ts';
import type { Owner, VirtualTime } from '#e2e/simulator/world/virtual-time.ts';
import { answerTo, identify, refusal, type Answer } from './answer-to.ts';
import { asCopy } from './backup.ts';
import { Killed, layFuse, peek, type Fuse } from './statements.ts';

/** What the server is made of; a planted bug hands in something worse. */
export interface ServerParts {
  readonly store: (store: Store) => Store;
  readonly createPush: typeof createPush;
  readonly createIsOfNow: typeof createIsOfNow;
  readonly createPull: typeof createPull;
  readonly createSession: typeof createSession;
  readonly createSnapshots: typeof createSnapshots;
  readonly createReadDigest: typeof createReadDigest;
  readonly createStreamHub: typeof createStreamHub;
  /** What is done to the database behind the store. */
  readonly sql: string;
  /** The copy that a restored hospital goes on from. */
  readonly copy: (image: Buffer) => Buffer;
}
export const REAL_SERVER: ServerParts = {
  store: (store) => store,
  createPush,
  createIsOfNow,
  createPull,
  createSession,
  createSnapshots,
  createReadDigest,
  createStreamHub,
  sql: '',
  copy: asCopy,
};
/** One life of the server's process, from its start to its end. */
/** Who is behind a cookie, or why nobody is. */
export type Identified = KnownDevice | 'unknown-device' | 'device-locked';
export interface Life extends Owner {
  readonly store: Store;
  readonly hub: StreamHub;
  readonly push: Push;
  readonly isOfNow: IsOfNow;
  readonly pull: Pull;
  readonly session: OpenSession;
  readonly snapshots: Snapshots;
  readonly digest: ReadDigest;
  readonly offer: TakeOffer;
  readonly escrow: Escrow;
  readonly devices: Devices;
  readonly people: People;
  readonly openOutside: OpenOutside;
  readonly directory: ReadDirectory;
  readonly watch: AccountsWatch;
  /** Who is behind each cookie, until anything about people or devices changes. */
  readonly known: Map<string, Promise<Identified>>;
}
/** The hospital's server over a database in memory: real services, real parsing, real SQLite; port, cookies and disk are missing. */
export interface Hospital {
  database: Database.Database;
  readonly life: () => Life | null;
  readonly start: () => void;
  /** Ends the process at once, or before the n-th statement from now. */
  readonly kill: (afterStatements?: number) => void;
  /** The database as a backup would hold it; null in the middle of a transaction. */
  readonly backup: () => Buffer | null;
  /** Ends the process; the next one goes on from a backup. */
  readonly restore: (backup: Buffer) => void;
  /** Nobody kills it any more; it starts if it is not there. */
  readonly letLive: () => Life;
  /** The answer to a request; null where the process did not live to give one. */
  readonly handle: (path: string, device: string, text: string) => Promise<Answer | null>;
  readonly stream: (device: string) => Promise<ReadableStream<Uint8Array> | Answer | null>;
}
export interface HospitalDeps {
  readonly time: VirtualTime;
  readonly image: Buffer;
  readonly parts: ServerParts;
  readonly newEpoch: () => string;
  /** Called when the process has ended. */
  readonly onEnd: () => void;
  readonly onPoison: (cause: unknown) => void;
  /** Told of every frame at the moment when it is sent. */
  readonly onSent: (device: string, frame: Uint8Array) => void;
}

function openImage({ image, parts }: HospitalDeps): Database.Database {
  const database = new Database(image);
  database.exec(parts.sql);
  return database;
}

/** Opens the hospital's database from its image and starts the server. */
export function openHospital(deps: HospitalDeps): Hospital {
  const { time, parts } = deps;
  const fuse: Fuse = { left: Infinity };
  let life: Life | null = null;
  const hospital: Hospital = {
    database: openImage(deps),
    life: () => life,
    start: () => {
      fuse.left = Infinity;
      layFuse(fuse);
      if (hospital.database.inTransaction) hospital.database.exec('ROLLBACK');
      const owner = { isAlive: true };
      life = time.as(owner, () => Object.assign(owner, begin(deps, hospital.database)));
    },
    kill: (afterStatements = 0) => {
      fuse.left = afterStatements;
      if (afterStatements === 0) end();
    },
    backup: () => (hospital.database.inTransaction ? null : hospital.database.serialize()),
    restore: (backup) => {
      end();
      hospital.database.close();
      hospital.database = peek(() => new Database(parts.copy(backup)));
    },
    letLive: () => {
      if (!life) hospital.start();
      if (!life) throw new Error('broken promise: the server has just been started');
      fuse.left = Infinity;
      return life;
    },
    handle: (path, device, text) => inLife((now) => answerTo(now, path, { device, text })),
    stream: (device) =>
      inLife(async (now) => {
        const known = await identify(now, device);
        if (typeof known === 'string') return refusal(known);
        if (!known.people.some(({ isActive }) => isActive)) return refusal('unknown-device');
        return openReadable(watched(now.hub, deps), known);
      }),
  };
  const end = (): void => {
    if (!life) return;
    life.isAlive = false;
    life = null;
    fuse.left = -1;
    deps.onEnd();
  };
  const inLife = async <T>(work: (now: Life) => Promise<T>): Promise<T | Answer | null> => {
    const now = life;
    if (!now) return null;
    try {
      const value = await work(now);
      return now.isAlive ? value : null;
    } catch (cause) {
      if (!now.isAlive) return null;
      if (!(cause instanceof Killed)) return refusal('failed');
      end();
      return null;
    }
  };
  hospital.start();
  return hospital;
}

function watched({ follow }: StreamHub, { onSent }: HospitalDeps): Pick<StreamHub, 'follow'> {
  return {
    follow: (device, line) =>
      follow(device, {
        ...line,
        write: (frame) => {
          onSent(device.id, frame);
          return line.write(frame);
        },
      }),
  };
}

/** Nothing here waits for a thread pool. */
const UNPACKED: Packing = { pack: async (bytes) => bytes, unpack: async (packed) => packed };

function begin(deps: HospitalDeps, database: Database.Database): Omit<Life, 'isAlive'> {
  const { time: clock, parts, onPoison } = deps;
  const store = parts.store(openStoreInMemory(database, { clock, newEpoch: deps.newEpoch }));
  const hub = parts.createStreamHub({ store, clock });
  const known: Life['known'] = new Map();
  const look = (): Promise<void> => {
    known.clear();
    return watch.look();
  };
  const watch = watchAccounts({ store, hub, onFailure: () => undefined });
  // No other process changes accounts here: nothing has to be looked at every two seconds.
  void watch.stop();
  return {
    store,
    hub,
    watch,
    known,
    push: parts.createPush({ store, clock, onPoison }),
    isOfNow: parts.createIsOfNow({ store }),
    pull: parts.createPull({ store, pages: createPullPages(store) }),
    session: parts.createSession({ store, clock, appVersion: '0.1.0+sim' }),
    snapshots: parts.createSnapshots({ store, clock, packing: UNPACKED }),
    digest: parts.createReadDigest({ store }),
    offer: createOffer({ store, clock, onPoison, onReturned: () => undefined }),
    escrow: createEscrow({ store, clock }),
    devices: createDevices({
      store: store.devices,
      clock,
      onChange: () => known.clear(),
      onPeople: look,
      onLock: (id) => hub.signOut(id),
    }),
    openOutside: createOpenOutside({ store, clock, onChange: () => undefined }),
    directory: createReadDirectory({ store }),
    people: createPeople({
      accounts: store.accounts,
      devices: store.devices,
      clock,
      onChange: look,
    }),
  };
}
