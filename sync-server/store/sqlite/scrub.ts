import { hash } from 'node:crypto';
import Database from 'better-sqlite3';
import type { DamagedRow, Scrubbed } from '#server/store/store.ts';
import { migrate } from './migrate.ts';
import type { Sqlite } from './open-database.ts';
import { teachRowSum } from './row-sum.ts';

/**
 * Rows without a checksum of their own that must fit the others. SQLite looks at its own indexes, but not at the CHECK of a table without
 * rowids: a `put` that became a `pet` would take its document from every device. A blob is named by what it is.
 */
const FOLLOWS = {
  feed: `SELECT f.scope || ' ' || f.collection || ', write ' || f.seq FROM feed f LEFT JOIN document d ON d.no = f.no
    WHERE f.kind NOT IN ('put', 'enter', 'leave', 'delete') OR d.collection IS NOT f.collection
      OR (f.kind = 'put' AND d.seq <> f.seq)`,
  member: `SELECT m.target || ' in ' || m.scope FROM member m
    WHERE NOT EXISTS (SELECT 1 FROM claim c WHERE c.target = m.target AND c.scope = m.scope)`,
  blob: 'SELECT hash FROM blob WHERE hash IS NOT sha256_hex(bytes)',
} as const;

/** Whose rows have a checksum, over which columns, by what a row is named, and what must follow from those columns. */
const SUMMED: Readonly<
  Record<
    Exclude<DamagedRow['table'], keyof typeof FOLLOWS>,
    { columns: string; name: string; derived?: string }
  >
> = {
  document: {
    columns: 'collection, id, rev, seq, accepted_at, wire',
    name: `collection || '/' || id`,
    derived: `patient IS CASE collection WHEN 'patients' THEN id ELSE json_extract(wire, '$.content.patientId') END
      AND EXISTS (SELECT 1 FROM history h WHERE h.seq = document.seq AND h.id = document.id)`,
  },
  history: {
    columns:
      'seq, prev, collection, id, patient_id, mutation_id, by, device, at, accepted_at, action_id, action_name, changes',
    name: `collection || '/' || id || ', write ' || seq`,
  },
  mutation: { columns: 'id, device, hash, refusal, n', name: 'id' },
  escrow: {
    columns: 'key, device, collection, code, row, at, decision, decided_by, decided_at, reason',
    name: 'key',
  },
  opening: { columns: 'id, at, until, person_id, device_id, patient_id, reason', name: 'id' },
  claim: { columns: 'target, scope, source, starts, ends', name: `target || ' in ' || scope` },
};

/** Reads everything that has a checksum, names the rows that are not what was written, and looks through everything else. */
export function scrub(database: Sqlite): Scrubbed {
  teachRowSum(database);
  database.function('sha256_hex', { deterministic: true }, (bytes: Uint8Array) =>
    hash('sha256', bytes, 'hex'),
  );
  const tables = Object.keys(SUMMED) as readonly (keyof typeof SUMMED)[];
  const count = (table: string): number =>
    database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  const named = (table: DamagedRow['table'], rows: string): readonly DamagedRow[] =>
    (database.prepare(rows).pluck().all() as readonly string[]).map((row) => ({ table, row }));
  const damaged = (table: keyof typeof SUMMED): readonly DamagedRow[] => {
    const { columns, name, derived = 'TRUE' } = SUMMED[table];
    const rows = `SELECT ${name} FROM ${table} WHERE row_sum IS NOT sum_row(${columns}) OR NOT (${derived})`;
    return named(table, rows);
  };
  return {
    structure: wrongStructure(database),
    rows: tables.reduce((sum, table) => sum + count(table), 0),
    damaged: [
      ...tables.flatMap(damaged),
      ...named('feed', FOLLOWS.feed),
      ...named('member', FOLLOWS.member),
      ...named('blob', FOLLOWS.blob),
    ],
  };
}

function wrongStructure(database: Sqlite): string | null {
  const checked = database.pragma('integrity_check(1)', { simple: true }) as string;
  if (checked !== 'ok') return checked;
  return schemaOf(database) === ourSchema()
    ? null
    : 'the tables are not described as this release describes them';
}

/** The tables as this release makes them: worked out at the first scrub, it never changes. */
const ourSchema = once(() => {
  const fresh = new Database(':memory:');
  migrate(fresh, ':memory:');
  const schema = schemaOf(fresh);
  fresh.close();
  return schema;
});

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

function schemaOf(database: Sqlite): string {
  const rows = database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema').raw().all();
  return JSON.stringify(rows.map((row) => JSON.stringify(row)).toSorted());
}
