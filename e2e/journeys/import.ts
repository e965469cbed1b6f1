import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { pickFirst } from '#e2e/harness/desk.ts';
import { markPage, readFleet } from '#e2e/harness/fleet-page.ts';
import { expect, test } from '#e2e/harness/test.ts';

const DATA = join(import.meta.dirname, '../../../shared/data');
const BUNDLES = join(DATA, 'fhir/synthea-ma/bundles');
const CLINIC = join(DATA, 'scheduling/outpatient');
/** A thousand people more on every device, while other journeys use the same two cores. */
const MANY = { timeout: 45_000 };
/** The clinic's last visits: as many as a journey has time for. */
const VISITS = 1200;

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wardline-import-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('records of another system arrive on open devices by themselves, and a second import changes nothing', async ({
  hospital,
  deviceOf,
}) => {
  test.skip(!existsSync(BUNDLES), `the sample bundles are missing: ${BUNDLES}`);
  const [admin, desk] = await Promise.all([deviceOf('admin'), deviceOf('reception')]);
  const { page } = desk;
  await desk.waitUntilSaved();
  await desk.goTo('/patients');
  await page.getByLabel('Find by name, MRN or birth date', { exact: true }).fill('maria razo');
  // Others may sound alike; the one who is coming is not there yet.
  const razo = page.getByRole('link', { name: /Razo\d*, María Luisa\d*/ });
  await expect(page.getByText(/found, best first|^Nobody called/).first()).toBeVisible();
  await expect(razo).toBeHidden();
  const loadedAt = await markPage(page);
  const before = await readFleet(admin.page);

  const first = hospital.run('import', BUNDLES);
  expect(first).toMatch(/Taken:[^]*\b40 +Patient/);
  expect(first).toMatch(/Left aside:[^]*Observation: not kept here/);
  await expect(razo).toBeVisible(MANY);
  await desk.waitUntilSaved();
  const after = await readFleet(admin.page);
  expect(after.documents.patients).toBe(before.documents.patients + 40);
  expect(after.documents.encounters).toBeGreaterThanOrEqual(before.documents.encounters + 830);

  const second = hospital.run('import', BUNDLES);
  expect(second).not.toContain('Taken:');
  expect(second).toMatch(/Unchanged:[^]*\b40 +Patient/);
  const again = await readFleet(admin.page);
  expect(again.head, 'nothing was written').toBe(after.head);
  expect(again.documents).toEqual(after.documents);

  // Their charts open like those of anybody; older visits are asked of the hospital.
  expect(await markPage(page), 'all of it without a reload').toBe(loadedAt);
  await razo.click();
  await expect(page.locator('.banner')).toContainText(/Razo\d*, María Luisa\d*/);
  await page.getByRole('button', { name: 'Stays' }).click();
  await expect(page.getByText(/^Older ones from the hospital/)).toBeVisible();
  expect(desk.complaints).toEqual([]);
});

test('what an import cannot read is told with its place in the file, and holds nothing else back', async ({
  hospital,
  deviceOf,
}) => {
  const file = join(folder, 'broken.ndjson');
  const person = (id: string, family: string): string =>
    JSON.stringify({ resourceType: 'Patient', id, name: [{ family, given: ['Nell'] }] });
  writeFileSync(
    file,
    [
      person('1', 'Thistlewood'),
      '{"resourceType":"Patient","id":',
      '{"resourceType":"Patient","id":"3","birthDate":"the day before"}',
      person('4', 'Underhill'),
    ].join('\n'),
  );
  const said = hospital.run('import', file);
  expect(said).toMatch(/Taken:\s+3 +Patient/);
  expect(said).toMatch(/Taken with a gap:\s+1 +Patient: birthDate is no date/);
  expect(said).toMatch(/Refused: 1\s+\S+broken\.ndjson, line 2: this is not JSON/);
  const desk = await deviceOf('reception');
  await desk.goTo('/patients');
  const find = desk.page.getByLabel('Find by name, MRN or birth date', { exact: true });
  for (const family of ['Thistlewood', 'Underhill']) {
    await find.fill(family);
    await expect(desk.page.getByRole('link', { name: `${family}, Nell` })).toBeVisible(MANY);
  }
});

test('a whole clinic comes from its CSV files, and the app finds and lists its people as before', async ({
  hospital,
  deviceOf,
}) => {
  test.skip(!existsSync(CLINIC), `the sample clinic is missing: ${CLINIC}`);
  const [admin, desk] = await Promise.all([deviceOf('admin'), deviceOf('reception')]);
  const { page } = desk;
  await desk.waitUntilSaved();
  await desk.goTo('/patients');
  const before = await readFleet(admin.page);
  const slice = clinicSlice();
  const said = hospital.run('import', ...slice.files, '--shift-to-this-week');
  expect(said).toMatch(/Taken:/);
  const after = await readFleet(admin.page);
  expect(after.documents.patients).toBe(before.documents.patients + slice.people);

  const all = after.documents.patients.toLocaleString('en');
  await expect(page.getByText(`${all} people on this device`)).toBeVisible(MANY);
  await desk.waitUntilSaved();
  await page.getByLabel('Find by name, MRN or birth date', { exact: true }).fill(slice.name);
  await expect(page.getByRole('link').filter({ hasText: slice.family }).first()).toBeVisible();
  await page.getByLabel('Find by name, MRN or birth date', { exact: true }).fill('');
  await page.keyboard.press('End');
  await expect(page.getByRole('list', { name: /people/i }).first()).toBeVisible();
  await desk.goTo('/book');
  await pickFirst(page, slice.name);
  await expect(page.getByRole('main')).toContainText(slice.family);
  await desk.goTo('/calendar');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(desk.complaints).toEqual([]);
});

test('other systems read the hospital with a token: search, pages to the end, one record', async ({
  hospital,
}) => {
  const unknown = await fetch(`${hospital.url}/fhir/Patient`);
  expect(unknown.status).toBe(401);
  expect(unknown.headers.get('www-authenticate')).toContain('Bearer');
  expect(await unknown.json()).toMatchObject({ resourceType: 'OperationOutcome' });

  const made = hospital.run('admin', 'token', '--name', 'registry').trim().split('\n');
  const headers = { authorization: `Bearer ${made.at(-1) ?? ''}` };
  const read = async <T = Bundle>(address: string): Promise<T> => {
    const answer = await fetch(new URL(address, `${hospital.url}/fhir/`), { headers });
    expect(answer.status, address).toBe(200);
    expect(answer.headers.get('content-type')).toContain('application/fhir+json');
    return (await answer.json()) as T;
  };
  const metadata = await read<{ readonly resourceType: string }>('metadata');
  expect(metadata.resourceType).toBe('CapabilityStatement');

  // Every person once, page by page.
  const ids: string[] = [];
  for (let next: string | undefined = 'Patient?_count=500'; next;) {
    const page: Bundle = await read(next);
    ids.push(...(page.entry ?? []).map(({ resource }) => resource.id));
    next = page.link.find(({ relation }) => relation === 'next')?.url;
  }
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(1900);

  const [id = ''] = ids;
  const one = await read<Resource>(`Patient/${id}`);
  const [family = ''] = one.name?.map((name) => name.family) ?? [];
  const query = new URLSearchParams({ family, birthdate: one.birthDate ?? '' });
  const found = await read(`Patient?${query}`);
  expect(found.entry?.map(({ resource }) => resource.id)).toContain(id);
  for (const path of [
    `Encounter?patient=${id}`,
    `Appointment?date=ge${new Date().toISOString().slice(0, 10)}&status=booked&_count=5`,
    'Practitioner?_count=3',
    'Location?_count=3',
    'AllergyIntolerance?_count=3',
  ])
    expect((await read(path)).resourceType).toBe('Bundle');

  const written = await fetch(`${hospital.url}/fhir/Patient`, { method: 'POST', headers });
  expect(written.status).toBe(405);
  const tokenId = /Token (\S+)/.exec(made.join('\n'))?.[1] ?? '?';
  hospital.run('admin', 'token', 'revoke', tokenId);
  const revoked = await fetch(`${hospital.url}/fhir/Patient`, { headers });
  expect(revoked.status).toBe(401);
});

interface Resource {
  readonly id: string;
  readonly birthDate?: string;
  readonly name?: readonly { readonly family?: string }[];
}
interface Bundle {
  readonly resourceType: string;
  readonly link: readonly { readonly relation: string; readonly url: string }[];
  readonly entry?: readonly { readonly resource: Resource }[];
}

/** The last visits of the clinic with their people and slots, as three files of the same form. */
function clinicSlice() {
  const read = (name: string): readonly string[] =>
    gunzipSync(readFileSync(join(CLINIC, `${name}.csv.gz`)))
      .toString()
      .trimEnd()
      .split('\n');
  const [head = '', ...visits] = read('appointments');
  const columns = head.split(',');
  const last = visits.slice(-VISITS);
  const column = (name: string): ReadonlySet<string | undefined> =>
    new Set(last.map((row) => row.split(',')[columns.indexOf(name)]));
  const keep = (name: string, ids: ReadonlySet<string | undefined>): readonly string[] => {
    const [first = '', ...rows] = read(name);
    return [first, ...rows.filter((row) => ids.has(row.split(',')[0]))];
  };
  const people = keep('patients', column('patient_id'));
  const tables = {
    patients: people,
    slots: keep('slots', column('slot_id')),
    appointments: [head, ...last],
  };
  const files = Object.entries(tables).map(([name, rows]) => {
    const file = join(folder, `${name}.csv`);
    writeFileSync(file, rows.join('\n'));
    return file;
  });
  const name = people.at(-1)?.split(',')[1] ?? '';
  return { files, people: people.length - 1, name, family: name.split(' ').at(-1) ?? '' };
}
