import type Database from 'better-sqlite3';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Change } from '#shared/domain/envelope.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { peek } from '#e2e/simulator/server/statements.ts';

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
/** The hospital's database as it is, seen past every service. */
export interface HospitalView {
  /** Whether a change was accepted, or refused and kept. */
  readonly hasTaken: (mutation: string) => boolean;
  readonly mutations: () => ReadonlyMap<
    string,
    { readonly hash: string; readonly refusal: string | null }
  >;
  readonly history: () => readonly HistoryLine[];
  readonly documents: () => readonly Master[];
  /** The collection's feed: which version devices should hold of each document; null for one that left. */
  readonly feed: (collection: CollectionName) => readonly FeedLine[];
  readonly escrow: () => ReadonlySet<string>;
  readonly counts: () => {
    readonly head: number;
    readonly epoch: string;
    /** Lines of the hospital-wide feed. */
    readonly feed: number;
    /** Numbers of what came or went without a new version. */
    readonly moved: number;
  };
}
export interface FeedLine {
  readonly id: string;
  readonly seq: number;
  readonly rev: string;
  readonly isHeld: boolean;
}

/** Looks through `database`, which may be another one after a restore. */
export function viewHospital(database: () => Database.Database): HospitalView {
  const all = <Row>(sql: string, ...values: unknown[]): readonly Row[] =>
    peek(
      () =>
        database()
          .prepare(sql)
          .all(...values) as Row[],
    );
  return {
    hasTaken: (mutation) =>
      all('SELECT 1 FROM mutation WHERE id = ?', mutation).length > 0 ||
      all(`SELECT 1 FROM escrow WHERE row LIKE ?`, `%${mutation}%`).length > 0,
    mutations: () =>
      new Map(
        all<{ id: string; hash: string; refusal: string | null }>(
          'SELECT id, hash, refusal FROM mutation',
        ).map(({ id, hash, refusal }) => [id, { hash, refusal }]),
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
    feed: (collection) =>
      all<Omit<FeedLine, 'isHeld'> & { kind: string }>(
        `SELECT d.id, f.seq, f.kind, d.rev FROM feed f JOIN document d ON d.no = f.no
         WHERE f.scope = 'facility' AND f.collection = +? ORDER BY f.seq`,
        collection,
      ).map(({ id, seq, kind, rev }) => ({
        id,
        seq,
        rev,
        isHeld: kind === 'put' || kind === 'enter',
      })),
    escrow: () => new Set(all<{ key: string }>('SELECT key FROM escrow').map(({ key }) => key)),
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
