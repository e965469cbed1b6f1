import type { Migration } from '#server/store/sqlite/migration.ts';

/**
 * A restored hospital remembers which generations are over and how far it holds them, so that it knows what devices may bring back
 * (S11); how each lost document was, so that what they bring in any order lands as it was accepted; and who has brought what.
 */
export const restores: Migration = {
  id: '0006-restores',
  up: `
    CREATE TABLE past_epoch (
      no INTEGER PRIMARY KEY,
      epoch TEXT NOT NULL UNIQUE,
      last_seq INTEGER NOT NULL,
      ended_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE lineage (
      epoch TEXT NOT NULL,
      collection TEXT NOT NULL,
      id TEXT NOT NULL,
      seq INTEGER NOT NULL,
      content TEXT NOT NULL,
      paths TEXT NOT NULL,
      PRIMARY KEY (epoch, collection, id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE returned (
      epoch TEXT NOT NULL,
      device_id TEXT NOT NULL,
      documents INTEGER NOT NULL,
      mutations INTEGER NOT NULL,
      refused INTEGER NOT NULL,
      at TEXT NOT NULL,
      is_done INTEGER NOT NULL,
      PRIMARY KEY (epoch, device_id)
    ) STRICT, WITHOUT ROWID;
  `,
};
