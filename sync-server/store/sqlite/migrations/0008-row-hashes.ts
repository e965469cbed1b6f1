import type { Migration } from '#server/store/sqlite/migration.ts';

/** What the hospital holds says of itself whether it still is what was written: a turned bit inside a text is no damage to SQLite. */
export const rowHashes: Migration = {
  id: '0008-row-hashes',
  up: `
    ALTER TABLE document ADD COLUMN row_hash BLOB;
    ALTER TABLE history ADD COLUMN row_hash BLOB;
    ALTER TABLE mutation ADD COLUMN row_hash BLOB;
    ALTER TABLE escrow ADD COLUMN row_hash BLOB;
    UPDATE document SET row_hash = hash_row(collection, id, rev, seq, accepted_at, wire);
    UPDATE history SET row_hash = hash_row(seq, collection, id, patient_id, mutation_id, by, device, at, accepted_at, action_id, action_name, changes);
    UPDATE mutation SET row_hash = hash_row(id, device, hash, refusal, n);
    UPDATE escrow SET row_hash = hash_row(key, device, collection, code, row, at);
  `,
};
