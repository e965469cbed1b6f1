import { Hono } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { createFhirReader } from '#server/interop/fhir/fhir-reader.ts';
import type { SourceRecord } from '#server/interop/source-record.ts';
import { fhirRoute } from '#server/routes/fhir.ts';
import { createFhirSearch } from '#server/services/fhir-search.ts';
import { createImportRecords } from '#server/services/import-records.ts';
import { createTokens } from '#server/services/tokens.ts';
import { importedId } from '#shared/domain/ids.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { aHospital } from './a-hospital.ts';

/** What the read API said. */
export interface FhirAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: JsonMap & {
    readonly entry?: readonly { readonly resource: JsonMap; readonly search: JsonMap }[];
    readonly link?: readonly { readonly relation: string; readonly url: string }[];
    readonly total?: number;
    readonly issue?: readonly JsonMap[];
  };
}
/** A small hospital, imported, with its read API and a token for it. */
export interface TestFhirApi {
  readonly secret: string;
  request(path: string, init: RequestInit): Promise<Response>;
  ask(path: string, headers?: Readonly<Record<string, string>>): Promise<FhirAnswer>;
  /** What the source calls the resources that a search finds, sorted. */
  found(path: string): Promise<readonly string[]>;
  /** Imports more. */
  take(...resources: readonly object[]): Promise<void>;
  close(): Promise<void>;
}

export async function aFhirApi(): Promise<TestFhirApi> {
  const hospital = await aHospital();
  const tokens = createTokens(hospital.store.accounts, hospital.clock);
  const { secret } = await tokens.create('warehouse');
  const search = createFhirSearch(hospital.store);
  const app = new Hono<AppEnv>().route('/fhir', fhirRoute({ search, tokens, appVersion: '1' }));
  const take: TestFhirApi['take'] = async (...resources) => {
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
  };
  const ask: TestFhirApi['ask'] = async (path, headers = {}) => {
    const url = path.startsWith('http') ? path : `http://localhost/fhir/${path}`;
    const response = await app.request(url, {
      headers: { authorization: `Bearer ${secret}`, ...headers },
    });
    const text = await response.text();
    const body = (text === '' ? {} : JSON.parse(text)) as FhirAnswer['body'];
    return { status: response.status, headers: response.headers, body };
  };
  await take(...RESOURCES);
  return {
    secret,
    take,
    ask,
    request: async (path, init) => app.request(path, init),
    found: async (path) => {
      const ids = new Map(NAMES.map((name) => [idOf(...name), name[1]]));
      return matches(await ask(path))
        .map(({ id }) => ids.get(String(id)) ?? String(id))
        .toSorted();
    },
    close: () => hospital.close(),
  };
}

/** The resources that a search found. */
export const matches = ({ body }: FhirAnswer): readonly JsonMap[] =>
  (body.entry ?? []).filter(({ search }) => search['mode'] === 'match').map((one) => one.resource);
/** The id of what the source calls so. */
export const idOf = (type: string, original: string): string => importedId('s', type, original);
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
