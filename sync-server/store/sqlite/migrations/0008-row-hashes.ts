import type { Migration } from '#server/store/sqlite/migration.ts';

/** Documents and history say of themselves whether they still are what was written: a turned bit inside a text is no damage to SQLite. */
export const rowHashes: Migration = {
  id: '0008-row-hashes',
  up: `
    ALTER TABLE document ADD COLUMN hash BLOB;
    ALTER TABLE history ADD COLUMN hash BLOB;
    UPDATE document SET hash = row_hash(collection, id, rev, seq, accepted_at, wire);
    UPDATE history SET hash = row_hash(seq, collection, id, patient_id, mutation_id, by, device, at, accepted_at, action_id, action_name, changes);
  `,
};
