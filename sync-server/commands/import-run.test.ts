import { spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importedId } from '#shared/domain/ids.ts';
import { aHospital, type TestHospital } from '#server/testing/a-hospital.ts';
import type { ImportOptions } from './import-options.ts';
import type { ImportReport } from './import-report.ts';
import { runImport } from './import-run.ts';

const PEN = allergy('al', 'p1');
let folder: string;
let hospital: TestHospital;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wardline-import-'));
  hospital = await aHospital();
});
afterEach(async () => {
  await hospital.close();
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}
async function take(
  files: readonly string[],
  more: Partial<ImportOptions> = {},
): Promise<ImportReport> {
  return runImport(
    {
      files,
      dataDir: folder,
      source: 'import',
      zone: null,
      encoding: 'utf-8',
      isShifted: false,
      reportFile: null,
      ...more,
    },
    {
      store: hospital.store,
      clock: hospital.clock,
      isServed: false,
      onProgress: () => undefined,
      isStopped: () => false,
    },
  );
}
function allergy(id: string, patient: string): object {
  return {
    resourceType: 'AllergyIntolerance',
    id,
    code: { text: 'Penicillin' },
    patient: { reference: `Patient/${patient}` },
  };
}
const patient = (id: string): object => ({ resourceType: 'Patient', id, gender: 'female' });
const lines = (...values: readonly unknown[]): string =>
  values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join('\n');

test('broken lines, files cut short and foreign files are told with their place; everything else goes in', async () => {
  const bundle = JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: [{ resource: patient('b1') }, { resource: patient('b2') }],
  });
  // Random text does not compress: the cut lies behind whole lines.
  const noise = Array.from({ length: 2000 }, (_, i) => patient(`n${i}${Math.random()}`));
  const packed = gzipSync(lines(...noise));
  const cut = file('cut.gz', packed);
  truncateSync(cut, packed.length - 2000);
  const report = await take([
    file('a.ndjson', lines(patient('p1'), '{"resourceType":', patient('p2'), 'hello')),
    file('b.json', bundle.slice(0, -60)),
    cut,
    file('c.csv', 'a,b\n1,2\n'),
    file('d.json', 'hello'),
    join(folder, 'none.json'),
  ]);
  const places = report.refused.map((one) => [
    one.file.slice(folder.length + 1),
    one.line,
    one.reason,
  ]);
  expect(places.slice(0, 3)).toEqual([
    ['a.ndjson', 2, 'this is not JSON'],
    ['a.ndjson', 4, 'this is not JSON'],
    ['b.json', 1, 'the text ends in the middle of its entries'],
  ]);
  expect(places[3]?.[2]).toContain('the gzip ends in the middle');
  expect(report.unreadableFiles.map((one) => one.file.slice(folder.length + 1)).toSorted()).toEqual(
    ['c.csv', 'd.json', 'none.json'],
  );
  expect(report.taken['Patient']).toBeGreaterThan(1000);
  expect(await hospital.content('patients', importedId('import', 'Patient', 'b1'))).toBeDefined();
});

test('an allergy finds its patient whichever of two files comes first', async () => {
  const id = importedId<string>('import', 'Patient', 'p1');
  await take([file('1.ndjson', lines(PEN)), file('2.ndjson', lines(patient('p1')))]);
  expect(Object.keys((await hospital.content('patients', id))?.['allergies'] ?? {})).toHaveLength(
    1,
  );
  await take([file('3.ndjson', lines(patient('p9'), allergy('a9', 'p9')))]);
  const other = importedId<string>('import', 'Patient', 'p9');
  expect(
    Object.keys((await hospital.content('patients', other))?.['allergies'] ?? {}),
  ).toHaveLength(1);
});

test('the server whose ids are the source’s own stays so from import to import', async () => {
  const entry = (base: string): string =>
    JSON.stringify({
      resourceType: 'Bundle',
      entry: [{ fullUrl: `${base}/Patient/1`, resource: patient('1') }],
    });
  await take([file('a.json', entry('https://a.example/fhir'))]);
  await take([file('b.json', entry('https://b.example/fhir'))]);
  expect(await hospital.store.count('patients')).toBe(2);
  const report = await take([file('c.json', entry('https://a.example/fhir'))]);
  expect(report.unchanged).toEqual({ Patient: 1 });
});

test('two sources with the same ids are kept apart', async () => {
  const path = file('a.ndjson', lines(patient('1')));
  await take([path]);
  await take([path], { source: 'clinic-b' });
  expect(await hospital.store.count('patients')).toBe(2);
});

test('the clinic’s lists become patients, practitioners with working hours, and appointments of this week', async () => {
  file('clinic/patients.csv', 'patient_id,name,sex,dob\r\n7,Ann Lee,Female,1980-10-10\r\n');
  file(
    'clinic/slots.csv',
    'slot_id;appointment_date;appointment_time\n1;2016-01-01;08:00:00\n2;2016-01-01;08:20:00\n',
  );
  file(
    'clinic/appointments.csv',
    'status,patient_id,appointment_id,slot_id,appointment_date,appointment_time\nscheduled,7,1,2,2016-01-01,08:20:00\n',
  );
  const report = await take([join(folder, 'clinic')], { isShifted: true });
  expect(report.refused).toEqual([]);
  const id = importedId<string>('import', 'csv-appointment', '1');
  expect(await hospital.content('appointments', id)).toMatchObject({
    patientId: importedId('import', 'csv-patient', '7'),
    booking: 'confirmed',
    slot: { wall: '2026-11-27T08:20', zone: 'Europe/Dublin', end: '2026-11-27T08:40:00.000Z' },
  });
  const schedules = await hospital.all('schedules');
  expect(schedules.size).toBe(4);
  expect([...schedules.values()][0]?.content).toMatchObject({
    slotMinutes: 20,
    rules: { 'day-5': { start: '08:00', end: '08:40' } },
  });
});

test('npm run import takes a file, counts, and says by its code whether a file could not be read', async () => {
  const good = file('a.ndjson', lines(patient('p1')));
  const report = join(folder, 'report.json');
  const data = join(folder, 'data');
  const done = await run([good, '--data', data, '--report', report]);
  expect([done.code, done.stdout]).toEqual([0, expect.stringContaining('1  Patient')]);
  expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ taken: { Patient: 1 } });
  cpSync(good, join(folder, 'copy.ndjson'));
  expect((await run([join(folder, 'copy.ndjson'), '--data', data])).stdout).toContain('Unchanged');
  expect((await run([good, join(folder, 'none'), '--data', data])).code).toBe(1);
  expect((await run(['--zone', 'Nowhere', good])).code).toBe(2);
  expect((await run([])).code).toBe(2);
});

async function run(args: readonly string[]): Promise<{ code: number | null; stdout: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'import.ts'), ...args]);
  let stdout = '';
  child.stdout.on('data', (text) => void (stdout += String(text)));
  const code = await new Promise<number | null>((resolve) => void child.on('exit', resolve));
  return { code, stdout };
}
