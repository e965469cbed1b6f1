import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import type { AcceptedKey } from '#pwa/platform/accepted-store.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';

/** One document as RxDB keeps it: its version counts writes, `fromMaster` is the version that a pull wrote last. */
export interface Row {
  readonly doc: Stored;
  readonly isDeleted: boolean;
  readonly version: number;
  readonly fromMaster: number;
  /** Last write time, by the device's clock; what the push goes by. */
  readonly lwt: number;
  /** What was there before, which a storage that goes wrong may show again. */
  readonly was?: Pick<Row, 'doc' | 'isDeleted'>;
}
/** What the replication believes the hospital has. */
export interface Assumed {
  readonly doc: Stored;
  readonly isDeleted: boolean;
  /** The version that a resolved conflict made. */
  readonly resolved: number;
}
export interface UpCheckpoint {
  readonly lwt: number;
  readonly id: string;
}
export interface Table {
  readonly rows: Map<string, Row>;
  readonly assumed: Map<string, Assumed>;
  down: Checkpoint | null;
  up: UpCheckpoint | null;
}
interface Accepted {
  readonly key: AcceptedKey;
  readonly value: unknown;
}
/** What lies on one tablet and outlives its process. One log of transactions for all, as Chromium keeps one origin's databases. */
export interface Disk {
  readonly tables: Readonly<Record<CollectionName, Table>>;
  readonly kept: Map<string, unknown>;
  /** What was accepted of what was written here, by when. */
  readonly accepted: Map<string, Accepted>;
  /** The ways back from the last transactions, newest last. */
  readonly undo: (() => void)[];
  /** `collection/id` of what the storage has lost or shows as it was: nobody is told of it. */
  readonly spoilt: Set<string>;
}
const MOST_LOST = 6;

/** An empty disk. */
export function createDisk(): Disk {
  const table = (): Table => ({ rows: new Map(), assumed: new Map(), down: null, up: null });
  const tables = Object.fromEntries(COLLECTIONS.map((name) => [name, table()]));
  return {
    tables: tables as unknown as Disk['tables'],
    kept: new Map(),
    accepted: new Map(),
    undo: [],
    spoilt: new Set(),
  };
}

/** The disk of a browser profile that was copied to another machine. */
export function copyOf(disk: Disk): Disk {
  const copy = createDisk();
  for (const name of COLLECTIONS) {
    const [from, to] = [disk.tables[name], copy.tables[name]];
    for (const [id, row] of from.rows) to.rows.set(id, row);
    for (const [id, assumed] of from.assumed) to.assumed.set(id, assumed);
    [to.down, to.up] = [from.down, from.up];
  }
  for (const [key, value] of disk.kept) copy.kept.set(key, value);
  for (const [key, value] of disk.accepted) copy.accepted.set(key, value);
  for (const key of disk.spoilt) copy.spoilt.add(key);
  return copy;
}

/** One transaction: all of it is there, or, when the power fails before it is on the disk, nothing. */
export function commit(disk: Disk, write: (remember: (undo: () => void) => void) => void): void {
  const undo: (() => void)[] = [];
  write((one) => void undo.push(one));
  disk.undo.push(() => {
    for (const one of undo.toReversed()) one();
  });
  if (disk.undo.length > MOST_LOST) disk.undo.shift();
}

/** Sets one entry of a map inside a transaction. */
export function put<V>(
  map: Map<string, V>,
  key: string,
  value: V,
  remember: (undo: () => void) => void,
): void {
  const before = map.get(key);
  remember(() => {
    if (before === undefined) map.delete(key);
    else map.set(key, before);
  });
  map.set(key, value);
}

/** The power fails: the last transactions never reached the disk. */
export function loseLast(disk: Disk, count: number): void {
  for (const undo of disk.undo.splice(-count).toReversed()) undo();
  disk.undo.length = 0;
}
