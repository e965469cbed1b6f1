import type { Migration } from '#server/store/sqlite/migration.ts';

/**
 * Files that people bring in and take out: what each holds, how far it has come, who asked for it. How far an import has come is
 * written with what it wrote, so that it goes on behind a kill where it stood. A row stays when its file is gone: it says who took what.
 */
export const fileJobs: Migration = {
  id: '0020-file-jobs',
  up: `
    CREATE TABLE file_job (id TEXT PRIMARY KEY, at TEXT NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX file_job_at ON file_job (at);
  `,
};
