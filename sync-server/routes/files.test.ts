import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Patient } from '#shared/domain/patient.ts';
import type {
  ExportJob,
  FileJob,
  FilesAnswer,
  ImportJob,
  ImportSettings,
  ToldAnswer,
} from '#shared/sync/files.ts';
import { importedId } from '#shared/domain/ids.ts';
import {
  jsonOf,
  startInProcess,
  type Browser,
  type InProcess,
} from '#server/testing/in-process.ts';

let server: InProcess;
let officer: Browser;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wardline-files-'));
  server = startInProcess({ filesFolder: folder });
  await server.store.transaction(async (tx) =>
    tx.writeFacility({ id: 'f', name: 'St Brigid', zone: 'Europe/Dublin', language: 'en' }),
  );
  await server.addPerson('olive', 'records');
  officer = server.browser();
  await officer.signIn('olive');
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

/** Brings a file in, in parts of a size. */
async function bring(
  content: string | Uint8Array,
  name = 'people.csv',
  part = 1000,
): Promise<ImportJob> {
  const bytes = bytesOf(content);
  const file = { kind: 'import', name, bytes: bytes.byteLength, lastModified: 1 };
  let job = await jsonOf<ImportJob>(officer.send('POST', '/api/v1/files', file));
  for (let at = 0; at < bytes.byteLength; at += part)
    job = await jsonOf(putPart(job.id, at, bytes.subarray(at, at + part)));
  return job;
}
const putPart = (id: string, from: number, bytes: Uint8Array): Promise<Response> =>
  officer.send('PUT', `/api/v1/files/${id}/part/${from}`, bytes, {
    'content-type': 'application/octet-stream',
  });
const step = (id: string, body: object): Promise<Response> =>
  officer.send('POST', `/api/v1/files/${id}/step`, body);
const read = <J extends FileJob = ImportJob>(id: string): Promise<J> =>
  jsonOf<J>(officer.send('GET', `/api/v1/files/${id}`));
const told = async (id: string): Promise<ToldAnswer['rows']> =>
  (await jsonOf<ToldAnswer>(officer.send('GET', `/api/v1/files/${id}/rows/0`))).rows;

/** Waits until the server has nothing to do with it. */
async function settled<J extends FileJob = ImportJob>(id: string): Promise<J> {
  const isBusy = ({ phase }: FileJob): boolean => ['checking', 'writing', 'making'].includes(phase);
  let job = await read<J>(id);
  while (isBusy(job)) {
    await new Promise((resolve) => setImmediate(resolve));
    job = await read<J>(id);
  }
  return job;
}
async function check(job: ImportJob, change: Partial<ImportSettings> = {}): Promise<ImportJob> {
  const settings = { ...job.settings, ...change };
  expect((await step(job.id, { step: 'check', settings })).status).toBe(200);
  return settled(job.id);
}
async function write(job: ImportJob, twins = 'leave-out'): Promise<ImportJob> {
  expect((await step(job.id, { step: 'write', twins })).status).toBe(200);
  return settled(job.id);
}
async function people(): Promise<readonly Patient[]> {
  const { documents } = await server.store.find({ collection: 'patients', limit: 1000 });
  return documents.map(({ content }) => content as Patient);
}
const families = async (): Promise<readonly string[]> =>
  (await people()).map(({ names }) => names?.['official']?.family ?? '').toSorted();

test('a list of people is looked at, tried, then written; a second time nothing of it is new', async () => {
  const list = 'MRN;Apellidos;Nombre;Nacimiento\r\n1;Ruiz;Ana;14/3/1959\r\n2;Gil;Leo;31/2/1960\r\n';
  const arrived = await bring(`\uFEFF${list}`);
  expect(arrived).toMatchObject({
    phase: 'arrived',
    byName: 'olive of the ward',
    settings: { encoding: 'utf-8', table: { columns: ['number', 'family', 'given', 'birth'] } },
  });
  const tried = await check(arrived);
  expect(tried).toMatchObject({ phase: 'checked', check: { records: 2, added: 1, refused: 1 } });
  expect(await people()).toEqual([]);
  expect(await told(tried.id)).toMatchObject([
    { line: 3, verdict: 'refused', faults: [{ field: 'birth', kind: 'birth-no-such-day' }] },
  ]);
  const done = await write(tried);
  expect(done).toMatchObject({ phase: 'done', result: { records: 2, added: 1, refused: 1 } });
  expect(await families()).toEqual(['Ruiz']);
  const again = await check(await bring(list));
  expect(again.check).toMatchObject({ added: 0, changed: 0, unchanged: 1, refused: 1 });
  const changed = await write(await check(await bring(list.replace('Ana', 'Anna'))));
  expect(changed.result).toMatchObject({ added: 0, changed: 1, unchanged: 0 });
  expect(await people()).toHaveLength(1);
});

test('a file arrives part by part, and behind a broken line it goes on with what is missing', async () => {
  const bytes = bytesOf('family,given\nRuiz,Ana\n');
  const file = { kind: 'import', name: 'x.csv', bytes: bytes.byteLength, lastModified: 1 };
  const { id } = await jsonOf<ImportJob>(officer.send('POST', '/api/v1/files', file));
  await putPart(id, 0, bytes.subarray(0, 10));
  expect((await putPart(id, 0, bytes.subarray(0, 10))).status).toBe(409);
  expect((await putPart(id, 15, bytes.subarray(15))).status).toBe(409);
  expect(await read(id)).toMatchObject({ phase: 'arriving', receivedBytes: 10 });
  expect(await jsonOf(putPart(id, 10, bytes.subarray(10)))).toMatchObject({ phase: 'arrived' });
  const [listed] = (await jsonOf<FilesAnswer>(officer.send('GET', '/api/v1/files'))).jobs;
  expect(listed?.id).toBe(id);
});

test('who is here already is named, left out unless somebody says otherwise, and never merged', async () => {
  await write(
    await check(await bring('mrn,family,given,dob,phone\n1,Ruiz,Ana,1959-03-14,+34 600 100 200\n')),
  );
  const list = 'family,given,dob,phone\nRuiz,Ana,1959-03-14,+34 600 100 200\nGil,Leo,1960-01-02,\n';
  const tried = await check(await bring(list));
  expect(tried.check).toMatchObject({ added: 2, twins: 1 });
  expect(await told(tried.id)).toMatchObject([
    { line: 2, verdict: 'twin', seen: { name: 'Ruiz, Ana', birthDate: '1959-03-14', mrn: '1' } },
  ]);
  expect((await write(tried)).result).toMatchObject({ added: 1, twins: 1 });
  expect(await families()).toEqual(['Gil', 'Ruiz']);
  const other = await check(await bring(list));
  expect((await write(other, 'take')).result).toMatchObject({ added: 1, unchanged: 1 });
  expect(await families()).toEqual(['Gil', 'Ruiz', 'Ruiz']);
});

test('a record that is restricted is a twin without a name', async () => {
  const id = importedId<string>('x', 'y', 'z');
  const names = { official: { family: 'Ruiz', given: 'Ana' } };
  const content = { names, birthDate: '1959-03-14', isRestricted: true };
  const options = { action: 'test', onExisting: 'keep', at: '', isInWindow: () => true } as const;
  await server.store.bulkWrite([{ collection: 'patients', id, content }], options);
  const tried = await check(await bring('family,given,dob\nRuiz,Ana,1959-03-14\n'));
  expect(await told(tried.id)).toMatchObject([{ twin: { patientId: id }, seen: null }]);
});

test('numbers that somebody else has, rows that come twice, and rows equal in everything are told apart', async () => {
  await write(await check(await bring('mrn,family\n7,Ruiz\n')));
  const list = [
    'mrn,family,given,dob',
    '7,Gil,Leo,1960-01-02',
    '8,Sol,Mar,1970-01-02',
    '8,Sol,Mar,1970-01-02',
    '8,Sol,Maria,1970-01-02',
    '9,Sol,Mar,1970-01-02',
    ',Paz,Eva,1980-01-02',
    ',Paz,Eva,1980-01-02',
  ];
  const tried = await check(await bring(list.join('\n')), { source: 'other' });
  expect(await told(tried.id)).toMatchObject([
    { line: 2, verdict: 'refused', reason: { kind: 'number-taken' } },
    { line: 5, verdict: 'refused', reason: { kind: 'twice', line: 3 } },
    { line: 6, verdict: 'note', likeLine: 3 },
    { line: 8, verdict: 'refused', reason: { kind: 'equal-row', line: 7 } },
  ]);
  expect(tried.check).toMatchObject({ records: 7, added: 3, unchanged: 1, refused: 3, noted: 1 });
  expect((await write(tried)).result).toMatchObject({ added: 3, unchanged: 1, refused: 3 });
  expect(await families()).toEqual(['Paz', 'Ruiz', 'Sol', 'Sol']);
});

test('what is no list is told by what it is, whatever it is called, and nothing of it stays', async () => {
  const strangers = {
    picture: new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
    workbook: bytesOf('PK\u0003\u0004…'),
    pdf: bytesOf('%PDF-1.7'),
    empty: bytesOf('  \n\n'),
    binary: new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0]),
    encoding: new Uint8Array([0xff, 0xfe, 0x41, 0]),
  };
  for (const [fault, bytes] of Object.entries(strangers)) {
    const job = await bring(bytes, 'people.csv');
    expect(job).toMatchObject({ phase: 'failed', fault });
    expect(existsSync(join(folder, `${job.id}.content`))).toBe(false);
  }
});

test('a table in which nothing is a name is no list of people', async () => {
  const job = await bring('a,b\n1,2\n');
  expect((await step(job.id, { step: 'check', settings: job.settings })).status).toBe(422);
  expect(await read(job.id)).toMatchObject({ phase: 'arrived' });
});

test('a list that a spreadsheet has not written in UTF-8 is read as it was meant', async () => {
  const job = await bring(Buffer.from('family,given\nMüller,Zoë\n', 'latin1'));
  expect(job.settings?.encoding).toBe('windows-1252');
  await write(await check(job));
  expect(await families()).toEqual(['Müller']);
});

test('a FHIR bundle is tried and written like a list; what it says of somebody left out stays out with them', async () => {
  const patient = (id: string, family: string): object => ({
    resource: {
      resourceType: 'Patient',
      id,
      name: [{ family, given: ['Ana'] }],
      birthDate: '1959-03-14',
    },
  });
  const allergy = {
    resource: {
      resourceType: 'AllergyIntolerance',
      id: 'a',
      code: { text: 'Penicillin' },
      patient: { reference: 'Patient/p' },
    },
  };
  const bundle = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      patient('p', 'Ruiz'),
      allergy,
      { resource: { resourceType: 'Claim', id: 'c' } },
      { resource: { nothing: 1 } },
    ],
  };
  const job = await bring(JSON.stringify(bundle), 'b.json');
  expect(job.look).toEqual({
    kind: 'fhir',
    rows: [
      ['Patient', 1],
      ['AllergyIntolerance', 1],
      ['Claim', 1],
    ],
  });
  const tried = await check(job);
  expect(tried.check).toMatchObject({ records: 4, added: 1, changed: 1, leftAside: 1, refused: 1 });
  expect(await people()).toEqual([]);
  expect(await told(job.id)).toMatchObject([{ entry: 3, reason: { kind: 'said' } }]);
  expect((await write(tried)).result).toMatchObject({ added: 1, changed: 1 });
  expect(Object.values((await people())[0]?.allergies ?? {})).toHaveLength(1);
  const twin = { ...bundle, entry: [patient('p', 'Ruiz'), allergy] };
  const left = await write(
    await check(await bring(JSON.stringify(twin), 'b.json'), { source: 'other' }),
  );
  expect(left.result).toMatchObject({ added: 0, changed: 0, twins: 1, leftAside: 1 });
  expect(await people()).toHaveLength(1);
});

test('what may be seen is taken out as CSV that no spreadsheet computes, and as FHIR; nobody whose record is restricted', async () => {
  await write(
    await check(
      await bring(
        "mrn,family,given,dob,address\n1,Ruiz,Ana,1959-03-14,\n2,Gil,Leo,,'=1+1\n3,Paz,Eva,,\n",
      ),
    ),
  );
  const { documents } = await server.store.find({ collection: 'patients', limit: 9 });
  const paz = documents.find(({ content }) => JSON.stringify(content).includes('Paz'));
  const content = { ...paz?.content, isRestricted: true };
  const options = {
    action: 'test',
    onExisting: 'replace',
    at: '',
    isInWindow: () => true,
  } as const;
  await server.store.bulkWrite([{ collection: 'patients', id: paz?.id ?? '', content }], options);
  const texts: string[] = [];
  for (const format of ['csv', 'fhir-bundle', 'fhir-ndjson']) {
    const begun = await jsonOf<ExportJob>(
      officer.send('POST', '/api/v1/files', { kind: 'export', format, headings: null }),
    );
    expect(begun.phase).toBe('making');
    const done = await settled<ExportJob>(begun.id);
    expect(done).toMatchObject({
      phase: 'done',
      people: 2,
      of: 3,
      records: 3,
      isWholeHospital: true,
    });
    const answer = await officer.send('GET', `/api/v1/files/${done.id}/content`);
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="wardline-2026-05-04\./,
    );
    texts.push(Buffer.from(await answer.arrayBuffer()).toString());
    const rest = await officer.send('GET', `/api/v1/files/${done.id}/content`, undefined, {
      range: 'bytes=20-',
    });
    expect([rest.status, await rest.text()]).toEqual([
      206,
      Buffer.from(texts.at(-1) ?? '')
        .subarray(20)
        .toString(),
    ]);
  }
  const [csv = '', bundle = '', lines = ''] = texts;
  expect(csv.split('\r\n')).toHaveLength(4);
  expect(csv).toMatch(/^\uFEFFmrn,/);
  expect(csv).toContain(",'=1+1,");
  expect(texts.join()).not.toContain('Paz');
  const { entry } = JSON.parse(bundle) as { entry: readonly { fullUrl: string }[] };
  expect(entry.map(({ fullUrl }) => fullUrl.slice(0, 29))).toEqual(
    Array(2).fill('http://localhost/fhir/Patient'),
  );
  expect(
    lines
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { resourceType: string }).resourceType),
  ).toEqual(['Patient', 'Patient']);
});

test('only records officers have anything to do with files, and what they took stays written when it is gone', async () => {
  const { id } = await bring('family\nRuiz\n');
  await server.addPerson('nora', 'nurse');
  const nurse = server.browser();
  await nurse.signIn('nora');
  for (const path of ['', `/${id}`, `/${id}/rows/0`, `/${id}/content`])
    expect((await nurse.send('GET', `/api/v1/files${path}`)).status).toBe(403);
  expect(await jsonOf(officer.send('DELETE', `/api/v1/files/${id}`))).toMatchObject({
    phase: 'removed',
  });
  expect(existsSync(join(folder, `${id}.content`))).toBe(false);
  expect((await step(id, { step: 'go-on' })).status).toBe(409);
  expect((await officer.send('GET', '/api/v1/files/nothing')).status).toBe(404);
  const old = await bring('family\nRuiz\n');
  server.clock.at += 8 * 86_400_000;
  await officer.signIn('olive');
  const { jobs } = await jsonOf<FilesAnswer>(officer.send('GET', '/api/v1/files'));
  expect(jobs.map(({ phase }) => phase)).toEqual(['removed', 'removed']);
  expect(existsSync(join(folder, `${old.id}.content`))).toBe(false);
});

test('what a stopped server had begun goes on when it starts again, each record once and each counted once', async () => {
  const file = join(folder, 'hospital.db');
  const first = startInProcess({ file, filesFolder: folder });
  await server.stop();
  server = first;
  await server.addPerson('olive', 'records');
  officer = server.browser();
  await officer.signIn('olive');
  const rows = Array.from(
    { length: 900 },
    (_, i) => `${i + 1},Family,Given,19${10 + (i % 80)}-01-02`,
  );
  const tried = await check(
    await bring(`mrn,family,given,dob\n${rows.join('\n')}\n${rows[0]}`, 'a.csv', 9000),
  );
  await step(tried.id, { step: 'write', twins: 'take' });
  while (((await read(tried.id)).result?.records ?? 0) === 0)
    await new Promise((resolve) => setImmediate(resolve));
  await server.stop();
  const cut = startInProcess({ file, filesFolder: folder });
  server = cut;
  officer.cookies.clear();
  officer = server.browser();
  await officer.signIn('olive');
  const { added, records } = (await read(tried.id)).result ?? { added: 0, records: 0 };
  expect([added > 0, added < 900, records]).toEqual([true, true, added]);
  expect((await settled(tried.id)).result).toMatchObject({
    records: 901,
    added: 900,
    unchanged: 1,
  });
  expect(await server.store.count('patients')).toBe(900);
  const { head } = await server.store.readFacility();
  expect(head).toBe(900);
});

test('who stops an import keeps what is written, and goes on with the rest', async () => {
  const rows = Array.from({ length: 700 }, (_, i) => `${i + 1},Family`);
  const tried = await check(await bring(`mrn,family\n${rows.join('\n')}\n`, 'a.csv', 9000));
  await step(tried.id, { step: 'write', twins: 'take' });
  await step(tried.id, { step: 'stop' });
  const stopped = await settled(tried.id);
  expect(stopped.phase).toBe('stopped');
  expect(stopped.result?.added).toBeGreaterThan(0);
  expect(stopped.result?.added).toBe(await server.store.count('patients'));
  await step(tried.id, { step: 'go-on' });
  expect((await settled(tried.id)).result).toMatchObject({ added: 700, records: 700 });
});
