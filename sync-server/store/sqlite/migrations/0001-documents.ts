import type { Migration } from '#server/store/sqlite/migration.ts';

/**
 * The hospital's documents. `document.wire` is the whole document as it travels, as JSON text, so that a pull joins
 * stored text and never parses a row. `feed` holds one row per scope and document, the latest one (S2, S6). `search_key` answers
 * every search, `history` keeps each accepted mutation, `mutation` knows them by id (S1), `escrow` keeps what was refused (S4).
 * Documents are never deleted, so `no` needs no foreign key: checking it cost a third of an import.
 */
export const documentTables: Migration = {
  id: '0001-documents',
  up: `
    CREATE TABLE facility (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      epoch TEXT NOT NULL,
      head INTEGER NOT NULL,
      next_mrn INTEGER NOT NULL,
      value TEXT
    ) STRICT;
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE document (
      no INTEGER PRIMARY KEY,
      collection TEXT NOT NULL,
      id TEXT NOT NULL,
      rev TEXT NOT NULL,
      seq INTEGER NOT NULL,
      accepted_at TEXT NOT NULL,
      wire TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX document_id ON document (collection, id);
    CREATE INDEX document_order ON document (collection, no);

    CREATE TABLE feed (
      scope TEXT NOT NULL,
      collection TEXT NOT NULL,
      seq INTEGER NOT NULL,
      no INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('put', 'enter', 'leave', 'delete')),
      PRIMARY KEY (scope, collection, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX feed_document ON feed (no, scope);

    CREATE TABLE search_key (
      collection TEXT NOT NULL,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      no INTEGER NOT NULL,
      PRIMARY KEY (collection, key, value, no)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE history (
      seq INTEGER PRIMARY KEY,
      collection TEXT NOT NULL,
      id TEXT NOT NULL,
      patient_id TEXT,
      mutation_id TEXT,
      by TEXT,
      device TEXT,
      at TEXT NOT NULL,
      accepted_at TEXT NOT NULL,
      action_id TEXT,
      action_name TEXT,
      changes TEXT NOT NULL
    ) STRICT;
    CREATE INDEX history_patient ON history (patient_id, seq) WHERE patient_id IS NOT NULL;
    CREATE INDEX history_document ON history (id, collection, seq);

    CREATE TABLE mutation (
      id TEXT PRIMARY KEY,
      device TEXT NOT NULL,
      hash TEXT NOT NULL,
      refusal TEXT
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE escrow (
      key TEXT PRIMARY KEY,
      device TEXT NOT NULL,
      collection TEXT NOT NULL,
      code TEXT NOT NULL,
      row TEXT NOT NULL,
      at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
