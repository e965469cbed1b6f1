import Database from 'better-sqlite3';
import type { DamagedRow, Scrubbed } from '#server/store/store.ts';
import { migrate } from './migrate.ts';
import type { Sqlite } from './open-database.ts';
import { teachRowHash } from './row-hash.ts';

/** Whose rows have a hash, over which columns, by what a row is named, and what must follow from the hashed columns. */
const HASHED: Readonly<
  Record<DamagedRow['table'], { columns: string; name: string; derived?: string }>
> = {
  document: {
    columns: 'collection, id, rev, seq, accepted_at, wire',
    name: `collection || '/' || id`,
    derived: `patient IS CASE collection WHEN 'patients' THEN id ELSE json_extract(wire, '$.content.patientId') END`,
  },
  history: {
    columns:
      'seq, collection, id, patient_id, mutation_id, by, device, at, accepted_at, action_id, action_name, changes',
    name: `collection || '/' || id || ', write ' || seq`,
  },
  mutation: { columns: 'id, device, hash, refusal, n', name: 'id' },
  escrow: { columns: 'key, device, collection, code, row, at', name: 'key' },
};

/** Reads everything that has a hash, names the rows that are not what was written, and looks through everything else. */
export function scrub(database: Sqlite): Scrubbed {
  teachRowHash(database);
  const tables = Object.keys(HASHED) as readonly DamagedRow['table'][];
  const count = (table: string): number =>
    database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  const damaged = (table: DamagedRow['table']): readonly DamagedRow[] => {
    const { columns, name, derived = 'TRUE' } = HASHED[table];
    const rows = `SELECT ${name} FROM ${table} WHERE row_hash IS NOT hash_row(${columns}) OR NOT (${derived})`;
    const names = database.prepare(rows).pluck().all() as readonly string[];
    return names.map((row) => ({ table, row }));
  };
  return {
    structure: wrongStructure(database),
    rows: tables.reduce((sum, table) => sum + count(table), 0),
    damaged: tables.flatMap(damaged),
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
