import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { scrub } from '#server/store/sqlite/scrub.ts';
import { openCopy } from './a-copy.ts';

const PUSHES = 300;
const TABLES = ['document', 'history', 'feed', 'mutation', 'facility', 'escrow'];

/** Turns single bits of a copy, each in turn; says which were neither found nor harmless to what the hospital holds. */
export async function turnBits(flips: number): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-flips-'));
  const file = join(folder, 'hospital.db');
  const missed: string[] = [];
  try {
    const { store, push } = openCopy(file);
    for (let i = 0; i < PUSHES; i += 1) await push();
    await store.close();
    const whole = readFileSync(file);
    const before = contentsOf(file);
    let found = 0;
    for (let flip = 0; flip < flips; flip += 1) {
      const bit = Math.floor(Math.random() * whole.length * 8);
      const bytes = Buffer.from(whole);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      writeFileSync(file, bytes);
      if (isFound(file)) found += 1;
      else if (contentsOf(file) !== before) missed.push(`bit ${bit} was turned and not found`);
    }
    console.log(
      `faults: ${flips} turned bits in ${whole.length} bytes, ${found} found, ${flips - found - missed.length} harmless, ${missed.length} missed`,
    );
    return missed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isFound(file: string): boolean {
  try {
    const database = new Database(file, { readonly: true });
    try {
      const { damaged, structure } = scrub(database);
      return damaged.length > 0 || structure !== null;
    } finally {
      database.close();
    }
  } catch (cause) {
    if (cause instanceof Database.SqliteError) return true;
    throw cause;
  }
}

function contentsOf(file: string): string {
  const database = new Database(file, { readonly: true });
  try {
    return JSON.stringify(
      TABLES.map((table) => database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all()),
    );
  } finally {
    database.close();
  }
}
