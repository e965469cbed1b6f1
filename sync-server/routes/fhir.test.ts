import { Hono } from 'hono';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AppEnv } from '#server/app-env.ts';
import { createFhirReader } from '#server/interop/fhir/fhir-reader.ts';
import type { SourceRecord } from '#server/interop/source-record.ts';
import { createFhirSearch } from '#server/services/fhir-search.ts';
import { createImportRecords } from '#server/services/import-records.ts';
import { createTokens } from '#server/services/tokens.ts';
import { aHospital, type TestHospital } from '#server/testing/a-hospital.ts';
import { importedId } from '#shared/domain/ids.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { fhirRoute } from './fhir.ts';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: JsonMap & {
    readonly entry?: readonly { readonly resource: JsonMap; readonly search: JsonMap }[];
    readonly link?: readonly { readonly relation: string; readonly url: string }[];
    readonly total?: number;
    readonly issue?: readonly JsonMap[];
  };
}
let hospital: TestHospital;
let app: Hono<AppEnv>;
let secret: string;

beforeEach(async () => {
  hospital = await aHospital();
  const tokens = createTokens(hospital.store.accounts, hospital.clock);
  ({ secret } = await tokens.create('warehouse'));
  const search = createFhirSearch(hospital.store);
  app = new Hono<AppEnv>().route('/fhir', fhirRoute({ search, tokens, appVersion: '1' }));
  await take(...RESOURCES);
});
afterEach(() => hospital.close());

async function take(...resources: readonly object[]): Promise<void> {
  const reader = createFhirReader({
    source: 's',
    zone: 'Europe/Dublin',
    home: null,
    isOwn: () => false,
  });
  const records = resources.flatMap((resource) =>
    reader
      .read({ kind: 'value', text: JSON.stringify(resource), line: 1, entry: null })
      .flatMap((outcome): readonly SourceRecord[] =>
        outcome.kind === 'taken' ? outcome.records : [],
      ),
  );
  await createImportRecords(hospital)(records);
}
async function ask(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const url = path.startsWith('http') ? path : `http://localhost/fhir/${path}`;
  const response = await app.request(url, {
    headers: { authorization: `Bearer ${secret}`, ...headers },
  });
  const text = await response.text();
  const body = (text === '' ? {} : JSON.parse(text)) as Answer['body'];
  return { status: response.status, headers: response.headers, body };
}
const matches = ({ body }: Answer): readonly JsonMap[] =>
  (body.entry ?? []).filter(({ search }) => search['mode'] === 'match').map((one) => one.resource);
/** The ids of the source that an answer names. */
async function found(path: string): Promise<readonly string[]> {
  const ids = new Map(NAMES.map((name) => [idOf(...name), name[1]]));
  return matches(await ask(path))
    .map(({ id }) => ids.get(String(id)) ?? String(id))
    .toSorted();
}
const idOf = (type: string, original: string): string => importedId('s', type, original);
const NAMES: readonly (readonly [string, string])[] = [
  ...['ana', 'jose', 'lee', 'secret'].map((id) => ['Patient', id] as const),
  ...['drew', 'adam'].map((id) => ['Practitioner', id] as const),
  ...['clinic', 'room'].map((id) => ['Location', id] as const),
  ...['v1', 'v2', 'v3'].map((id) => ['Encounter', id] as const),
  ...['a1', 'a2', 'a3'].map((id) => ['Appointment', id] as const),
];
const RESOURCES: readonly object[] = [
  {
    resourceType: 'Patient',
    id: 'ana',
    identifier: [{ system: 'urn:a', value: '12345', type: { coding: [{ code: 'MR' }] } }],
    name: [
      { use: 'official', family: 'García Márquez', given: ['Ana', 'María'] },
      { use: 'maiden', family: 'Windsor' },
    ],
    gender: 'female',
    birthDate: '1974-12-25',
  },
  {
    resourceType: 'Patient',
    id: 'jose',
    identifier: [{ system: 'urn:b', value: '12345' }],
    name: [{ family: 'Garcia', given: ['José'] }],
    gender: 'male',
    birthDate: '1974-12',
  },
  { resourceType: 'Patient', id: 'lee', name: [{ text: 'Lee' }], birthDate: '1974' },
  {
    resourceType: 'Patient',
    id: 'secret',
    meta: { security: [{ code: 'R' }] },
    name: [{ family: 'Garcia' }],
    gender: 'female',
  },
  { resourceType: 'Practitioner', id: 'drew', name: [{ family: 'Barrymore', given: ['Drew'] }] },
  { resourceType: 'Practitioner', id: 'adam', name: [{ family: 'Drewson', given: ['Adam'] }] },
  { resourceType: 'Location', id: 'clinic', name: 'Eye clinic', status: 'suspended' },
  { resourceType: 'Location', id: 'room', name: 'Room 1', status: 'active' },
  visit('v1', 'ana', { start: '2024-03-31T08:00:00Z', end: '2024-04-02T08:00:00Z' }),
  visit('v2', 'jose', { start: '2024-04-10T08:00:00Z' }),
  visit('v3', 'secret', { start: '2024-04-10T08:00:00Z' }),
  meeting('a1', { patient: 'ana', start: '2024-03-31T23:30:00Z', status: 'booked' }),
  meeting('a2', { patient: 'jose', start: '2024-04-02T09:00:00Z', status: 'cancelled' }),
  meeting('a3', { patient: 'secret', start: '2024-04-02T10:00:00Z', status: 'booked' }),
  allergy('al1', 'ana', { text: 'Penicillin' }),
  allergy('al2', 'ana', { text: 'Latex' }),
  allergy('al3', 'lee', { coding: [{ code: '716186003' }] }),
  allergy('al4', 'secret', { text: 'Nuts' }),
];
function visit(id: string, patient: string, period: object): object {
  const subject = { reference: `Patient/${patient}` };
  const status = 'end' in period ? 'finished' : 'in-progress';
  return { resourceType: 'Encounter', id, status, class: { code: 'IMP' }, subject, period };
}
function meeting(
  id: string,
  { patient, start, status }: { patient: string; start: string; status: string },
): object {
  const end = new Date(Date.parse(start) + 900_000).toISOString();
  const actors = [`Patient/${patient}`, 'Practitioner/drew', 'Location/room'];
  const participant = actors.map((reference) => ({ actor: { reference }, status: 'accepted' }));
  return { resourceType: 'Appointment', id, status, start, end, participant };
}
function allergy(id: string, patient: string, code: object): object {
  return {
    resourceType: 'AllergyIntolerance',
    id,
    code,
    patient: { reference: `Patient/${patient}` },
    clinicalStatus: { coding: [{ code: 'active' }] },
    verificationStatus: { coding: [{ code: 'confirmed' }] },
  };
}

test('without a token, or with one that is not known, nothing but the statement of abilities is told', async () => {
  for (const authorization of ['', 'Bearer nonsense', `Basic ${secret}`]) {
    const answer = await ask('Patient', { authorization });
    expect(answer.status).toBe(401);
    expect(answer.body['resourceType']).toBe('OperationOutcome');
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  }
  const { status, body } = await ask('metadata', { authorization: '' });
  expect([status, body['resourceType'], body['fhirVersion']]).toEqual([
    200,
    'CapabilityStatement',
    '4.0.1',
  ]);
});

test('text is found by how a word begins, whatever its accents, in every name', async () => {
  expect(await found('Patient?family=garcía')).toEqual(['ana', 'jose']);
  expect(await found('Patient?family=garcia marq')).toEqual(['ana']);
  expect(await found('Patient?name=wind')).toEqual(['ana']);
  expect(await found('Patient?name=lee,wind')).toEqual(['ana', 'lee']);
  expect(await found('Patient?family=garcia&given=jose')).toEqual(['jose']);
  expect(await found('Patient?family:exact=Garcia')).toEqual(['jose']);
  expect(await found('Patient?family:contains=indso')).toEqual(['ana']);
  expect(await found('Practitioner?given=drew')).toEqual(['drew']);
  expect(await found('Practitioner?family=drew')).toEqual(['adam']);
  expect(await found('Location?name=EYE&status=suspended')).toEqual(['clinic']);
});

test('a number is found with its issuer, without, and by the issuer alone', async () => {
  expect(await found('Patient?identifier=12345')).toEqual(['ana', 'jose']);
  expect(await found('Patient?identifier=urn:b|12345')).toEqual(['jose']);
  expect(await found('Patient?identifier=urn:a|')).toEqual(['ana']);
  expect(await found('Patient?identifier=|12345')).toEqual([]);
});

test('a birth date that is known in part is compared as far as it is known', async () => {
  expect(await found('Patient?birthdate=1974')).toEqual(['ana', 'jose', 'lee']);
  expect(await found('Patient?birthdate=1974-12')).toEqual(['ana', 'jose']);
  expect(await found('Patient?birthdate=eq1974-12-25')).toEqual(['ana']);
  expect(await found('Patient?birthdate=gt1974-12-25')).toEqual(['jose', 'lee']);
  expect(await found('Patient?birthdate=ge1974-12-25')).toEqual(['ana', 'jose', 'lee']);
  expect(await found('Patient?birthdate=lt1974-12-25')).toEqual(['jose', 'lee']);
  expect(await found('Patient?birthdate=le1974-12-25')).toEqual(['ana', 'jose', 'lee']);
  expect(await found('Patient?birthdate=ge1974-12-01&birthdate=lt1975')).toContain('ana');
});

test('days of a query are the hospital’s own, and periods that overlap are told apart', async () => {
  // 23:30 UTC is half past midnight of the next day in Dublin.
  expect(await found('Appointment?date=2024-04-01')).toEqual(['a1']);
  expect(await found('Appointment?date=ge2024-04-01&date=lt2024-04-02')).toEqual(['a1']);
  expect(await found('Appointment?date=2024-03-31')).toEqual([]);
  expect(await found('Appointment?date=gt2024-04-01T12:00:00Z')).toEqual(['a2']);
  expect(await found('Encounter?date=2024-04-01')).toEqual([]);
  expect(await found('Encounter?date=ge2024-04-01')).toEqual(['v1', 'v2']);
  expect(await found('Encounter?date=eb2024-04-05')).toEqual(['v1']);
  expect(await found('Encounter?date=sa2024-04-05')).toEqual(['v2']);
});

test('status, patient and actor find appointments and visits', async () => {
  const ana = idOf('Patient', 'ana');
  expect(await found('Appointment?status=booked')).toEqual(['a1']);
  expect(await found('Appointment?status=booked,cancelled')).toEqual(['a1', 'a2']);
  expect(await found(`Appointment?patient=${ana}`)).toEqual(['a1']);
  expect(await found(`Encounter?patient=Patient/${ana}`)).toEqual(['v1']);
  expect(await found(`Encounter?patient=Practitioner/${ana}`)).toEqual([]);
  const drew = idOf('Practitioner', 'drew');
  expect(await found(`Appointment?actor=Practitioner/${drew}`)).toEqual(['a1', 'a2']);
  expect(await found(`Appointment?actor=${drew}&actor=Patient/${ana}`)).toEqual(['a1']);
  expect(await found(`Appointment?actor=Location/${idOf('Location', 'room')}`)).toEqual([
    'a1',
    'a2',
  ]);
});

test('a patient who is restricted is not there for a token, nor what belongs to them', async () => {
  expect(await found('Patient?gender=female')).toEqual(['ana']);
  expect((await ask(`Patient/${idOf('Patient', 'secret')}`)).status).toBe(404);
  expect((await ask(`Encounter/${idOf('Encounter', 'v3')}`)).status).toBe(404);
  expect(await found(`Patient?_id=${idOf('Patient', 'secret')}`)).toEqual([]);
  expect(JSON.stringify((await ask('AllergyIntolerance')).body)).not.toContain('Nuts');
});

test('allergies are read one by one, and "none known" only where nothing is recorded', async () => {
  const all = matches(await ask('AllergyIntolerance'));
  const texts = all.map((one) => (one['code'] as JsonMap)['text']).toSorted();
  expect(texts).toEqual(['Latex', 'No known allergy', 'Penicillin']);
  for (const one of all) {
    const read = await ask(`AllergyIntolerance/${String(one['id'])}`);
    expect(read.body).toEqual(one);
    expect(matches(await ask(`AllergyIntolerance?_id=${String(one['id'])}`))).toEqual([one]);
  }
  expect(matches(await ask(`AllergyIntolerance?patient=${idOf('Patient', 'ana')}`))).toHaveLength(
    2,
  );
});

test.each(['Patient', 'AllergyIntolerance', 'Appointment?_lastUpdated=ge2020'])(
  'the pages of %s give each one once',
  async (path) => {
    const whole = matches(await ask(path)).map(({ id }) => id);
    const ids: unknown[] = [];
    let next: string | undefined = `${path}${path.includes('?') ? '&' : '?'}_count=1`;
    while (next !== undefined) {
      const page: Answer = await ask(next);
      expect(matches(page).length).toBeLessThanOrEqual(1);
      ids.push(...matches(page).map(({ id }) => id));
      next = page.body.link?.find(({ relation }) => relation === 'next')?.url;
    }
    expect(ids).toEqual(whole);
  },
);

test('a parameter that nobody knows is left out and said so, or refused where the caller is strict', async () => {
  const lenient = await ask('Patient?family=lee&shoe-size=44');
  expect(lenient.status).toBe(200);
  const outcome = lenient.body.entry?.find(({ search }) => search['mode'] === 'outcome');
  expect(JSON.stringify(outcome)).toContain('shoe-size');
  expect(lenient.body.link?.[0]?.url).not.toContain('shoe-size');
  expect((await ask('Patient?shoe-size=44', { prefer: 'handling=strict' })).status).toBe(400);
});

test.each([
  ['Patient?birthdate=yesterday', 400],
  ['Patient?birthdate=2024-02-30', 400],
  ['Patient?family:sounds=x', 400],
  ['Patient?_count=many', 400],
  ['Patient?_page=x', 400],
  ['Patient/none', 404],
  ['Observation', 404],
  ['Patient?_format=xml', 406],
  [`Patient?family=${'x'.repeat(9000)}`, 400],
])('%s is answered with %i and an outcome', async (path, status) => {
  const answer = await ask(path);
  expect([answer.status, answer.body['resourceType']]).toEqual([status, 'OperationOutcome']);
});

test('nothing is written here', async () => {
  const response = await app.request('/fhir/Patient', {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}` },
    body: '{}',
  });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});

test('a resource carries its version, and is not sent again to who has it', async () => {
  const path = `Patient/${idOf('Patient', 'ana')}`;
  const first = await ask(path);
  const etag = first.headers.get('etag') ?? '';
  const meta = first.body['meta'] as JsonMap;
  expect(etag).toBe(`W/"${String(meta['versionId'])}"`);
  expect(meta['lastUpdated']).toBe('2026-11-24T07:00:00.000Z');
  expect(first.headers.get('content-type')).toContain('application/fhir+json');
  expect((await ask(path, { 'if-none-match': etag })).status).toBe(304);
});

test('an address carries on exactly where a page ended, whatever was written meanwhile', async () => {
  const first = await ask('Patient?_count=2');
  await take({ resourceType: 'Patient', id: 'new', name: [{ family: 'New' }] });
  const next = first.body.link?.find(({ relation }) => relation === 'next')?.url ?? '';
  const ids = matches(await ask(next)).map(({ id }) => id);
  expect(ids).toEqual([idOf('Patient', 'lee'), idOf('Patient', 'new')]);
});
