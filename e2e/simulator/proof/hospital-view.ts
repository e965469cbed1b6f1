import type Database from 'better-sqlite3';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Change } from '#shared/domain/envelope.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import type { EscrowDecision } from '#shared/sync/escrow.ts';
import type { PastEpoch } from '#shared/sync/lost-rev.ts';
import type { Scope } from '#shared/sync/scope.ts';
import { peek, unlessMoved } from '#e2e/simulator/server/statements.ts';
import { followFeeds, type FeedLine, type Feeds } from './follow-feed.ts';
import { viewScopes } from './device-scopes.ts';

export interface HistoryLine {
  readonly seq: number;
  readonly collection: CollectionName;
  readonly id: string;
  readonly mutationId: string | null;
  readonly changes: readonly Change[];
}
export interface Master {
  readonly collection: CollectionName;
  readonly id: string;
  readonly rev: string;
  readonly seq: number;
  readonly content: JsonMap;
}
/** A write that waits for a person, or what became of it. */
interface Kept {
  readonly row: string;
  readonly decision: EscrowDecision | null;
  /** Who decided. */
  readonly by: string | null;
}
interface Head {
  readonly head: number;
  readonly epoch: string;
  /** A backup that no server has gone on from yet. */
  readonly isCopy: boolean;
}
/** The hospital's database as it is, seen past every service. */
export interface HospitalView {
  /** Whether a change was accepted, or refused and kept. */
  readonly hasTaken: (mutation: string) => boolean;
  /** Whether a change was refused at some time, whatever became of it. */
  readonly wasRefused: (mutation: string) => boolean;
  /** The revision of the version that a change made; null where it made none. */
  readonly versionOf: (collection: CollectionName, id: string, mutation: string) => string | null;
  /** Generations that a restore has ended. */
  readonly pastEpochs: () => readonly PastEpoch[];
  /** Documents of lost generations that have come back. */
  readonly returned: () => ReadonlySet<string>;
  readonly mutations: () => ReadonlyMap<
    string,
    { readonly hash: string; readonly refusal: string | null }
  >;
  readonly history: () => readonly HistoryLine[];
  readonly documents: () => readonly Master[];
  readonly feeds: Feeds;
  /** What a device may hold now: by its places, and by who works on it. */
  readonly scopesOf: (device: string) => readonly Scope[];
  /** What a device should hold of a collection: the version, or that it left every scope. */
  readonly feedOf: (device: string, collection: CollectionName) => ReadonlyMap<string, FeedLine>;
  readonly escrow: () => ReadonlyMap<string, Kept>;
  /** What of it waits for a person. */
  readonly waiting: () => number;
  readonly head: () => Head;
  readonly counts: () => {
    readonly head: number;
    readonly epoch: string;
    /** Lines of the hospital-wide feed. */
    readonly feed: number;
    /** Numbers of what came or went without a new version. */
    readonly moved: number;
  };
}
const HEAD = `SELECT head, epoch, (SELECT count(*) FROM meta WHERE key = 'is-copy') AS isCopy FROM facility`;
const NO_HEAD = { head: 0, epoch: '', isCopy: 0 };

/** Looks through `database`, which may be another one after a restore. */
export function viewHospital(database: () => Database.Database): HospitalView {
  const all = <Row>(sql: string, ...values: unknown[]): readonly Row[] =>
    peek(
      () =>
        database()
          .prepare(sql)
          .all(...values) as Row[],
    );
  const isThere = (sql: string, value: string): boolean =>
    peek(() => database().prepare(sql).get(value)) !== undefined;
  const feeds = followFeeds(database);
  const scopesOf = viewScopes(database);
  return {
    hasTaken: (mutation) =>
      isThere('SELECT 1 FROM mutation WHERE id = ?', mutation) ||
      isThere('SELECT 1 FROM escrow WHERE row LIKE ?', `%${mutation}%`),
    wasRefused: (mutation) => isThere('SELECT 1 FROM escrow WHERE row LIKE ?', `%${mutation}%`),
    versionOf: (collection, id, mutation) =>
      all<{ rev: string }>(
        // A bare `?` beside ORDER BY would prepare it anew for every value.
        `SELECT epoch || '.' || seq AS rev FROM history, facility WHERE id = +? AND collection = +? AND mutation_id = +?
         ORDER BY seq DESC LIMIT 1`,
        id,
        collection,
        mutation,
      )[0]?.rev ?? null,
    pastEpochs: () => all<PastEpoch>('SELECT epoch, last_seq AS lastSeq FROM past_epoch'),
    returned: () =>
      new Set(
        all<{ key: string }>(`SELECT collection || '/' || id AS key FROM lineage`).map(
          ({ key }) => key,
        ),
      ),
    mutations: unlessMoved(
      database,
      () =>
        new Map(
          all<{ id: string; hash: string; refusal: string | null }>(
            'SELECT id, hash, refusal FROM mutation',
          ).map(({ id, hash, refusal }) => [id, { hash, refusal }]),
        ),
    ),
    history: () =>
      all<Omit<HistoryLine, 'changes'> & { changes: string }>(
        'SELECT seq, collection, id, mutation_id AS mutationId, changes FROM history ORDER BY seq',
      ).map((line) => ({ ...line, changes: JSON.parse(line.changes) as readonly Change[] })),
    documents: () =>
      all<Omit<Master, 'content'> & { wire: string }>(
        'SELECT collection, id, rev, seq, wire FROM document',
      ).map(({ wire, ...master }) => {
        const { content } = JSON.parse(wire) as { content: JsonMap };
        return { ...master, content };
      }),
    feeds,
    scopesOf,
    feedOf: (device, collection) =>
      joined(scopesOf(device).map((scope) => feeds.of(scope, collection))),
    escrow: () =>
      new Map(
        all<Kept & { key: string }>('SELECT key, row, decision, decided_by AS by FROM escrow').map(
          ({ key, ...kept }) => [key, kept],
        ),
      ),
    waiting: () => all('SELECT 1 FROM escrow WHERE decided_at IS NULL').length,
    head: unlessMoved(database, () => {
      const { isCopy, ...head } = all<typeof NO_HEAD>(HEAD)[0] ?? NO_HEAD;
      return { ...head, isCopy: isCopy > 0 };
    }),
    counts: () => {
      const [row] = all<ReturnType<HospitalView['counts']>>(
        `SELECT head, epoch, (SELECT count(*) FROM feed WHERE scope = 'facility') AS feed,
           (SELECT count(*) FROM moved WHERE seq NOT IN (SELECT seq FROM history)) AS moved
         FROM facility`,
      );
      if (!row) throw new Error('broken promise: a hospital has its facility');
      return row;
    },
  };
}

/** What lies in one of several scopes is held. */
function joined(feeds: readonly ReadonlyMap<string, FeedLine>[]): ReadonlyMap<string, FeedLine> {
  const [first, ...others] = feeds;
  if (others.length === 0) return first ?? new Map();
  const lines = new Map(first);
  for (const [id, line] of others.flatMap((feed) => [...feed]))
    if (line.isHeld || !lines.has(id)) lines.set(id, line);
  return lines;
}
