import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { firstDifference, hashTables } from './table-hashes.ts';

const aCopy = (...names: readonly string[]) => {
  const database = new Database(':memory:');
  database.exec('CREATE TABLE person (id TEXT PRIMARY KEY, name TEXT, photo BLOB) STRICT');
  for (const name of names) {
    database.prepare('INSERT INTO person VALUES (?, ?, ?)').run(name, name, Buffer.from(name));
  }
  return hashTables(database);
};

test('copies with the same rows are the same, in whatever order they were written', () => {
  expect(firstDifference(aCopy('a', 'b'), aCopy('b', 'a'))).toBeNull();
});

test('one letter, one row more and one row less are each found, with their table', () => {
  for (const other of [aCopy('a', 'c'), aCopy('a', 'b', 'c'), aCopy('a')])
    expect(firstDifference(aCopy('a', 'b'), other)).toBe('person');
});
