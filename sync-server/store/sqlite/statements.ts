import type { Sqlite, SqliteStatement } from './open-database.ts';

const MOST_KEPT = 200;

/** Prepares each SQL text once per connection. Only texts of this room reach it, so that their number stays small. */
export function createStatements(database: Sqlite): (sql: string) => SqliteStatement {
  const kept = new Map<string, SqliteStatement>();
  return (sql) => {
    const known = kept.get(sql);
    if (known) return known;
    if (kept.size >= MOST_KEPT) kept.clear();
    const statement = database.prepare(sql) as SqliteStatement;
    kept.set(sql, statement);
    return statement;
  };
}
