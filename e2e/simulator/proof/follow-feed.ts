import type Database from 'better-sqlite3';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Scope } from '#shared/sync/scope.ts';
import { peek, unlessMoved } from '#e2e/simulator/server/statements.ts';

export interface FeedLine {
  readonly id: string;
  readonly seq: number;
  readonly rev: string;
  readonly isHeld: boolean;
}
/** One collection's feed in one scope, in no order. */
type Lines = ReadonlyMap<string, FeedLine>;
/** What is in the feeds of scopes. */
export interface Feeds {
  readonly of: (scope: Scope, collection: CollectionName) => Lines;
  /** The scopes that hold a document. */
  readonly scopesOf: (id: string) => ReadonlySet<Scope>;
}
interface Known {
  readonly database: Database.Database;
  readonly epoch: string;
  head: number;
  readonly lines: Map<string, Map<string, FeedLine>>;
  readonly scopes: Map<string, Set<Scope>>;
}
interface Row {
  readonly scope: Scope;
  readonly collection: CollectionName;
  readonly id: string;
  readonly seq: number;
  readonly kind: string;
  readonly rev: string;
}
const NO_LINES: Lines = new Map();
const NO_SCOPES: ReadonlySet<Scope> = new Set();
const SINCE = `SELECT f.scope, f.collection, d.id, f.seq, f.kind, d.rev FROM feed f JOIN document d ON d.no = f.no WHERE f.seq > ?`;

/** The feeds as they are in the database; only what is new since the last look is read. */
export function followFeeds(database: () => Database.Database): Feeds {
  let known: Known | null = null;
  const look = unlessMoved(database, (now): Known => {
    // What a dead server left open may still be rolled back: it is read, not remembered.
    if (now.inTransaction) return readOn(now, nothing(now, ''));
    const { epoch, head } = peek(() => now.prepare('SELECT epoch, head FROM facility').get()) as {
      readonly epoch: string;
      readonly head: number;
    };
    if (known?.database !== now || known.epoch !== epoch || known.head > head)
      known = nothing(now, epoch);
    if (known.head < head) readOn(now, known).head = head;
    return known;
  });
  return {
    of: (scope, collection) => look().lines.get(`${scope} ${collection}`) ?? NO_LINES,
    scopesOf: (id) => look().scopes.get(id) ?? NO_SCOPES,
  };
}

function nothing(database: Database.Database, epoch: string): Known {
  return { database, epoch, head: -1, lines: new Map(), scopes: new Map() };
}

function readOn(database: Database.Database, known: Known): Known {
  const rows = peek(() => database.prepare(SINCE).all(known.head)) as Row[];
  for (const { scope, collection, id, seq, kind, rev } of rows) {
    const isHeld = kind === 'put' || kind === 'enter';
    const name = `${scope} ${collection}`;
    const lines = known.lines.get(name) ?? new Map<string, FeedLine>();
    known.lines.set(name, lines.set(id, { id, seq, rev, isHeld }));
    const scopes = known.scopes.get(id) ?? new Set();
    known.scopes.set(id, scopes);
    if (isHeld) scopes.add(scope);
    else scopes.delete(scope);
  }
  return known;
}
