import type Database from 'better-sqlite3';
import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import { peek, unlessMoved } from '#e2e/simulator/server/statements.ts';

export interface FeedLine {
  readonly id: string;
  readonly seq: number;
  readonly rev: string;
  readonly isHeld: boolean;
}
/** One collection's feed, in no order. */
type Lines = ReadonlyMap<string, FeedLine>;
interface Known {
  readonly database: Database.Database;
  readonly epoch: string;
  head: number;
  readonly lines: Readonly<Record<CollectionName, Map<string, FeedLine>>>;
}
interface Row {
  readonly collection: CollectionName;
  readonly id: string;
  readonly seq: number;
  readonly kind: string;
  readonly rev: string;
}
const SINCE = `SELECT f.collection, d.id, f.seq, f.kind, d.rev FROM feed f JOIN document d ON d.no = f.no WHERE f.scope = 'facility' AND f.seq > ?`;

/** The feed as it is in the database; only what is new since the last look is read. */
export function followFeed(database: () => Database.Database): (name: CollectionName) => Lines {
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
  return (name) => look().lines[name];
}

function nothing(database: Database.Database, epoch: string): Known {
  const lines = Object.fromEntries(COLLECTIONS.map((name) => [name, new Map()]));
  return { database, epoch, head: -1, lines: lines as unknown as Known['lines'] };
}

function readOn(database: Database.Database, known: Known): Known {
  const rows = peek(() => database.prepare(SINCE).all(known.head)) as Row[];
  for (const { collection, id, seq, kind, rev } of rows) {
    const isHeld = kind === 'put' || kind === 'enter';
    known.lines[collection].set(id, { id, seq, rev, isHeld });
  }
  return known;
}
