import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importedId } from '#shared/domain/ids.ts';
import type { FilesAnswer, ImportJob } from '#shared/sync/files.ts';
import { aFileDesk, type FileDesk } from '#server/testing/a-file-desk.ts';
import { jsonOf } from '#server/testing/in-process.ts';

let desk: FileDesk;
beforeEach(async () => {
  desk = await aFileDesk();
});
afterEach(() => desk.close());
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test('a list of people is looked at, tried, then written; a second time nothing of it is new', async () => {
  const list = 'MRN;Apellidos;Nombre;Nacimiento\r\n1;Ruiz;Ana;14/3/1959\r\n2;Gil;Leo;31/2/1960\r\n';
  const arrived = await desk.bring(`\uFEFF${list}`);
  expect(arrived).toMatchObject({
    phase: 'arrived',
    byName: 'olive of the ward',
    settings: { encoding: 'utf-8', table: { columns: ['number', 'family', 'given', 'birth'] } },
  });
  const tried = await desk.check(arrived);
  expect(tried).toMatchObject({ phase: 'checked', check: { records: 2, added: 1, refused: 1 } });
  expect(await desk.people()).toEqual([]);
  expect(await desk.told(tried.id)).toMatchObject([
    { line: 3, verdict: 'refused', faults: [{ field: 'birth', kind: 'birth-no-such-day' }] },
  ]);
  const done = await desk.write(tried);
  expect(done).toMatchObject({ phase: 'done', result: { records: 2, added: 1, refused: 1 } });
  expect(await desk.families()).toEqual(['Ruiz']);
  const again = await desk.check(await desk.bring(list));
  expect(again.check).toMatchObject({ added: 0, changed: 0, unchanged: 1, refused: 1 });
  const changed = await desk.write(await desk.check(await desk.bring(list.replace('Ana', 'Anna'))));
  expect(changed.result).toMatchObject({ added: 0, changed: 1, unchanged: 0 });
  expect(await desk.people()).toHaveLength(1);
});

test('a file arrives part by part, and behind a broken line it goes on with what is missing', async () => {
  const bytes = bytesOf('family,given\nRuiz,Ana\n');
  const file = { kind: 'import', name: 'x.csv', bytes: bytes.byteLength, lastModified: 1 };
  const { id } = await jsonOf<ImportJob>(desk.officer.send('POST', '/api/v1/files', file));
  await desk.putPart(id, 0, bytes.subarray(0, 10));
  expect((await desk.putPart(id, 0, bytes.subarray(0, 10))).status).toBe(409);
  expect((await desk.putPart(id, 15, bytes.subarray(15))).status).toBe(409);
  expect(await desk.read(id)).toMatchObject({ phase: 'arriving', receivedBytes: 10 });
  expect(await jsonOf(desk.putPart(id, 10, bytes.subarray(10)))).toMatchObject({
    phase: 'arrived',
  });
  const [listed] = (await jsonOf<FilesAnswer>(desk.officer.send('GET', '/api/v1/files'))).jobs;
  expect(listed?.id).toBe(id);
});

test('who is here already is named, left out unless somebody says otherwise, and never merged', async () => {
  await desk.write(
    await desk.check(
      await desk.bring('mrn,family,given,dob,phone\n1,Ruiz,Ana,1959-03-14,+34 600 100 200\n'),
    ),
  );
  const list = 'family,given,dob,phone\nRuiz,Ana,1959-03-14,+34 600 100 200\nGil,Leo,1960-01-02,\n';
  const tried = await desk.check(await desk.bring(list));
  expect(tried.check).toMatchObject({ added: 2, twins: 1 });
  expect(await desk.told(tried.id)).toMatchObject([
    { line: 2, verdict: 'twin', seen: { name: 'Ruiz, Ana', birthDate: '1959-03-14', mrn: '1' } },
  ]);
  expect((await desk.write(tried)).result).toMatchObject({ added: 1, twins: 1 });
  expect(await desk.families()).toEqual(['Gil', 'Ruiz']);
  const other = await desk.check(await desk.bring(list));
  expect((await desk.write(other, 'take')).result).toMatchObject({ added: 1, unchanged: 1 });
  expect(await desk.families()).toEqual(['Gil', 'Ruiz', 'Ruiz']);
});

test('a record that is restricted is a twin without a name', async () => {
  const id = importedId<string>('x', 'y', 'z');
  const names = { official: { family: 'Ruiz', given: 'Ana' } };
  const content = { names, birthDate: '1959-03-14', isRestricted: true };
  const options = {
    action: 'test',
    onExisting: 'keep',
    at: '2026-05-04T08:00:00.000Z',
    isInWindow: () => true,
  } as const;
  await desk.server.store.bulkWrite([{ collection: 'patients', id, content }], options);
  const tried = await desk.check(await desk.bring('family,given,dob\nRuiz,Ana,1959-03-14\n'));
  expect(await desk.told(tried.id)).toMatchObject([{ twin: { patientId: id }, seen: null }]);
});

test('numbers that somebody else has, rows that come twice, and rows equal in everything are told apart', async () => {
  await desk.write(await desk.check(await desk.bring('mrn,family\n7,Ruiz\n')));
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
  const tried = await desk.check(await desk.bring(list.join('\n')), { source: 'other' });
  expect(await desk.told(tried.id)).toMatchObject([
    { line: 2, verdict: 'refused', reason: { kind: 'number-taken' } },
    { line: 5, verdict: 'refused', reason: { kind: 'twice', line: 3 } },
    { line: 6, verdict: 'note', likeLine: 3 },
    { line: 8, verdict: 'refused', reason: { kind: 'equal-row', line: 7 } },
  ]);
  expect(tried.check).toMatchObject({ records: 7, added: 3, unchanged: 1, refused: 3, noted: 1 });
  expect((await desk.write(tried)).result).toMatchObject({ added: 3, unchanged: 1, refused: 3 });
  expect(await desk.families()).toEqual(['Paz', 'Ruiz', 'Sol', 'Sol']);
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
    const job = await desk.bring(bytes, 'people.csv');
    expect(job).toMatchObject({ phase: 'failed', fault });
    expect(existsSync(join(desk.folder, `${job.id}.content`))).toBe(false);
  }
});

test('a table in which nothing is a name is no list of people', async () => {
  const job = await desk.bring('a,b\n1,2\n');
  expect((await desk.step(job.id, { step: 'check', settings: job.settings })).status).toBe(422);
  expect(await desk.read(job.id)).toMatchObject({ phase: 'arrived' });
});

test('a list that a spreadsheet has not written in UTF-8 is read as it was meant', async () => {
  const job = await desk.bring(Buffer.from('family,given\nMüller,Zoë\n', 'latin1'));
  expect(job.settings?.encoding).toBe('windows-1252');
  await desk.write(await desk.check(job));
  expect(await desk.families()).toEqual(['Müller']);
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
  const job = await desk.bring(JSON.stringify(bundle), 'b.json');
  expect(job.look).toEqual({
    kind: 'fhir',
    rows: [
      ['Patient', 1],
      ['AllergyIntolerance', 1],
      ['Claim', 1],
    ],
  });
  const tried = await desk.check(job);
  expect(tried.check).toMatchObject({ records: 4, added: 1, changed: 1, leftAside: 1, refused: 1 });
  expect(await desk.people()).toEqual([]);
  expect(await desk.told(job.id)).toMatchObject([{ entry: 3, reason: { kind: 'said' } }]);
  expect((await desk.write(tried)).result).toMatchObject({ added: 1, changed: 1 });
  expect(Object.values((await desk.people())[0]?.allergies ?? {})).toHaveLength(1);
  const twin = { ...bundle, entry: [patient('p', 'Ruiz'), allergy] };
  const left = await desk.write(
    await desk.check(await desk.bring(JSON.stringify(twin), 'b.json'), { source: 'other' }),
  );
  expect(left.result).toMatchObject({ added: 0, changed: 0, twins: 1, leftAside: 1 });
  expect(await desk.people()).toHaveLength(1);
});
