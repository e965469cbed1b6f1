import type { Migration } from '#server/store/sqlite/migration.ts';

/**
 * What the protocol alone needs has an end. `mutation_end`: up to which of its numbers mutations of a device may have been dropped; whether
 * one of them was taken is then said by the history, which is kept. Lines of who opened what and claims have a checksum like everything else.
 */
export const ends: Migration = {
  id: '0015-ends',
  up: `
    CREATE TABLE mutation_end (device TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    DROP TRIGGER opening_stays;
    ALTER TABLE opening ADD COLUMN row_sum INTEGER;
    UPDATE opening SET row_sum = sum_row(id, at, until, person_id, device_id, patient_id, reason);
    CREATE TRIGGER opening_stays BEFORE UPDATE ON opening BEGIN SELECT RAISE(ABORT, 'an opening is never changed'); END;
    ALTER TABLE claim ADD COLUMN row_sum INTEGER;
    UPDATE claim SET row_sum = sum_row(target, scope, source, starts, ends);
  `,
};
