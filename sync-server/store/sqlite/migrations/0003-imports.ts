import type { Migration } from '#server/store/sqlite/migration.ts';

/** What each source said last, so that a second import changes nothing and a corrected source changes only what it corrected. */
export const importTable: Migration = {
  id: '0003-imports',
  up: `
    CREATE TABLE imported (
      no INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      collection TEXT NOT NULL,
      document_id TEXT NOT NULL,
      is_waiting INTEGER NOT NULL,
      content TEXT NOT NULL
    ) STRICT;
    CREATE INDEX imported_waiting ON imported (document_id) WHERE is_waiting = 1;
  `,
};
