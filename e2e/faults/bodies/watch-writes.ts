import Database from 'better-sqlite3';

/** One row that the hospital wrote, with what its table knows. */
export interface Written {
  readonly table: string;
  readonly operation: 'INSERT' | 'UPDATE' | 'DELETE';
  readonly collection: string | null;
  readonly id: string | null;
  readonly mutation: string | null;
  /** Of a mutation: what it said, where it was taken. */
  readonly takenHash: string | null;
}
/** Every row that is written to a file from now on, whoever writes it. */
export interface WriteLog {
  /** What was written since the last time, in order. */
  readonly take: () => readonly Written[];
  /** Notes nothing more, and leaves the file as it was found. */
  readonly stop: () => void;
}

/** A target names its document: `<collection>/<id>`. */
const TARGETED = `substr(ROW.target, 1, instr(ROW.target, '/') - 1)`;
/** What of a row goes into the log; of other tables their name alone. */
const NAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  document: { collection: 'ROW.collection', id: 'ROW.id' },
  history: { collection: 'ROW.collection', id: 'ROW.id', mutation: 'ROW.mutation_id' },
  claim: { collection: TARGETED },
  member: { collection: TARGETED },
  escrow: { collection: 'ROW.collection', id: 'ROW.key' },
  mutation: { mutation: 'ROW.id', takenHash: 'iif(ROW.refusal IS NULL, ROW.hash, NULL)' },
};
const COLUMNS = ['collection', 'id', 'mutation', 'takenHash'] as const;
const OPERATIONS = [
  ['INSERT', 'NEW'],
  ['UPDATE', 'NEW'],
  ['DELETE', 'OLD'],
] as const;

/** Lets SQLite itself note every row that is written, in triggers: no table and no way of writing is forgotten. */
export function watchWrites(file: string): WriteLog {
  const database = new Database(file);
  const tables = database
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .pluck()
    .all() as readonly string[];
  database.exec(
    `CREATE TABLE written (no INTEGER PRIMARY KEY, "table" TEXT, operation TEXT, ${COLUMNS.join(' TEXT, ')} TEXT)`,
  );
  for (const table of tables)
    for (const [operation, row] of OPERATIONS) {
      const values = COLUMNS.map((name) => NAMED[table]?.[name]?.replaceAll('ROW', row) ?? 'NULL');
      database.exec(
        `CREATE TRIGGER "written_${table}_${operation}" AFTER ${operation} ON "${table}" BEGIN
           INSERT INTO written ("table", operation, ${COLUMNS.join(', ')})
           VALUES ('${table}', '${operation}', ${values.join(', ')}); END`,
      );
    }
  const read = database.prepare('SELECT * FROM written WHERE no > ? ORDER BY no');
  let last = 0;
  return {
    take: () => {
      const rows = read.all(last) as readonly (Written & { readonly no: number })[];
      last = rows.at(-1)?.no ?? last;
      return rows;
    },
    stop: () => {
      for (const table of tables)
        for (const [operation] of OPERATIONS)
          database.exec(`DROP TRIGGER "written_${table}_${operation}"`);
      database.exec('DROP TABLE written');
      database.close();
    },
  };
}
