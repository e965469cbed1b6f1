import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeConnections, openConnections, type Connections } from './open-database.ts';
import { createUnchanged } from './unchanged.ts';

let folder: string;
let connections: Connections;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wardline-'));
  connections = openConnections(join(folder, 'hospital.db'));
  connections.writer.exec('CREATE TABLE t (x INTEGER) STRICT; INSERT INTO t VALUES (1)');
});
afterEach(() => {
  closeConnections(connections);
  rmSync(folder, { recursive: true, force: true });
});

test('what was read is kept until anybody commits, this process or another, and not a moment longer', () => {
  const { reader, writer } = connections;
  const unchanged = createUnchanged(reader, false);
  let reads = 0;
  const x = (): number =>
    unchanged('x', () => {
      reads += 1;
      return reader.prepare('SELECT x FROM t').pluck().get() as number;
    });
  expect([x(), x(), reads]).toEqual([1, 1, 1]);
  writer.exec('BEGIN IMMEDIATE; UPDATE t SET x = 2');
  expect([x(), reads]).toEqual([1, 1]);
  writer.exec('COMMIT');
  expect([x(), x(), reads]).toEqual([2, 2, 2]);
  const other = new Database(join(folder, 'hospital.db'));
  other.exec('UPDATE t SET x = 3');
  other.close();
  expect([x(), x(), reads]).toEqual([3, 3, 3]);
});

test('of a connection that writes itself nothing is kept', () => {
  const { writer } = connections;
  const unchanged = createUnchanged(writer, true);
  const x = (): unknown => unchanged('x', () => writer.prepare('SELECT x FROM t').pluck().get());
  expect(x()).toBe(1);
  writer.exec('UPDATE t SET x = 2');
  expect(x()).toBe(2);
});
