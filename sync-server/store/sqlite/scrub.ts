import Database from 'better-sqlite3';
import type { DamagedRow, Scrubbed } from '#server/store/store.ts';
import { migrate } from './migrate.ts';
import type { Sqlite } from './open-database.ts';
import { teachRowHash } from './row-hash.ts';

const DOCUMENT = 'collection, id, rev, seq, accepted_at, wire';
const HISTORY =
  'seq, collection, id, patient_id, mutation_id, by, device, at, accepted_at, action_id, action_name, changes';

/** Reads every document and every line of history, names those that are not what was written, and looks through everything else. */
export function scrub(database: Sqlite): Scrubbed {
  teachRowHash(database);
  const count = (table: string): number =>
    database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  const damaged = (table: DamagedRow['table'], columns: string): readonly DamagedRow[] =>
    database
      .prepare(
        `SELECT '${table}' AS "table", collection, id, seq FROM ${table} WHERE hash IS NOT row_hash(${columns})`,
      )
      .all() as DamagedRow[];
  return {
    structure: wrongStructure(database),
    documents: count('document'),
    history: count('history'),
    damaged: [...damaged('document', DOCUMENT), ...damaged('history', HISTORY)],
  };
}

function wrongStructure(database: Sqlite): string | null {
  const checked = database.pragma('integrity_check(1)', { simple: true }) as string;
  if (checked !== 'ok') return checked;
  const fresh = new Database(':memory:');
  migrate(fresh, ':memory:');
  const isOurs = schemaOf(database) === schemaOf(fresh);
  fresh.close();
  return isOurs ? null : 'the tables are not described as this release describes them';
}

function schemaOf(database: Sqlite): string {
  const rows = database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema').raw().all();
  return JSON.stringify(rows.map((row) => JSON.stringify(row)).toSorted());
}
