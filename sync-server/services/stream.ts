import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import type { DeviceId } from '#shared/domain/ids.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import type { Lasts } from '#shared/sync/stream.ts';
import type { KnownDevice } from '#server/app-env.ts';
import type { CommittedChange, Store } from '#server/store/store.ts';
import { changeBytes, frameBytes } from './stream-frames.ts';
import { openFrameWay, type Followed, type FrameWay, type StreamLine } from './stream-reader.ts';

/** The live streams of all devices (S7). */
export interface StreamHub {
  /** Hands one reader `hello`, then what is committed from now on, until either side ends. */
  follow(device: KnownDevice, line: StreamLine): Promise<Followed>;
  /** Tells the administrator's page to ask anew, on devices on which one has signed in. */
  pokeFleet(): void;
  /** Who signs in on a device has changed, what they may do, or what it holds: it asks for its session anew, without losing the line. */
  tell(id: DeviceId, now: Pick<KnownDevice, 'people' | 'scopes'>): void;
  /** The device has lost its right: its streams say so and end. */
  signOut(id: DeviceId): void;
  isConnected(id: DeviceId): boolean;
  /** How many streams are open. */
  count(): number;
  /** Ends every stream; their devices come back by themselves. */
  close(): void;
}
export interface StreamDeps {
  readonly store: Pick<Store, 'readFacility' | 'readLast' | 'onCommit'>;
  readonly clock: Clock;
  /** Told when a device has come or gone. */
  readonly onPresence?: () => void;
}

/** A reader that hears nothing for two of these takes the line for dead. */
const HEARTBEAT_MS = 15_000;
const FLEET = frameBytes({ kind: 'poke', topic: 'fleet' });
const PEOPLE = frameBytes({ kind: 'poke', topic: 'people' });

interface Reader {
  readonly id: DeviceId;
  /** An administrator has signed in on it by now. */
  isForAdmin: boolean;
  scopes: KnownDevice['scopes'];
  readonly way: FrameWay;
}

/** Follows the store's commits and hands each frame, encoded once, to every reader. */
export function createStreamHub({ store, clock, onPresence }: StreamDeps): StreamHub {
  const readers = new Set<Reader>();
  const send = (frame: Uint8Array, to: (reader: Reader) => boolean = () => true): void => {
    for (const reader of readers) if (to(reader)) reader.way.send(frame);
  };
  let commits = 0;
  const stopFollowing = store.onCommit((changes) => {
    commits += 1;
    if (readers.size > 0) for (const change of changes) sendChange(change, send);
  });
  const leave = (reader: Reader): boolean => {
    const wasHere = readers.delete(reader);
    if (wasHere) onPresence?.();
    return wasHere;
  };
  const end = (reader: Reader): void => {
    if (leave(reader)) reader.way.end();
  };
  const heartbeat = setInterval(
    () => send(frameBytes({ kind: 'heartbeat', serverTime: instantAt(clock.now()) })),
    HEARTBEAT_MS,
  );
  heartbeat.unref();
  return {
    follow: async ({ id, people, scopes }, line) => {
      const mark = commits;
      const lasts = await lastsOf(store, scopes);
      const { epoch, head } = await store.readFacility();
      // What was committed meanwhile reached this reader neither as a number nor as a change.
      const ends = mark === commits ? { lasts } : {};
      const serverTime = instantAt(clock.now());
      const way = openFrameWay(line);
      const reader: Reader = { id, isForAdmin: hasAdmin(people), scopes, way };
      readers.add(reader);
      way.send(frameBytes({ kind: 'hello', epoch, head, serverTime, ...ends }));
      onPresence?.();
      return { drained: way.drained, left: () => void leave(reader) };
    },
    pokeFleet: () => send(FLEET, ({ isForAdmin }) => isForAdmin),
    tell: (id, now) => {
      for (const reader of readers) if (reader.id === id) rescope(reader, now);
      send(PEOPLE, (reader) => reader.id === id);
    },
    signOut: (id) => {
      const gone = [...readers].filter((reader) => reader.id === id);
      send(frameBytes({ kind: 'signed-out' }), (reader) => gone.includes(reader));
      for (const reader of gone) end(reader);
    },
    isConnected: (id) => [...readers].some((reader) => reader.id === id),
    count: () => readers.size,
    close: () => {
      stopFollowing();
      clearInterval(heartbeat);
      for (const reader of readers) end(reader);
    },
  };
}

/** Where the feeds of some scopes end: a device that stands there has nothing to pull. */
async function lastsOf(
  store: Pick<Store, 'readLast'>,
  scopes: KnownDevice['scopes'],
): Promise<Lasts> {
  const lasts: [CollectionName, Record<string, number>][] = [];
  for (const name of COLLECTIONS) {
    const ends: Record<string, number> = {};
    for (const scope of scopes) ends[scope] = await store.readLast(scope, name);
    lasts.push([name, ends]);
  }
  return Object.fromEntries(lasts) as Lasts;
}

/** What waits of a scope that the device has lost never leaves: it pulls. */
function rescope(reader: Reader, { people, scopes }: Pick<KnownDevice, 'people' | 'scopes'>): void {
  const isAlike = scopes.join() === reader.scopes.join();
  reader.isForAdmin = hasAdmin(people);
  reader.scopes = scopes;
  if (!isAlike) reader.way.drop();
}

/**
 * To whoever holds the scope. What left it may lie in another scope of a device: one that holds several asks (S6), because one frame is
 * encoded for all.
 */
function sendChange(
  change: CommittedChange,
  send: (frame: Uint8Array, to: (reader: Reader) => boolean) => void,
): void {
  const holds = ({ scopes }: Reader): boolean => scopes.includes(change.scope);
  const asks = (reader: Reader): boolean => change.hasLeaves && reader.scopes.length > 1;
  send(changeBytes(change), (reader) => holds(reader) && !asks(reader));
  if (!change.hasLeaves) return;
  const pull = frameBytes({ kind: 'resync', collection: change.collection });
  send(pull, (reader) => holds(reader) && asks(reader));
}

function hasAdmin(people: KnownDevice['people']): boolean {
  return people.some(({ roles }) => roles.includes('admin'));
}
