import type { IDBFactory } from 'fake-indexeddb';
import { createHash } from 'node:crypto';
import type { RxDocumentData } from 'rxdb/plugins/core';
import { COLLECTIONS, isCollection, type CollectionName } from '#shared/domain/collections.ts';
import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import {
  commit,
  copyOf,
  createDisk,
  put,
  type Disk,
  type Row,
} from '#e2e/simulator/device/disk.ts';

export type Raw = RxDocumentData<Record<string, unknown>>;
interface Home {
  readonly factory: IDBFactory;
  readonly name: string;
  /** The storage instances that have their rows in it: a start that breaks off leaves some without. */
  readonly filled: Set<string>;
}
/**
 * What RxDB has on one tablet: every row of every storage instance as it was written, so that a power cut can take the last writes
 * back and a profile can be copied; and the same as the promises look at it.
 */
export interface RealDisk extends Disk {
  readonly instances: Map<string, Map<string, Raw>>;
  /** The IndexedDB that holds it; null where it has to be filled anew from the rows. */
  home: Home | null;
}
/** The replication's notes, as RxDB's `rx-replication-meta-…` instances keep them. */
interface Note {
  readonly itemId: string;
  readonly isCheckpoint: '0' | '1';
  readonly docData?: Stored;
  readonly checkpointData?: unknown;
}

/** An empty disk for RxDB. */
export function createRealDisk(): RealDisk {
  return { ...createDisk(), instances: new Map(), home: null };
}

/** The disk of a browser profile that was copied to another machine. */
export function copyOfReal(disk: Disk): RealDisk {
  const instances = [...(disk as RealDisk).instances].map(
    ([name, rows]) => [name, new Map(rows)] as const,
  );
  return { ...copyOf(disk), instances: new Map(instances), home: null };
}

/** What RxDB names its notes on a replication by; nothing here waits for a thread pool. */
export async function hashOf(text: string | ArrayBuffer | Blob): Promise<string> {
  return createHash('sha256').update(String(text)).digest('hex');
}

const NOTES = new Map<string, CollectionName>();
for (const name of COLLECTIONS)
  NOTES.set(`rx-replication-meta-${await hashOf(`${name}-hospital-${name}`)}`, name);

/** The collection whose replication keeps its notes in an instance of that name. */
export function notedIn(instance: string): CollectionName | null {
  return NOTES.get(instance) ?? null;
}

/** One transaction of one storage instance; answers what became of the collection's own rows. */
export function keep(
  disk: RealDisk,
  instance: string,
  written: readonly Raw[],
): readonly {
  readonly name: CollectionName;
  readonly before: Row | undefined;
  readonly after: Row;
}[] {
  const changed: { name: CollectionName; before: Row | undefined; after: Row }[] = [];
  const rows = disk.instances.get(instance) ?? new Map<string, Raw>();
  disk.instances.set(instance, rows);
  commit(disk, (remember) => {
    // Taken back, it has to be filled anew.
    remember(() => void (disk.home = null));
    for (const raw of written) {
      put(rows, idOf(raw), raw, remember);
      if (isCollection(instance)) {
        const { rows: table } = disk.tables[instance];
        const before = table.get(idOf(raw));
        const after = rowOf(raw);
        put(table, after.doc.id, after, remember);
        changed.push({ name: instance, before, after });
      }
      const noted = NOTES.get(instance);
      if (noted) keepNote(disk.tables[noted], raw as unknown as Note, remember);
    }
  });
  return changed;
}

function keepNote(
  table: Disk['tables'][CollectionName],
  { itemId, isCheckpoint, docData, checkpointData }: Note,
  remember: (undo: () => void) => void,
): void {
  if (isCheckpoint === '1') {
    if (itemId !== 'down') return;
    const before = table.down;
    remember(() => void (table.down = before));
    table.down = checkpointData as Checkpoint;
  } else if (docData) {
    put(table.assumed, itemId, { doc: docData, isDeleted: false, resolved: 0 }, remember);
  }
}

/** The key that RxDB gave the row: notes have composed ones of the same name. */
function idOf(raw: Raw): string {
  return String(raw['id'] ?? raw['key']);
}

function rowOf(raw: Raw): Row {
  const doc = raw as unknown as Stored;
  return { doc, isDeleted: raw._deleted, version: 0, fromMaster: 0, lwt: raw._meta.lwt };
}
