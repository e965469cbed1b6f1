import { signal, type Signal } from '@preact/signals';
import type { replicateRxCollection } from 'rxdb/plugins/replication';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { DeviceId } from '#shared/domain/ids.ts';
import type { Person } from '#shared/domain/person.ts';
import type { Clock } from '#shared/lib/clock.ts';
import { createActs, type Author } from '#pwa/store/act.ts';
import { nextMutation } from '#pwa/store/count-mutations.ts';
import type { Replica, ReplicaCollections } from '#pwa/store/replica.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import type { Unsent } from '#pwa/store/sync/follow-unsent.ts';
import { createKeptMutations } from '#pwa/store/sync/kept-mutations.ts';
import type { EngineState } from '#pwa/store/sync/first-sync.ts';
import { leadTheLine } from '#pwa/store/sync/lead-the-line.ts';
import { createLine } from '#pwa/store/sync/line.ts';
import type { LoadTarget } from '#pwa/store/sync/load-target.ts';
import type { Shared } from '#pwa/store/sync/start-sync.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import type { Connection } from '#e2e/simulator/world/connection.ts';
import type { Dice } from '#e2e/simulator/world/dice.ts';
import type { Caller } from '#e2e/simulator/world/network.ts';
import type { Speech } from '#e2e/simulator/world/other-versions.ts';
import type { VirtualTime } from '#e2e/simulator/world/virtual-time.ts';
// Loaded when it is asked for in the app: here nothing may come from a real disk while a world lives.
import '#pwa/store/sync/compare.ts';
import '#pwa/store/sync/hand-over.ts';
import '#pwa/store/sync/load-snapshot.ts';
import '#pwa/store/sync/offer-lost.ts';
import '#pwa/store/sync/sweep.ts';
import { acceptedOver } from './accepted.ts';
import { commit, put, type Disk, type Row } from './disk.ts';
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
  readonly speech: () => Speech;
  /** Tells whether the write finds no room. */
  readonly isFull: () => boolean;
  /** Told of every call to the storage before it is made. */
  readonly onStep: () => void;
  readonly note: (text: string) => void;
}
/** One life of the app on a tablet: the app's own sync and writes over what keeps its documents. */
export interface Process extends Caller {
  /** Writes a patient past the app's own writes, as a program before ours did. */
  readonly plant: (doc: Stored) => void;
  readonly acts: Pick<Replica, 'act' | 'undo'>;
  readonly people: () => readonly Person[];
  /** Who writes next. */
  signedIn: Person | null;
  readonly waiting: () => number;
  /** Does something in a step of its own. */
  readonly does: (work: () => void) => void;
  /** Compares what is held with the hospital (S16). */
  readonly compare: () => void;
  /** `online`, focus, a tap on the sync mark. */
  readonly wake: () => void;
  /** The browser says that there is no network any more. */
  readonly goOffline: () => void;
  /** Gives back what a dead process holds in this one. */
  buried?: () => void;
}
const SLOWEST_STEP_MS = 3;

/** What keeps the documents of a process: the small store that stands where RxDB stands, or RxDB itself (`real/`). */
export interface Held {
  readonly collections: ReplicaCollections;
  readonly unsent: Unsent;
  readonly engine: typeof replicateRxCollection;
  readonly targetOf: (state: EngineState) => LoadTarget;
  readonly plant: Process['plant'];
}
export interface Opening extends ProcessDeps {
  readonly process: Process;
  /** One step to the disk and back: it takes a moment, may find no room, and never comes back in a dead process. */
  readonly step: (isWrite: boolean) => Promise<void>;
  /** Time of a write; never the same twice in one process. */
  readonly writeTime: () => number;
}
export type Open = (opening: Opening) => Held | Promise<Held>;

/** Starts the app on a disk, as a cold start does. */
export function startProcess(deps: ProcessDeps, open: Open): Process {
  const { disk, time } = deps;
  const clock = { now: () => time.now() + deps.skewMs() };
  const step = (isWrite: boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      deps.onStep();
      time.after(deps.dice.below(SLOWEST_STEP_MS), process, () => {
        if (!isWrite || !deps.isFull()) return resolve();
        deps.note('finds no room');
        process.answered.clear();
        reject(new DOMException('No room', 'QuotaExceededError'));
      });
    });
  let lastWrite = 0;
  const writeTime = (): number => (lastWrite = Math.max(lastWrite + 0.01, clock.now()));
  const deviceStore = storeOver(disk, step);
  const wakers = new Set<() => void>();
  const offline = new Set<() => void>();
  const author = (): Author | null => {
    const person = process.signedIn;
    return person && { person: person.id, device: deps.device, roles: person.roles };
  };
  const opened = Promise.withResolvers<Process['acts']>();
  let held: Held | null = null;
  let compare = (): void => undefined;
  const process: Process & { offline: typeof offline } = {
    isAlive: true,
    device: deps.device,
    hasLine: deps.hasLine,
    speech: deps.speech,
    connections: new Set<Connection>(),
    answered: new Map(),
    lastOf: (collection, id) => disk.tables[collection].rows.get(id)?.doc.trail.at(-1)?.id,
    offline,
    plant: (doc) => held?.plant(doc),
    signedIn: null,
    people: () => (disk.kept.get('people') as readonly Person[] | undefined) ?? [],
    waiting: () => held?.unsent.count.peek() ?? -1,
    acts: {
      act: async (...write) => (await opened.promise).act(...write),
      undo: async (...receipt) => (await opened.promise).undo(...receipt),
    },
    compare: () => process.does(compare),
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
  const begin = (now: Held): void => {
    held = now;
    const { collections } = now;
    const newId = <Id extends string>(): Id => deps.dice.uuid();
    const nextNumber = (): Promise<number> => nextMutation(deviceStore);
    opened.resolve(createActs({ collections, clock, newId, author, nextNumber }));
    const onReady = (ready: () => void): void => void (compare = ready);
    lead({ deps: { disk, step }, process, clock, deviceStore, wakers, onReady }, now);
  };
  time.as(process, () => {
    const opening = open({ ...deps, process, step, writeTime });
    if (opening instanceof Promise) void opening.then(begin);
    else begin(opening);
  });
  return process;
}

interface Leading {
  readonly deps: Pick<Opening, 'disk' | 'step'>;
  readonly process: Process;
  readonly clock: Clock;
  readonly deviceStore: DeviceStore;
  readonly wakers: Set<() => void>;
  readonly onReady: (compare: () => void) => void;
}

function lead(
  { deps, process, clock, deviceStore, wakers, onReady }: Leading,
  { collections, unsent, engine, targetOf }: Held,
): void {
  const line = createLine(clock, null);
  const shared: Signal<Shared> = signal({
    line: line.status.peek(),
    facility: null,
    firstSync: null,
    firstSyncOf: null,
    compared: null,
    resend: null,
    isPullFull: false,
    fleetPokes: 0,
    noRoom: null,
    refusedLine: null,
    scopes: null,
  });
  void leadTheLine(
    {
      line,
      shared,
      clock,
      kept: createKeptMutations(acceptedOver(deps.disk, deps.step)),
      person: signal(null),
      unsent,
      deviceStore,
      collections,
      engine,
      targetOf: async (state) => targetOf(state),
      onReady,
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
    // The directory lies in an IndexedDB of its own, which is not here: it is never begun.
    write: (key, value) =>
      key === 'directory'
        ? new Promise(() => undefined)
        : write(key, () => value).then(() => undefined),
    change: write,
    remove: async (keys) => {
      await step(true);
      for (const key of keys) disk.kept.delete(key);
    },
    keysWith: async (prefix) => [...disk.kept.keys()].filter((key) => key.startsWith(prefix)),
  };
}
