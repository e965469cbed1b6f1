import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import { FACILITY_SCOPE } from '#shared/sync/protocol-version.ts';
import type { CommittedChange } from '#server/store/store.ts';

/** One row that a transaction added to the feed; `wire` is null where it is not sent row by row. */
export interface FeedRow {
  readonly collection: CollectionName;
  readonly id: string;
  readonly seq: number;
  readonly wire: string | null;
}
type Listener = (changes: readonly CommittedChange[]) => void;

/** More rows than this in one commit are not sent: readers pull them page by page. */
const MOST_SENT = 100;

/** Gathers what a commit adds to the feed and tells it afterwards, in commit order (S8). */
export interface CommitLog {
  add(rows: readonly FeedRow[]): void;
  committed(): void;
  rolledBack(): void;
  /** Another process wrote into the file: tells how far each feed has come, so that readers pull. Call it before anything is added. */
  othersWrote(): void;
  listen(listener: Listener): () => void;
}

/** `lastOf` says where a collection's feed stands when the store opens. */
export function createCommitLog(lastOf: (collection: CollectionName) => number): CommitLog {
  const listeners = new Set<Listener>();
  const lasts = new Map(COLLECTIONS.map((name) => [name, lastOf(name)]));
  let pending: FeedRow[] = [];

  const changeOf = (collection: CollectionName, rows: readonly FeedRow[]): CommittedChange => {
    const from = lasts.get(collection) ?? 0;
    const latest = new Map(rows.map((row) => [row.id, row]));
    const to = Math.max(...[...latest.values()].map(({ seq }) => seq));
    const wires = [...latest.values()].toSorted((a, b) => a.seq - b.seq).map(({ wire }) => wire);
    const isSent = wires.length <= MOST_SENT && wires.every((wire) => wire !== null);
    lasts.set(collection, to);
    return {
      collection,
      from,
      to,
      scope: FACILITY_SCOPE,
      rows: wires.length,
      json: isSent ? wires.join(',') : null,
    };
  };
  return {
    add: (rows) => void (pending = pending.concat(rows)),
    committed: () => {
      if (pending.length === 0) return;
      const byCollection = Map.groupBy(pending, ({ collection }) => collection);
      pending = [];
      const changes = [...byCollection].map(([collection, rows]) => changeOf(collection, rows));
      for (const listener of listeners) listener(changes);
    },
    rolledBack: () => (pending = []),
    othersWrote: () => {
      const changes = COLLECTIONS.flatMap((collection): CommittedChange[] => {
        const from = lasts.get(collection) ?? 0;
        const to = lastOf(collection);
        if (to <= from) return [];
        lasts.set(collection, to);
        return [{ collection, from, to, scope: FACILITY_SCOPE, rows: to - from, json: null }];
      });
      if (changes.length === 0) return;
      for (const listener of listeners) listener(changes);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
