import type { FileJobsReads, FileJobsTx, StoredFileJob } from '#server/store/file-jobs.ts';
import type { Sqlite } from './open-database.ts';
import { createStatements } from './statements.ts';

const COLUMNS = 'id, at, body';
const ONE = `SELECT ${COLUMNS} FROM file_job WHERE id = ?`;

/** Jobs over files, read beside everything else. */
export function fileJobReads(database: Sqlite): FileJobsReads {
  const prepare = createStatements(database);
  return {
    readFileJob: async (id) => (prepare(ONE).get(id) as StoredFileJob | undefined) ?? null,
    listFileJobs: async (limit) =>
      prepare(`SELECT ${COLUMNS} FROM file_job ORDER BY at DESC, id DESC LIMIT +?`).all(
        limit,
      ) as StoredFileJob[],
  };
}

/** Writes them over the connection that writes, in the transaction that is open there. */
export function fileJobWrites(database: Sqlite): FileJobsTx {
  const prepare = createStatements(database);
  return {
    fileJob: (id) => (prepare(ONE).get(id) as StoredFileJob | undefined) ?? null,
    writeFileJob: ({ id, at, body }) =>
      void prepare(
        `INSERT INTO file_job (${COLUMNS}) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
      ).run(id, at, body),
  };
}
