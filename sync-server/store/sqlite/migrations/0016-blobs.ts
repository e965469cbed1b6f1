import type { Migration } from '#server/store/sqlite/migration.ts';

/**
 * Photos of patients, and whatever else a document names by its SHA-256 (S21). `loose_since`: since when no document has named it, null
 * while one does. The name is the checksum: a row whose bytes have another one is damaged. The bytes stand last, so that a read of names
 * never carries them.
 */
export const blobs: Migration = {
  id: '0016-blobs',
  up: `
    CREATE TABLE blob (
      hash TEXT PRIMARY KEY,
      device TEXT NOT NULL,
      loose_since TEXT,
      bytes BLOB NOT NULL
    ) STRICT;
    CREATE INDEX blob_loose ON blob (device) WHERE loose_since IS NOT NULL;
  `,
};
