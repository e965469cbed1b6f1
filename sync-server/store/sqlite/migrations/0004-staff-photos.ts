import type { Migration } from '#server/store/sqlite/migration.ts';

/** Faces of staff beside their accounts: bytes in a table of their own, so that a read of names never carries them. */
export const staffPhotos: Migration = {
  id: '0004-staff-photos',
  up: `
    ALTER TABLE person ADD COLUMN photo TEXT;
    CREATE TABLE staff_photo (
      person_id TEXT PRIMARY KEY REFERENCES person (id),
      type TEXT NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT;
  `,
};
