import { parseArgs } from 'node:util';
import { err, ok, type Result } from '#shared/lib/result.ts';

export interface ImportOptions {
  readonly files: readonly string[];
  readonly dataDir: string;
  /** Names where the ids come from: `Patient/1` of two sources are two people. */
  readonly source: string;
  /** IANA zone of times that name none; null takes the hospital's. */
  readonly zone: string | null;
  readonly encoding: string;
  readonly isShifted: boolean;
  readonly reportFile: string | null;
}
export const IMPORT_USAGE = `Usage: npm run import -- FILE... [options]
  FILE                  FHIR R4 (a resource, a bundle, NDJSON) or the outpatient clinic's CSV, plain or gzip; folders too
  --data DIR            the hospital's data folder (default: data); the server may run or not
  --source NAME         where the ids come from (default: import); give each system of origin its own name
  --zone ZONE           zone of times that name none, as Europe/Madrid (default: the hospital's)
  --shift-to-this-week  moves the clinic's dates by whole weeks, so that its last appointment lies in this week
  --encoding NAME       of CSV and JSON text that is not UTF-8, as latin1
  --report FILE         writes what was taken, left aside and refused as JSON`;

const OPTIONS = {
  data: { type: 'string' },
  source: { type: 'string' },
  zone: { type: 'string' },
  encoding: { type: 'string' },
  report: { type: 'string' },
  'shift-to-this-week': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Reads the command line; what is wrong with it comes back in one sentence. */
export function parseImportOptions(
  args: readonly string[],
  defaultDataDir: string,
): Result<ImportOptions, string> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: OPTIONS,
      allowPositionals: true,
      strict: true,
    });
    if (values.help || positionals.length === 0) return err(IMPORT_USAGE);
    const { zone = null, encoding = 'utf-8', source = 'import' } = values;
    if (zone !== null && !isZone(zone))
      return err(`--zone ${zone} is no zone; write Europe/Madrid.`);
    if (!isEncoding(encoding)) return err(`--encoding ${encoding} is not known; write latin1.`);
    if (!/^[\w.:/-]{1,100}$/.test(source)) {
      return err('--source wants a short name of letters, digits and - . : / _');
    }
    return ok({
      files: positionals,
      dataDir: values.data ?? defaultDataDir,
      source,
      zone,
      encoding,
      isShifted: values['shift-to-this-week'] === true,
      reportFile: values.report ?? null,
    });
  } catch (cause) {
    return err(`${cause instanceof Error ? cause.message : String(cause)}\n${IMPORT_USAGE}`);
  }
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}

function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}
