import type { Migration } from '#server/store/sqlite/migration.ts';

/**
 * What the hospital does by itself and must not forget: a leased table, so that a piece of work is taken up by one worker at a time and
 * outlives each of them. `until` is when the lease runs out, `is_once` says that it is marked before it happens.
 */
export const jobs: Migration = {
  id: '0017-jobs',
  up: `
    CREATE TABLE job (
      key TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, due TEXT NOT NULL, payload TEXT NOT NULL,
      is_once INTEGER NOT NULL, state TEXT NOT NULL, tries INTEGER NOT NULL, lease TEXT, until TEXT,
      outcome TEXT, changed_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX job_due ON job (due) WHERE state = 'waiting';
    CREATE INDEX job_held ON job (until) WHERE lease IS NOT NULL;
    CREATE INDEX job_subject ON job (subject);
    CREATE INDEX job_changed ON job (state, changed_at);
  `,
};
