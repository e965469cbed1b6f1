import type { Sqlite } from './open-database.ts';

/** Answers of a connection that only reads, kept while nobody commits. */
export type Unchanged = <T>(question: string, read: () => T) => T;

const MOST_KEPT = 2000;

/**
 * What was read stays right until anybody commits into the file, this process or another one: SQLite counts that, and a look at its count
 * takes a twentieth of reading who asks and what they hold, as every request does. `isShared` is a connection that writes too and does not
 * count its own commits: nothing is kept of it.
 */
export function createUnchanged(reader: Sqlite, isShared: boolean): Unchanged {
  if (isShared) return (_, read) => read();
  const version = reader.prepare('PRAGMA data_version').pluck();
  const kept = new Map<string, unknown>();
  let seen = version.get();
  return <T>(question: string, read: () => T): T => {
    const now = version.get();
    if (now !== seen || kept.size >= MOST_KEPT) kept.clear();
    seen = now;
    const known = kept.get(question) as T | undefined;
    if (known !== undefined) return known;
    const value = read();
    kept.set(question, value);
    return value;
  };
}
