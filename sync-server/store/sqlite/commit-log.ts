import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import type { Scope } from '#shared/sync/scope.ts';
import type { CommittedChange } from '#server/store/store.ts';

/** One row that a transaction added to the feed of a scope; `wire` is null where it is not sent row by row. */
export interface FeedRow {
  readonly scope: Scope;
  readonly collection: CollectionName;
  readonly id: string;
  readonly seq: number;
  readonly wire: string | null;
  readonly isLeave: boolean;
}
type Listener = (changes: readonly CommittedChange[]) => void;

/** More rows than this in one commit are not sent: readers pull them page by page. */
const MOST_SENT = 100;

/** Gathers what a commit adds to the feeds and tells it afterwards, in commit order (S8). */
export interface CommitLog {
  add(rows: readonly FeedRow[]): void;
  committed(): void;
  rolledBack(): void;
  /** Another process wrote into the file: tells how far each feed has come, so that readers pull. Call it before anything is added. */
  othersWrote(): void;
  listen(listener: Listener): () => void;
}
export interface CommitLogDeps {
  /** Where a feed stood before a number. */
  readonly lastOf: (scope: Scope, collection: CollectionName, before: number) => number;
  /** The scopes that have a feed by now. */
  readonly scopes: () => readonly Scope[];
}

/** Remembers where each feed stands, from the first time that it moves. */
export function createCommitLog({ lastOf, scopes }: CommitLogDeps): CommitLog {
  const listeners = new Set<Listener>();
  const lasts = new Map<string, number>();
  let pending: FeedRow[] = [];
  const every = Number.MAX_SAFE_INTEGER;
  for (const scope of scopes())
    for (const name of COLLECTIONS) lasts.set(nameOf(scope, name), lastOf(scope, name, every));

  const changeOf = (name: string, rows: readonly FeedRow[]): CommittedChange => {
    const [{ scope, collection }] = rows as readonly [FeedRow];
    const sorted = latestOf(rows);
    const first = sorted[0]?.seq ?? 0;
    const from = lasts.get(name) ?? lastOf(scope, collection, first);
    const to = sorted.at(-1)?.seq ?? from;
    const isSent = sorted.length <= MOST_SENT && sorted.every(({ wire }) => wire !== null);
    lasts.set(name, to);
    return {
      collection,
      from,
      to,
      scope,
      rows: sorted.length,
      hasLeaves: sorted.some(({ isLeave }) => isLeave),
      json: isSent ? sorted.map(({ wire }) => wire).join(',') : null,
    };
  };
  return {
    add: (rows) => void (pending = pending.concat(rows)),
    committed: () => {
      if (pending.length === 0) return;
      const byFeed = Map.groupBy(pending, ({ scope, collection }) => nameOf(scope, collection));
      pending = [];
      const changes = [...byFeed].map(([name, rows]) => changeOf(name, rows));
      for (const listener of listeners) listener(changes);
    },
    rolledBack: () => (pending = []),
    othersWrote: () => {
      const changes = scopes().flatMap((scope) =>
        COLLECTIONS.flatMap((collection): CommittedChange[] => {
          const name = nameOf(scope, collection);
          const from = lasts.get(name) ?? 0;
          const to = lastOf(scope, collection, every);
          if (to <= from) return [];
          lasts.set(name, to);
          const rows = to - from;
          return [{ collection, from, to, scope, rows, hasLeaves: true, json: null }];
        }),
      );
      if (changes.length === 0) return;
      for (const listener of listeners) listener(changes);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function nameOf(scope: Scope, collection: CollectionName): string {
  return `${collection} ${scope}`;
}

/** Each document once, as it was told last, in order. */
function latestOf(rows: readonly FeedRow[]): readonly FeedRow[] {
  const latest = new Map(rows.map((row) => [row.id, row]));
  return [...latest.values()].toSorted((a, b) => a.seq - b.seq);
}
