import type { Migration } from '#server/store/sqlite/migration.ts';

/** A clinician's calendar is read by programs that cannot sign in: by an address that nobody guesses and its owner can take back. */
export const feedLinks: Migration = {
  id: '0018-feed-links',
  up: `
    CREATE TABLE feed_link (
      person_id TEXT PRIMARY KEY REFERENCES person (id), token_hash TEXT NOT NULL UNIQUE, language TEXT NOT NULL,
      made_at TEXT NOT NULL, read_at TEXT
    ) STRICT, WITHOUT ROWID;
  `,
};
