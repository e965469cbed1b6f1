import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportReport } from '#server/commands/import-report.ts';

const ROOT = join(import.meta.dirname, '../../..');
const DATA = join(ROOT, '../shared/data');
const SETS = { clinic: 'scheduling/outpatient', synthea: 'fhir/synthea-ma' } as const;

/** The whole sets of the sample data, each into a fresh hospital in a process of its own, then once more: nothing may change. */
export async function measure(): Promise<void> {
  if (!existsSync(DATA)) {
    console.log('import: the sample data is missing (../shared/data)');
    return;
  }
  for (const [name, folder] of Object.entries(SETS)) {
    const data = mkdtempSync(join(tmpdir(), 'wardline-bench-import-'));
    try {
      print(name, await importSet(folder, data));
      print(`${name}-again`, await importSet(folder, data));
    } finally {
      rmSync(data, { recursive: true });
    }
  }
}

async function importSet(folder: string, data: string): Promise<ImportReport> {
  const report = join(data, '.report.json');
  const command = join(ROOT, 'sync-server/commands/import.ts');
  const args = [command, join(DATA, folder), '--data', data, '--zone', 'UTC', '--report', report];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  await once(child, 'exit');
  return JSON.parse(readFileSync(report, 'utf8')) as ImportReport;
}

function print(name: string, { records, seconds, peakMiB, taken }: ImportReport): void {
  const documents = Object.values(taken).reduce((sum, count) => sum + count, 0);
  console.log(`import.${name}.records ${records}, taken ${documents}`);
  console.log(`import.${name}.records-per-second ${Math.round(records / seconds)}`);
  console.log(`import.${name}.peak-MiB ${peakMiB}`);
}
