import { createRxDatabase, type RxCollection } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import type { Change, TrailEntry } from '#shared/domain/envelope.ts';
import { newId, type DeviceId, type PersonId } from '#shared/domain/ids.ts';
import type { Clock } from '#shared/lib/clock.ts';
import { createActs, type Author } from '#pwa/store/act.ts';
import type { Replica, ReplicaCollections } from '#pwa/store/replica.ts';
import { rxSchema, type Stored } from '#pwa/store/rx-schema.ts';
import { hospitalDecides } from '#pwa/store/sync/conflict-handler.ts';
import { followStream } from '#pwa/store/sync/follow-stream.ts';
import type { KeptMutations } from '#pwa/store/sync/kept-mutations.ts';
import { createLine, type Line } from '#pwa/store/sync/line.ts';
import { replicate } from '#pwa/store/sync/replicate.ts';

const NAMES = ['patients', 'appointments', 'disputes'] as const;
type Held = (typeof NAMES)[number];

interface TabletDeps {
  readonly clock: Clock;
  readonly author: Pick<Author, 'person' | 'roles'>;
  readonly kept?: KeptMutations;
}
/** RxDB in memory with the app's own writes and sync; whoever holds it says when it has a line. */
export interface RealTablet {
  readonly collections: ReplicaCollections;
  readonly line: Line;
  readonly acts: Pick<Replica, 'act' | 'undo'>;
  /** Somebody changes a person by hand. */
  write(id: string, content: object): Promise<unknown>;
  held(name: Held, id: string): Promise<Stored | undefined>;
  /** How many documents wait to be sent. */
  unsent(): Promise<number>;
  /** Opens the stream, pulls, and hears what it says until `disconnect`. */
  connect(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** A tablet as the app makes it, but for the browser. */
export async function openTablet({ clock, author, kept }: TabletDeps): Promise<RealTablet> {
  const collections = await openCollections();
  const line = createLine(clock, null);
  const device = newId<DeviceId>();
  let n = 0;
  const nothing = (): void => undefined;
  const running = NAMES.map((name) => {
    const one = replicate({
      name,
      collection: collections[name] as unknown as RxCollection<Stored>,
      line,
      engine: replicateRxCollection,
      ...(kept ? { kept } : {}),
      received: nothing,
      reachedEnd: nothing,
      storing: nothing,
    });
    return [name, one] as const;
  });
  const acts = createActs({
    collections,
    clock,
    newId,
    author: () => ({ ...author, device }),
    nextNumber: async () => ++n,
  });
  return {
    collections,
    line,
    acts,
    write: (id, content) => {
      const change = (before: object | undefined) => ({ ...before, ...content });
      return acts.act('edit', [{ collection: 'patients', id, change } as never]);
    },
    held: async (name, id) =>
      (await collections[name].findOne(id).exec())?.toJSON() as Stored | undefined,
    unsent: async () => {
      const all = await Promise.all(NAMES.map((name) => collections[name].find().exec()));
      return all.flat().filter((document) => document.toJSON().trail.length > 0).length;
    },
    connect: async (signal) => {
      const frames = followStream(signal);
      await frames.next();
      line.up();
      for (const [, one] of running) one.resync();
      void (async () => {
        for await (const frame of frames) {
          if (frame.kind !== 'change') continue;
          running.find(([name]) => name === frame.collection)?.[1].take(frame);
        }
      })().catch(() => undefined);
    },
    close: async () => {
      for (const [, one] of running) await one.stop();
      await collections.patients.database.close();
    },
  };
}

/** What a device that speaks the wire by hand sends of one change. */
export function byHand(by: PersonId, n: number, changes: readonly Change[]): TrailEntry {
  return {
    id: newId(),
    device: newId(),
    n,
    by,
    at: '2026-05-04T08:00:00.000Z',
    action: { id: newId(), name: 'edit' },
    changes,
  };
}

async function openCollections(): Promise<ReplicaCollections> {
  const db = await createRxDatabase({
    name: `sim${newId()}`,
    storage: getRxStorageMemory(),
    multiInstance: false,
  });
  const creators = NAMES.map(
    (name) => [name, { schema: rxSchema(name), conflictHandler: hospitalDecides }] as const,
  );
  const made = await db.addCollections(Object.fromEntries(creators) as never);
  return made as unknown as ReplicaCollections;
}
