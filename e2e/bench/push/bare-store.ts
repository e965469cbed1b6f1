import Database from 'better-sqlite3';
import type { Edited } from './edits.ts';

/** One way to write a round's edits, each call one transaction that is on disk when it returns. */
export interface BareStore {
  write(rows: readonly Edited[]): void;
  close(): void;
}

/** What stands beside a document: nothing, or what a push owes to others too. */
export type Beside = 'document-alone' | 'two-scopes-and-trail';

/**
 * The least that a push can be, in a file kept as carefully as the hospital's own (WAL, `synchronous=FULL`): a prepared check of the
 * revision and a prepared update for each document; and, where asked, its row in the feeds of two scopes and its entry of the trail.
 * Everything is text beforehand; nothing is parsed, judged, merged, hashed, found by a search or answered.
 */
export function openBareStore(file: string, rows: readonly Edited[], beside: Beside): BareStore {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('cache_size = -32768');
  database.exec(TABLES);
  const add = database.prepare('INSERT INTO document (id, rev, wire) VALUES (?, ?, ?)');
  database.transaction(() => {
    for (const { id, text } of rows) add.run(id, '0', text);
  })();
  const check = database.prepare<[string], { no: number; rev: string }>(
    'SELECT no, rev FROM document WHERE id = ?',
  );
  const update = database.prepare('UPDATE document SET rev = ?, wire = ? WHERE no = ?');
  const feed = database.prepare('INSERT OR REPLACE INTO feed (scope, seq, no) VALUES (?, ?, ?)');
  const trail = database.prepare('INSERT INTO trail (id, no, seq, changes) VALUES (?, ?, ?, ?)');
  const revs = new Map(rows.map(({ id }) => [id, 0]));
  let seq = 0;
  return {
    write: database.transaction((edited: readonly Edited[]) => {
      for (const { id, text, mutationId, changes } of edited) {
        const known = revs.get(id) ?? 0;
        const found = check.get(id);
        if (found?.rev !== String(known)) throw new Error('somebody else wrote');
        update.run(String(known + 1), text, found.no);
        revs.set(id, known + 1);
        if (beside === 'document-alone') continue;
        seq += 1;
        feed.run('facility', seq, found.no);
        feed.run('ward', seq, found.no);
        trail.run(mutationId, found.no, seq, changes);
      }
    }),
    close: () => database.close(),
  };
}

const TABLES = `
  CREATE TABLE document (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, rev TEXT NOT NULL, wire TEXT NOT NULL) STRICT;
  CREATE TABLE feed (
    scope TEXT NOT NULL, seq INTEGER NOT NULL, no INTEGER NOT NULL, PRIMARY KEY (scope, seq), UNIQUE (no, scope)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE trail (id TEXT PRIMARY KEY, no INTEGER NOT NULL, seq INTEGER NOT NULL, changes TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;
