import type { DeviceId } from '#shared/domain/ids.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import type { StreamFrame } from '#shared/sync/stream.ts';
import type { KnownDevice } from '#server/app-env.ts';
import type { CommittedChange, Store } from '#server/store/store.ts';
import { createFrameQueue, type FrameQueue } from './stream-queue.ts';

/** The live streams of all devices (S7). */
export interface StreamHub {
  /** One reader's frames as bytes: `hello` first, then what is committed from now on, until the reader leaves. */
  open(device: KnownDevice): Promise<ReadableStream<Uint8Array>>;
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
  readonly store: Pick<Store, 'readFacility' | 'onCommit'>;
  readonly clock: Clock;
  /** Told when a device has come or gone. */
  readonly onPresence?: () => void;
}

/** A reader that hears nothing for two of these takes the line for dead. */
const HEARTBEAT_MS = 15_000;
const encoder = new TextEncoder();
const RESYNC = frameBytes({ kind: 'resync', collection: null });
const FLEET = frameBytes({ kind: 'poke', topic: 'fleet' });
const PEOPLE = frameBytes({ kind: 'poke', topic: 'people' });

interface Reader {
  readonly device: KnownDevice;
  /** Everybody enrolled on it by now. */
  people: KnownDevice['people'];
  scopes: KnownDevice['scopes'];
  readonly queue: FrameQueue;
  /** Hands on what waits, as far as the reader takes it. */
  readonly flush: () => void;
  readonly end: () => void;
}

/** Follows the store's commits and hands each frame, encoded once, to every reader. */
export function createStreamHub({ store, clock, onPresence }: StreamDeps): StreamHub {
  const readers = new Set<Reader>();
  const send = (frame: Uint8Array, to: (reader: Reader) => boolean = () => true): void => {
    for (const reader of readers) {
      if (!to(reader)) continue;
      reader.queue.push(frame);
      reader.flush();
    }
  };
  const stopFollowing = store.onCommit((changes) => {
    if (readers.size > 0) for (const change of changes) sendChange(change, send);
  });
  const heartbeat = setInterval(
    () => send(frameBytes({ kind: 'heartbeat', serverTime: instantAt(clock.now()) })),
    HEARTBEAT_MS,
  );
  heartbeat.unref();
  return {
    open: async (device) => {
      const { epoch, head } = await store.readFacility();
      const serverTime = instantAt(clock.now());
      const hello = frameBytes({ kind: 'hello', epoch, head, serverTime });
      return readable(readers, device, { hello, onPresence });
    },
    pokeFleet: () => send(FLEET, hasAdmin),
    tell: (id, now) => {
      const told = [...readers].filter(({ device }) => device.id === id);
      for (const reader of told) rescope(reader, now);
      send(PEOPLE, (reader) => told.includes(reader));
    },
    signOut: (id) => {
      const gone = [...readers].filter(({ device }) => device.id === id);
      send(frameBytes({ kind: 'signed-out' }), (reader) => gone.includes(reader));
      for (const reader of gone) reader.end();
    },
    isConnected: (id) => [...readers].some(({ device }) => device.id === id),
    count: () => readers.size,
    close: () => {
      stopFollowing();
      clearInterval(heartbeat);
      for (const reader of readers) reader.end();
    },
  };
}

function readable(
  readers: Set<Reader>,
  device: KnownDevice,
  {
    hello,
    onPresence,
  }: { readonly hello: Uint8Array; readonly onPresence: StreamDeps['onPresence'] },
): ReadableStream<Uint8Array> {
  const queue = createFrameQueue(RESYNC);
  let reader: Reader | null = null;
  const leave = (): void => {
    if (!reader) return;
    readers.delete(reader);
    reader = null;
    onPresence?.();
  };
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        const flush = (): void => {
          while ((controller.desiredSize ?? 0) > 0) {
            const frame = queue.take();
            if (!frame) return;
            controller.enqueue(frame);
          }
        };
        const end = (): void => {
          if (!reader) return;
          leave();
          for (let frame = queue.take(); frame; frame = queue.take()) controller.enqueue(frame);
          controller.close();
        };
        reader = { device, people: device.people, scopes: device.scopes, queue, flush, end };
        readers.add(reader);
        queue.push(hello);
        flush();
        onPresence?.();
      },
      pull: () => reader?.flush(),
      cancel: leave,
    },
    new CountQueuingStrategy({ highWaterMark: 4 }),
  );
}

/** What waits of a scope that the device has lost never leaves: it pulls. */
function rescope(reader: Reader, { people, scopes }: Pick<KnownDevice, 'people' | 'scopes'>): void {
  const isAlike = scopes.join() === reader.scopes.join();
  reader.people = people;
  reader.scopes = scopes;
  if (!isAlike) reader.queue.drop();
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

/** A frame as a server-sent event. */
function frameBytes(frame: StreamFrame): Uint8Array {
  return encoder.encode(`event: ${frame.kind}\ndata: ${JSON.stringify(frame)}\n\n`);
}

/** Stored text is joined into the frame as it is; a change too large to send tells its collection to pull. */
function changeBytes({ collection, scope, from, to, json }: CommittedChange): Uint8Array {
  if (json === null) return frameBytes({ kind: 'resync', collection });
  const head = JSON.stringify({ kind: 'change', collection, scope, from, to }).slice(0, -1);
  return encoder.encode(`event: change\ndata: ${head},"documents":[${json}]}\n\n`);
}

function hasAdmin({ people }: Reader): boolean {
  return people.some(({ roles }) => roles.includes('admin'));
}
