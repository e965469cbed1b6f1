import type { Migration } from '#server/store/sqlite/migration.ts';

/**
 * A device whose storage was cleared, or which is a copy of another one, is noticed when it comes back: by the word of its last
 * session, and by the numbers of its mutations, so that it can be said which of them never arrived.
 */
export const contacts: Migration = {
  id: '0007-contacts',
  up: `
    ALTER TABLE mutation ADD COLUMN n INTEGER;
    CREATE INDEX mutation_number ON mutation (device, n) WHERE n IS NOT NULL;
    CREATE TABLE contact (
      device_id TEXT PRIMARY KEY REFERENCES device (id),
      current TEXT,
      previous TEXT,
      is_confirmed INTEGER NOT NULL DEFAULT 0,
      made INTEGER NOT NULL DEFAULT 0,
      settled INTEGER NOT NULL DEFAULT 0,
      note TEXT CHECK (note IS NULL OR json_valid(note))
    ) STRICT, WITHOUT ROWID;
  `,
};
