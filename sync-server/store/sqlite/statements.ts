import type { Sqlite, SqliteStatement } from './open-database.ts';

const MOST_KEPT = 200;

/**
 * Prepares each SQL text once per connection. Only texts of this room reach it, so that their number stays small. A bare `?` in LIMIT,
 * or compared for equality beside ORDER BY or max(), makes SQLite prepare the statement anew for every value: 20 to 40 µs that a read
 * of a few rows does not take otherwise. `+?` says the same and keeps it prepared.
 */
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
