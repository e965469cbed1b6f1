import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importedId } from '#shared/domain/ids.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import type { ExportJob, FilesAnswer } from '#shared/sync/files.ts';
import { aFileDesk, type FileDesk } from '#server/testing/a-file-desk.ts';
import { jsonOf } from '#server/testing/in-process.ts';

let desk: FileDesk;
beforeEach(async () => {
  desk = await aFileDesk();
});
afterEach(() => desk.close());

test('what may be seen is taken out as CSV that no spreadsheet computes, and as FHIR; nobody whose record is restricted', async () => {
  await desk.write(
    await desk.check(
      await desk.bring(
        "mrn,family,given,dob,address\n1,Ruiz,Ana,1959-03-14,\n2,Gil,Leo,,'=1+1\n3,Paz,Eva,,\n",
      ),
    ),
  );
  const { documents } = await desk.server.store.find({ collection: 'patients', limit: 9 });
  const paz = documents.find(({ content }) => JSON.stringify(content).includes('Paz'));
  const content = { ...paz?.content, isRestricted: true };
  const options = {
    action: 'test',
    onExisting: 'replace',
    at: '',
    isInWindow: () => true,
  } as const;
  await desk.server.store.bulkWrite(
    [{ collection: 'patients', id: paz?.id ?? '', content }],
    options,
  );
  const texts: string[] = [];
  for (const format of ['csv', 'fhir-bundle', 'fhir-ndjson']) {
    const begun = await jsonOf<ExportJob>(
      desk.officer.send('POST', '/api/v1/files', { kind: 'export', format, headings: null }),
    );
    expect(begun.phase).toBe('making');
    const done = await desk.settled<ExportJob>(begun.id);
    expect(done).toMatchObject({
      phase: 'done',
      people: 2,
      of: 3,
      records: 3,
      isWholeHospital: true,
    });
    const answer = await desk.officer.send('GET', `/api/v1/files/${done.id}/content`);
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="wardline-2026-05-04\./,
    );
    texts.push(Buffer.from(await answer.arrayBuffer()).toString());
    const rest = await desk.officer.send('GET', `/api/v1/files/${done.id}/content`, undefined, {
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

test('a device that holds one ward takes out who lies there, and nobody else', async () => {
  const [ward = '', here = '', there = ''] = ['w', 'h', 't'].map((one) =>
    importedId<string>('x', 'y', one),
  );
  const named = (family: string): JsonMap => ({ names: { official: { family } } });
  const stays = { a: { wardId: ward, bedId: ward, start: '2026-05-04T08:00:00.000Z' } };
  const visit = { status: 'in-progress', class: 'IMP', patientId: here, stays };
  const rows = [
    { collection: 'locations', id: ward, content: { kind: 'ward', name: 'A', status: 'active' } },
    { collection: 'patients', id: here, content: named('Ruiz') },
    { collection: 'patients', id: there, content: named('Gil') },
    { collection: 'encounters', id: importedId<string>('x', 'y', 'v'), content: visit },
  ] as const;
  const options = {
    action: 'test',
    onExisting: 'keep',
    at: '2026-05-04T08:00:00.000Z',
    isInWindow: () => true,
  } as const;
  await desk.server.store.bulkWrite(rows, options);
  await desk.server.addPerson('adam', 'admin');
  const [device] = await desk.server.store.devices.listDevices();
  const adam = desk.server.browser();
  await adam.signIn('adam');
  const places = { places: [`ward:${ward}`] };
  expect((await adam.send('PATCH', `/api/v1/devices/${device?.id}`, places)).status).toBe(204);
  for (const [format, has] of [
    ['csv', 'Ruiz'],
    ['fhir-ndjson', 'Encounter'],
  ]) {
    const file = { kind: 'export', format, headings: null };
    const { id } = await jsonOf<ExportJob>(desk.officer.send('POST', '/api/v1/files', file));
    expect(await desk.settled<ExportJob>(id)).toMatchObject({ people: 1, isWholeHospital: false });
    const text = await (await desk.officer.send('GET', `/api/v1/files/${id}/content`)).text();
    expect(text).toContain(has);
    expect(text).not.toContain('Gil');
  }
});

test('only records officers have anything to do with files, and what they took stays written when it is gone', async () => {
  const { id } = await desk.bring('family\nRuiz\n');
  await desk.server.addPerson('nora', 'nurse');
  const nurse = desk.server.browser();
  await nurse.signIn('nora');
  for (const path of ['', `/${id}`, `/${id}/rows/0`, `/${id}/content`])
    expect((await nurse.send('GET', `/api/v1/files${path}`)).status).toBe(403);
  expect(await jsonOf(desk.officer.send('DELETE', `/api/v1/files/${id}`))).toMatchObject({
    phase: 'removed',
  });
  expect(existsSync(join(desk.folder, `${id}.content`))).toBe(false);
  expect((await desk.step(id, { step: 'go-on' })).status).toBe(409);
  expect((await desk.officer.send('GET', '/api/v1/files/nothing')).status).toBe(404);
  const old = await desk.bring('family\nRuiz\n');
  desk.server.clock.at += 8 * 86_400_000;
  await desk.officer.signIn('olive');
  const { jobs } = await jsonOf<FilesAnswer>(desk.officer.send('GET', '/api/v1/files'));
  expect(jobs.map(({ phase }) => phase)).toEqual(['removed', 'removed']);
  expect(existsSync(join(desk.folder, `${old.id}.content`))).toBe(false);
});

test('what a stopped server had begun goes on when it starts again, each record once and each counted once', async () => {
  await desk.close();
  desk = await aFileDesk({ inFile: true });
  const rows = Array.from(
    { length: 450 },
    (_, i) => `${i + 1},Family,Given,19${10 + (i % 80)}-01-02`,
  );
  const tried = await desk.check(
    await desk.bring(`mrn,family,given,dob\n${rows.join('\n')}\n${rows[0]}`, 'a.csv', 9000),
  );
  await desk.step(tried.id, { step: 'write', twins: 'take' });
  while (((await desk.read(tried.id)).result?.records ?? 0) === 0)
    await new Promise((resolve) => setImmediate(resolve));
  await desk.restart();
  const { added, records } = (await desk.read(tried.id)).result ?? { added: 0, records: 0 };
  expect([added > 0, added < 450, records]).toEqual([true, true, added]);
  expect((await desk.settled(tried.id)).result).toMatchObject({
    records: 451,
    added: 450,
    unchanged: 1,
  });
  expect(await desk.server.store.count('patients')).toBe(450);
  const { head } = await desk.server.store.readFacility();
  expect(head).toBe(450);
});

test('who stops an import keeps what is written, and goes on with the rest', async () => {
  const rows = Array.from({ length: 350 }, (_, i) => `${i + 1},Family`);
  const tried = await desk.check(
    await desk.bring(`mrn,family\n${rows.join('\n')}\n`, 'a.csv', 9000),
  );
  await desk.step(tried.id, { step: 'write', twins: 'take' });
  await desk.step(tried.id, { step: 'stop' });
  const stopped = await desk.settled(tried.id);
  expect(stopped.phase).toBe('stopped');
  expect(stopped.result?.added).toBeGreaterThan(0);
  expect(stopped.result?.added).toBe(await desk.server.store.count('patients'));
  await desk.step(tried.id, { step: 'go-on' });
  expect((await desk.settled(tried.id)).result).toMatchObject({ added: 350, records: 350 });
});
