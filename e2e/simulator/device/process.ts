import { signal, type Signal } from '@preact/signals';
import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import type { DeviceId } from '#shared/domain/ids.ts';
import type { Person } from '#shared/domain/person.ts';
import { createActs, type Author } from '#pwa/store/act.ts';
import { nextMutation } from '#pwa/store/count-mutations.ts';
import type { Replica, ReplicaCollections } from '#pwa/store/replica.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { countsOf, type Unsent, type Waiting } from '#pwa/store/sync/follow-unsent.ts';
import { createKeptMutations } from '#pwa/store/sync/kept-mutations.ts';
import { leadTheLine } from '#pwa/store/sync/lead-the-line.ts';
import { createLine } from '#pwa/store/sync/line.ts';
import type { Shared } from '#pwa/store/sync/start-sync.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import type { Connection } from '#e2e/simulator/world/connection.ts';
import type { Dice } from '#e2e/simulator/world/dice.ts';
import type { Caller } from '#e2e/simulator/world/network.ts';
import type { VirtualTime } from '#e2e/simulator/world/virtual-time.ts';
// Loaded when it is asked for in the app: here nothing may come from a real disk while a world lives.
import '#pwa/store/sync/offer-lost.ts';
import { acceptedOver } from './accepted.ts';
import { createCollection, type SimCollection } from './collection.ts';
import { commit, put, type Disk, type Row } from './disk.ts';
import { createEngine } from './engine.ts';
import type { DeviceBugs } from './engine-parts.ts';

export interface ProcessDeps {
  readonly device: DeviceId;
  readonly disk: Disk;
  readonly time: VirtualTime;
  readonly dice: Dice;
  /** Milliseconds that the device's clock is ahead, at every moment anew. */
  readonly skewMs: () => number;
  readonly hasLine: () => boolean;
  readonly bugs: DeviceBugs;
  readonly onRow: (name: CollectionName, before: Row | undefined, after: Row) => void;
  /** Tells whether the write finds no room. */
  readonly isFull: () => boolean;
}
/** One life of the app on a tablet: the app's own sync and writes over the stand-in for RxDB. */
export interface Process extends Caller {
  readonly collections: Readonly<Record<CollectionName, SimCollection>>;
  readonly acts: Pick<Replica, 'act' | 'undo'>;
  readonly people: () => readonly Person[];
  /** Who writes next. */
  signedIn: Person | null;
  readonly waiting: () => number;
  /** Does something in a step of its own. */
  readonly does: (work: () => void) => void;
  /** `online`, focus, a tap on the sync mark. */
  readonly wake: () => void;
  /** The browser says that there is no network any more. */
  readonly goOffline: () => void;
}
const SLOWEST_STEP_MS = 3;

/** Starts the app on a disk, as a cold start does. */
export function startProcess(deps: ProcessDeps): Process {
  const { disk, time } = deps;
  const clock = { now: () => time.now() + deps.skewMs() };
  const step = (isWrite: boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      time.after(deps.dice.below(SLOWEST_STEP_MS), process, () => {
        if (!isWrite || !deps.isFull()) return resolve();
        process.answered.clear();
        reject(new DOMException('No room', 'QuotaExceededError'));
      });
    });
  let lastWrite = 0;
  const writeTime = (): number => (lastWrite = Math.max(lastWrite + 0.01, clock.now()));
  const unsent = followDisk(disk);
  const collections = Object.fromEntries(
    COLLECTIONS.map((name) => {
      const onRow = (_: CollectionName, before: Row | undefined, after: Row): void => {
        deps.onRow(name, before, after);
        if (before?.doc.trail.length || after.doc.trail.length) unsent.tell(name, after);
      };
      const { savesLater = false, goesByTime = false } = deps.bugs;
      return [
        name,
        createCollection(name, { disk, step, writeTime, savesLater, goesByTime, onRow }),
      ];
    }),
  ) as unknown as Process['collections'];
  const deviceStore = storeOver(disk, step);
  const wakers = new Set<() => void>();
  const offline = new Set<() => void>();
  const author = (): Author | null => {
    const person = process.signedIn;
    return person && { person: person.id, device: deps.device, roles: person.roles };
  };
  const process: Process & { offline: typeof offline } = {
    isAlive: true,
    device: deps.device,
    hasLine: deps.hasLine,
    connections: new Set<Connection>(),
    answered: new Map(),
    lastOf: (collection, id) => disk.tables[collection].rows.get(id)?.doc.trail.at(-1)?.id,
    offline,
    collections,
    signedIn: null,
    people: () => (disk.kept.get('people') as readonly Person[] | undefined) ?? [],
    waiting: () => unsent.count.peek(),
    acts: createActs({
      collections: collections as unknown as ReplicaCollections,
      clock,
      newId: () => deps.dice.uuid(),
      author,
      nextNumber: () => nextMutation(deviceStore),
    }),
    wake: () =>
      process.does(() => {
        for (const wake of wakers) wake();
        wakers.clear();
      }),
    goOffline: () =>
      process.does(() => {
        for (const drop of offline) drop();
      }),
    does: (work) => void time.after(0, process, work),
  };
  time.as(process, () => {
    const line = createLine(clock, null);
    const shared: Signal<Shared> = signal({
      line: line.status.peek(),
      facility: null,
      firstSync: null,
      resend: null,
      isPullFull: false,
      fleetPokes: 0,
    });
    void leadTheLine(
      {
        line,
        shared,
        clock,
        kept: createKeptMutations(acceptedOver(disk, step)),
        person: signal(null),
        unsent: deps.bugs.sweepsNothing ? { ...unsent, waiting: signal([]) } : unsent,
        deviceStore,
        collections: collections as unknown as ReplicaCollections,
        engine: createEngine({ disk, step, bugs: deps.bugs }),
        appVersion: '0.1.0+sim',
        vitals: { take: () => [] },
        isKept: true,
        isFull: signal(false),
        refused: signal(0),
        onSession: async ({ people }) => {
          await deviceStore.write('people', people).catch(() => undefined);
          const { signedIn } = process;
          process.signedIn = people.find(({ id }) => id === signedIn?.id) ?? null;
        },
        onLocked: () => void (process.signedIn = null),
        whenWoken: (signal) =>
          new Promise((resolve) => {
            wakers.add(resolve);
            signal.addEventListener('abort', () => wakers.delete(resolve), { once: true });
          }),
      },
      new AbortController().signal,
    );
  });
  return process;
}

/** What `window` is to the process whose step it is. */
export function windowOf(time: VirtualTime): unknown {
  const offlineOf = (): Set<() => void> =>
    (time.owner() as unknown as { readonly offline: Set<() => void> }).offline;
  return {
    addEventListener: (name: string, run: () => void) => name === 'offline' && offlineOf().add(run),
    removeEventListener: (_: string, run: () => void) => offlineOf().delete(run),
  };
}

interface DiskUnsent extends Unsent {
  readonly tell: (collection: CollectionName, row: Row) => void;
}

/** What waits on a disk: read once, then told of row by row. */
function followDisk(disk: Disk): DiskUnsent {
  const byRow = new Map<string, Waiting>();
  const note = (collection: CollectionName, { doc, isDeleted }: Row): void => {
    const key = `${collection}/${doc.id}`;
    if (doc.trail.length === 0 || isDeleted) byRow.delete(key);
    else byRow.set(key, { collection, id: doc.id, document: doc as Stored });
  };
  for (const collection of COLLECTIONS)
    for (const row of disk.tables[collection].rows.values()) note(collection, row);
  const waiting = signal<readonly Waiting[]>([...byRow.values()]);
  return {
    ...countsOf(waiting),
    tell: (collection, row) => {
      note(collection, row);
      waiting.value = [...byRow.values()];
    },
    stop: () => undefined,
  };
}

function storeOver(disk: Disk, step: (isWrite: boolean) => Promise<void>): DeviceStore {
  const write = async <T>(key: string, work: (value: T | undefined) => T): Promise<T> => {
    await step(true);
    const value = work(disk.kept.get(key) as T | undefined);
    commit(disk, (remember) => put(disk.kept, key, value, remember));
    return value;
  };
  return {
    isFull: signal(false),
    read: async <T>(key: string) => {
      await step(false);
      return disk.kept.get(key) as T | undefined;
    },
    write: async (key, value) => void (await write(key, () => value)),
    change: write,
    remove: async (keys) => {
      await step(true);
      for (const key of keys) disk.kept.delete(key);
    },
    keysWith: async (prefix) => [...disk.kept.keys()].filter((key) => key.startsWith(prefix)),
  };
}
