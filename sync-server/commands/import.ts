import 'temporal-polyfill/global';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lockFolder, openFolder } from '#server/data-folder.ts';
import { StoreError } from '#server/store/store.ts';
import { IMPORT_USAGE, parseImportOptions, type ImportOptions } from './import-options.ts';
import { reportText, type ImportReport } from './import-report.ts';
import { runImport } from './import-run.ts';

/** `npm run import -- FILE…`: into a running or a stopped server's data folder. */
const LINE_EVERY = 10_000;
const clock = { now: (): number => Date.now() };
const options = parseImportOptions(process.argv.slice(2), join(import.meta.dirname, '../../data'));
if (!options.ok) {
  console.error(options.error);
  process.exit(options.error === IMPORT_USAGE && process.argv.includes('--help') ? 0 : 2);
}
try {
  process.exitCode = await main(options.value);
} catch (cause) {
  if (!(cause instanceof StoreError)) throw cause;
  console.error(cause.message);
  process.exitCode = 1;
}

async function main(wanted: ImportOptions): Promise<number> {
  const store = openFolder(wanted.dataDir, clock);
  let isStopped = false;
  process.once('SIGINT', () => void (isStopped = true));
  try {
    const report = await runImport(wanted, {
      store,
      clock,
      isServed: isServed(wanted.dataDir),
      onProgress: createProgress(),
      isStopped: () => isStopped,
    });
    if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
    console.log(reportText(report));
    if (isStopped) console.log('Stopped. Start it again with the same files, and it goes on.');
    if (wanted.reportFile)
      await writeFile(wanted.reportFile, `${JSON.stringify(report, null, 2)}\n`);
    return exitCodeOf(report);
  } finally {
    await store.close();
  }
}

/** A server that runs on the folder holds its lock. */
function isServed(dataDir: string): boolean {
  try {
    lockFolder(dataDir)();
    return false;
  } catch (cause) {
    if (cause instanceof StoreError && cause.kind === 'in-use') return true;
    throw cause;
  }
}

/** One line that counts, or a line every ten thousand records where nobody watches. */
function createProgress(): (records: number) => void {
  let told = 0;
  return (records) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${records} records`);
    else if (records - told >= LINE_EVERY) {
      told = records;
      console.error(`${records} records`);
    }
  };
}

/** Wrong only where a file could not be read at all, or everything in all of them was refused. */
function exitCodeOf({ unreadableFiles, taken, unchanged, refused }: ImportReport): number {
  const isNothing = Object.keys(taken).length + Object.keys(unchanged).length === 0;
  return unreadableFiles.length > 0 || (isNothing && refused.length > 0) ? 1 : 0;
}
