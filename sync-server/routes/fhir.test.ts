import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  aFhirApi,
  idOf,
  matches,
  type FhirAnswer,
  type TestFhirApi,
} from '#server/testing/a-fhir-api.ts';
import type { JsonMap } from '#shared/lib/json.ts';

let api: TestFhirApi;
beforeEach(async () => {
  api = await aFhirApi();
});
afterEach(() => api.close());

test('without a token, or with one that is not known, nothing but the statement of abilities is told', async () => {
  for (const authorization of ['', 'Bearer nonsense', `Basic ${api.secret}`]) {
    const answer = await api.ask('Patient', { authorization });
    expect(answer.status).toBe(401);
    expect(answer.body['resourceType']).toBe('OperationOutcome');
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  }
  const { status, body } = await api.ask('metadata', { authorization: '' });
  expect([status, body['resourceType'], body['fhirVersion']]).toEqual([
    200,
    'CapabilityStatement',
    '4.0.1',
  ]);
});

test.each(['Patient', 'AllergyIntolerance', 'Appointment?_lastUpdated=ge2020'])(
  'the pages of %s give each one once',
  async (path) => {
    const whole = matches(await api.ask(path)).map(({ id }) => id);
    const ids: unknown[] = [];
    let next: string | undefined = `${path}${path.includes('?') ? '&' : '?'}_count=1`;
    while (next !== undefined) {
      const page: FhirAnswer = await api.ask(next);
      expect(matches(page).length).toBeLessThanOrEqual(1);
      ids.push(...matches(page).map(({ id }) => id));
      next = page.body.link?.find(({ relation }) => relation === 'next')?.url;
    }
    expect(ids).toEqual(whole);
  },
);

test('a parameter that nobody knows is left out and said so, or refused where the caller is strict', async () => {
  const lenient = await api.ask('Patient?family=lee&shoe-size=44');
  expect(lenient.status).toBe(200);
  const outcome = lenient.body.entry?.find(({ search }) => search['mode'] === 'outcome');
  expect(JSON.stringify(outcome)).toContain('shoe-size');
  expect(lenient.body.link?.[0]?.url).not.toContain('shoe-size');
  expect((await api.ask('Patient?shoe-size=44', { prefer: 'handling=strict' })).status).toBe(400);
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
  const answer = await api.ask(path);
  expect([answer.status, answer.body['resourceType']]).toEqual([status, 'OperationOutcome']);
});

test('nothing is written here', async () => {
  const response = await api.request('/fhir/Patient', {
    method: 'POST',
    headers: { authorization: `Bearer ${api.secret}` },
    body: '{}',
  });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});

test('a resource carries its version, and is not sent again to who has it', async () => {
  const path = `Patient/${idOf('Patient', 'ana')}`;
  const first = await api.ask(path);
  const etag = first.headers.get('etag') ?? '';
  const meta = first.body['meta'] as JsonMap;
  expect(etag).toBe(`W/"${String(meta['versionId'])}"`);
  expect(meta['lastUpdated']).toBe('2026-11-24T07:00:00.000Z');
  expect(first.headers.get('content-type')).toContain('application/fhir+json');
  expect((await api.ask(path, { 'if-none-match': etag })).status).toBe(304);
});

test('an address carries on exactly where a page ended, whatever was written meanwhile', async () => {
  const first = await api.ask('Patient?_count=2');
  await api.take({ resourceType: 'Patient', id: 'new', name: [{ family: 'New' }] });
  const next = first.body.link?.find(({ relation }) => relation === 'next')?.url ?? '';
  const ids = matches(await api.ask(next)).map(({ id }) => id);
  expect(ids).toEqual([idOf('Patient', 'lee'), idOf('Patient', 'new')]);
});
