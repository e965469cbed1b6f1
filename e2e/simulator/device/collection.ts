import { Subject } from 'rxjs';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { createRounds, type Place } from '#pwa/store/sync/push-what-waits.ts';
import { commit, put, type Disk, type Row, type Table } from './disk.ts';

/** What a write told whoever follows the collection. */
export interface Written {
  readonly rows: readonly Row[];
  readonly isPulled: boolean;
}
export interface WriteRow {
  readonly doc: Stored;
  readonly isDeleted: boolean;
  /** The version that it was made from; 0 for a new document. */
  readonly from: number;
}
/** One collection, standing where RxDB's stands: what `act`, `sweep` and the replication ask of it, and no more. */
export interface SimCollection {
  readonly name: CollectionName;
  readonly table: Table;
  readonly written$: Subject<Written>;
  /** One transaction; rows that somebody has changed meanwhile are left out. Answers the rows written. */
  readonly write: (rows: readonly WriteRow[], isPulled: boolean) => Promise<readonly Row[]>;
  readonly storageInstance: {
    readonly findDocumentsById: (ids: readonly string[]) => Promise<readonly Stored[]>;
  };
  /** What the push looks through: what waits first, then by write time alone, so that what was written while the clock stood behind it is not seen. */
  readonly changedSince: (
    limit: number,
    since: Place | null,
  ) => Promise<{ readonly rows: readonly Row[]; readonly checkpoint: Place }>;
  readonly findOne: (id: string) => { readonly exec: () => Promise<SimDocument | null> };
  /** Documents in order of their ids, from one on. */
  readonly find: (query: Query) => { readonly exec: () => Promise<readonly Found[]> };
  readonly insert: (doc: Stored) => Promise<void>;
}
interface Query {
  readonly selector: { readonly id: { readonly $gt: string } };
  readonly limit: number;
}
interface Found {
  readonly toJSON: () => Stored;
}
interface SimDocument {
  readonly toMutableJSON: () => Stored;
  readonly incrementalModify: (change: (doc: Stored) => Stored) => Promise<void>;
}
export interface CollectionDeps {
  readonly disk: Disk;
  /** One step to the disk and back: it takes a moment, may find no room, and never comes back in a dead process. */
  readonly step: (isWrite: boolean) => Promise<void>;
  /** Time of a write; never the same twice in one process. */
  readonly writeTime: () => number;
  /** A planted bug: what is called saved is stored a moment later. */
  readonly savesLater: boolean;
  /** A planted bug: what waits is looked for by write time alone. */
  readonly goesByTime: boolean;
  readonly onRow: (name: CollectionName, before: Row | undefined, after: Row) => void;
}

/** Opens a collection over a disk. */
export function createCollection(name: CollectionName, deps: CollectionDeps): SimCollection {
  const { disk, step } = deps;
  const table = disk.tables[name];
  const written$ = new Subject<Written>();
  const rowAt = (id: string): Row | undefined => table.rows.get(id);
  const writeNow = (rows: readonly WriteRow[], isPulled: boolean): readonly Row[] => {
    const done: Row[] = [];
    commit(disk, (remember) => {
      for (const { doc, isDeleted, from } of rows) {
        const before = rowAt(doc.id);
        const version = before?.version ?? 0;
        if (version !== from) continue;
        const fromMaster = isPulled ? version + 1 : (before?.fromMaster ?? 0);
        const lwt = deps.writeTime();
        const was = before && { was: { doc: before.doc, isDeleted: before.isDeleted } };
        const after = { doc, isDeleted, version: version + 1, fromMaster, lwt, ...was };
        put(table.rows, doc.id, after, remember);
        deps.onRow(name, before, after);
        done.push(after);
      }
    });
    if (done.length > 0) written$.next({ rows: done, isPulled });
    return done;
  };
  const write = async (rows: readonly WriteRow[], isPulled: boolean): Promise<readonly Row[]> => {
    await step(true);
    return writeNow(rows, isPulled);
  };
  const save = (row: WriteRow): void => {
    if (deps.savesLater) setTimeout(() => writeNow([row], false), 300);
    else writeNow([row], false);
  };
  return {
    name,
    table,
    written$,
    write,
    changedSince: changedIn(table, deps.goesByTime),
    storageInstance: {
      findDocumentsById: async (ids) => {
        await step(false);
        return ids.flatMap((id) => {
          const row = rowAt(id);
          return row && !row.isDeleted ? [row.doc] : [];
        });
      },
    },
    findOne: (id) => ({
      exec: async () => {
        await step(false);
        const row = rowAt(id);
        if (!row || row.isDeleted) return null;
        return {
          toMutableJSON: () => row.doc,
          incrementalModify: async (change) => {
            await step(true);
            const now = rowAt(id);
            if (!now || now.isDeleted) throw new Error('RxError CONFLICT: the document is gone');
            const next = change(now.doc);
            if (next === now.doc) return;
            const { _deleted, ...doc } = next as Stored & { readonly _deleted?: boolean };
            const isDeleted = _deleted === true;
            save({ doc: doc as Stored, isDeleted, from: now.version });
          },
        };
      },
    }),
    find: ({ selector, limit }) => ({
      exec: async () => {
        await step(false);
        return [...table.rows.values()]
          .filter(({ doc, isDeleted }) => !isDeleted && doc.id > selector.id.$gt)
          .toSorted((a, b) => (a.doc.id < b.doc.id ? -1 : 1))
          .slice(0, limit)
          .map(({ doc }) => ({ toJSON: () => doc }));
      },
    }),
    insert: async (doc) => {
      await step(true);
      const before = rowAt(doc.id);
      if (before && !before.isDeleted) throw new Error('RxError CONFLICT: it is there already');
      save({ doc, isDeleted: false, from: before?.version ?? 0 });
    },
  };
}

function changedIn(table: Table, goesByTime: boolean): SimCollection['changedSince'] {
  const inOrder = (rows: readonly Row[]): { readonly id: string; readonly row: Row }[] =>
    rows
      .toSorted((a, b) => a.lwt - b.lwt || (a.doc.id < b.doc.id ? -1 : 1))
      .map((row) => ({ id: row.doc.id, row }));
  const rounds = createRounds<{ readonly id: string; readonly row: Row }>({
    waiting: async () => (goesByTime ? [] : inOrder([...table.rows.values()].filter(isWaiting))),
    changed: async (limit, after) => {
      const later = [...table.rows.values()].filter(
        ({ lwt, doc }) => lwt > after.lwt || (lwt === after.lwt && doc.id > after.id),
      );
      const documents = inOrder(later).slice(0, limit);
      const last = documents.at(-1);
      return { documents, checkpoint: last ? { lwt: last.row.lwt, id: last.id } : after };
    },
    versionOf: ({ row }) => String(row.version),
  });
  return async (limit, since) => {
    const { documents, checkpoint } = await rounds(limit, since ?? undefined);
    return { rows: documents.map(({ row }) => row), checkpoint };
  };
}

function isWaiting({ doc, isDeleted }: Row): boolean {
  return !isDeleted && doc.trail.length > 0;
}
