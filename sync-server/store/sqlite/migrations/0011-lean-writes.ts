import type { Migration } from '#server/store/sqlite/migration.ts';

/**
 * A landed mutation costs the disk what it says, not what may be asked of it one day. Each line of history names the one before it of
 * its document: two indexes made of ids dirtied two more pages for every document of a push, three quarters of all that was written.
 * Whose a document was once stays findable in `past_patient`. And a row is kept with a checksum that takes a tenth of the time of a hash.
 */
export const leanWrites: Migration = {
  id: '0011-lean-writes',
  up: `
    ALTER TABLE history ADD COLUMN prev INTEGER;
    UPDATE history SET prev = line.prev FROM (
      SELECT seq, lag(seq) OVER (PARTITION BY collection, id ORDER BY seq) AS prev FROM history
    ) line WHERE line.seq = history.seq AND line.prev IS NOT NULL;
    CREATE TABLE past_patient (
      patient TEXT NOT NULL,
      no INTEGER NOT NULL,
      PRIMARY KEY (patient, no)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO past_patient (patient, no)
      SELECT DISTINCT h.patient_id, d.no FROM history h JOIN document d ON d.collection = h.collection AND d.id = h.id
      WHERE h.patient_id IS NOT NULL AND h.patient_id IS NOT d.patient;
    DROP INDEX history_patient;
    DROP INDEX history_document;

    ALTER TABLE document DROP COLUMN row_hash;
    ALTER TABLE history DROP COLUMN row_hash;
    ALTER TABLE mutation DROP COLUMN row_hash;
    ALTER TABLE escrow DROP COLUMN row_hash;
    ALTER TABLE document ADD COLUMN row_sum INTEGER;
    ALTER TABLE history ADD COLUMN row_sum INTEGER;
    ALTER TABLE mutation ADD COLUMN row_sum INTEGER;
    ALTER TABLE escrow ADD COLUMN row_sum INTEGER;
    UPDATE document SET row_sum = sum_row(collection, id, rev, seq, accepted_at, wire);
    UPDATE history SET row_sum = sum_row(seq, prev, collection, id, patient_id, mutation_id, by, device, at, accepted_at, action_id, action_name, changes);
    UPDATE mutation SET row_sum = sum_row(id, device, hash, refusal, n);
    UPDATE escrow SET row_sum = sum_row(key, device, collection, code, row, at);
  `,
};
