import type { Migration } from '#server/store/sqlite/migration.ts';

/** Who opened which record outside the places of their device, and why. Lines are added and never changed. */
export const openings: Migration = {
  id: '0010-openings',
  up: `
    CREATE TABLE opening (
      id TEXT PRIMARY KEY,
      at TEXT NOT NULL,
      until TEXT NOT NULL,
      person_id TEXT NOT NULL,
      device_id TEXT NOT NULL,
      patient_id TEXT NOT NULL,
      reason TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX opening_at ON opening (at);
    CREATE TRIGGER opening_stays BEFORE UPDATE ON opening BEGIN SELECT RAISE(ABORT, 'an opening is never changed'); END;
    CREATE TRIGGER opening_kept BEFORE DELETE ON opening BEGIN SELECT RAISE(ABORT, 'an opening is never dropped'); END;
  `,
};
