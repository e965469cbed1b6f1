import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NameTables } from './made-people.ts';

const DATA = process.env['WARDLINE_DATA'] ?? join(import.meta.dirname, '../../../../shared/data');

/** A file of the sample data; a benchmark cannot do without. */
export function dataBytes(path: string): Buffer {
  const file = join(DATA, path);
  if (!existsSync(file))
    throw new Error(`${path} is not there: set WARDLINE_DATA to the folder with the sample data`);
  return readFileSync(file);
}

export function dataFile(path: string): string {
  return dataBytes(path).toString('utf8');
}

export function nameTables(): NameTables {
  return {
    given: dataFile('names/common-forenames-by-country.csv'),
    family: dataFile('names/common-surnames-by-country.csv'),
  };
}
