import { Hono, type Context } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { capabilityStatement } from '#server/interop/fhir/capability-statement.ts';
import { allergyResource, documentResource } from '#server/interop/fhir/document-resource.ts';
import { versionIdOf } from '#server/interop/fhir/resource-parts.ts';
import { identifyToken } from '#server/middleware/identify-token.ts';
import { readAllergy, searchAllergies } from '#server/services/fhir-allergies.ts';
import type { FhirSearch } from '#server/services/fhir-search.ts';
import { FHIR_TYPES, paramsOf, type FhirType } from '#server/services/fhir-search-params.ts';
import type { Tokens } from '#server/services/tokens.ts';
import { fhirJson, outcome, outcomeOf, type Issue } from './fhir-outcome.ts';
import { parseFhirQuery, placeText, type ParsedQuery } from './fhir-query.ts';

export interface FhirRouteDeps {
  readonly search: FhirSearch;
  readonly tokens: Pick<Tokens, 'identify'>;
  readonly appVersion: string;
}

const WRITING = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** `GET /fhir/…`: the hospital's copy for other systems, FHIR R4 in JSON, read with a bearer token. */
export function fhirRoute({ search, tokens, appVersion }: FhirRouteDeps): Hono<AppEnv> {
  const types = Object.keys(FHIR_TYPES) as FhirType[];
  const app = new Hono<AppEnv>();
  app.use('*', identifyToken(tokens));
  app.use('*', async (c, next) => (speaksJson(c) ? next() : outcome(c, 406, NO_JSON)));
  app.get('/metadata', (c) =>
    fhirJson(
      c,
      capabilityStatement({
        base: baseOf(c),
        version: appVersion,
        resources: types.map((type) => ({ type, params: paramsOf(type) })),
      }),
    ),
  );
  app.on(WRITING, '*', (c) => {
    const answer = outcome(c, 405, { code: 'not-supported', text: 'This API is only read.' });
    answer.headers.set('allow', 'GET, HEAD');
    return answer;
  });
  for (const type of types) {
    app.get(`/${type}`, (c) => answerSearch(c, type, search));
    app.get(`/${type}/:id`, (c) => answerRead(c, { type, id: c.req.param('id') }, search));
  }
  app.get('*', (c) =>
    outcome(c, 404, { code: 'not-supported', text: `Served here: ${types.join(', ')}, metadata.` }),
  );
  return app;
}

const NO_JSON: Issue = { code: 'not-supported', text: 'This API speaks application/fhir+json.' };

function speaksJson(c: Context): boolean {
  const wanted = c.req.query('_format') ?? c.req.header('accept');
  return !wanted || /json|\*\/\*|application\/\*/i.test(wanted);
}

async function answerRead(
  c: Context,
  { type, id }: { readonly type: FhirType; readonly id: string },
  search: FhirSearch,
): Promise<Response> {
  const found =
    type === 'AllergyIntolerance' ? await readAllergy(search, id) : await search.read(type, id);
  if (found === 'gone') {
    return outcome(c, 410, { code: 'deleted', text: `This ${type} was deleted.` });
  }
  if (!found) return outcome(c, 404, { code: 'not-found', text: `There is no such ${type}.` });
  const { rev, acceptedAt } = 'patient' in found ? found.patient : found;
  const etag = `W/"${versionIdOf(rev)}"`;
  const headers = { etag, 'last-modified': new Date(acceptedAt).toUTCString() };
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
  const resource = 'patient' in found ? allergyResource(found) : documentResource(found);
  return fhirJson(c, resource, headers);
}

async function answerSearch(c: Context, type: FhirType, search: FhirSearch): Promise<Response> {
  const isStrict = /\bhandling\s*=\s*"?strict/i.test(c.req.header('prefer') ?? '');
  const zone = await search.zone();
  const query = parseFhirQuery(type, new URL(c.req.url), { zone, isStrict });
  if (!query.ok) return outcome(c, 400, query.error);
  const { place } = query.value;
  if (type === 'AllergyIntolerance') {
    const { entries, next } = await searchAllergies(search, query.value, query.value);
    return fhirJson(
      c,
      bundleOf(c, type, { query: query.value, next, resources: entries.map(allergyResource) }),
    );
  }
  const page = await search.search({ type, ...query.value, after: place.after });
  const next = page.next === null ? null : { after: page.next, skip: 0 };
  const resources = page.documents.map((document) => documentResource(document));
  return fhirJson(c, bundleOf(c, type, { ...page, query: query.value, next, resources }));
}

function bundleOf(
  c: Context,
  type: FhirType,
  page: {
    readonly query: ParsedQuery;
    readonly next: ParsedQuery['place'] | null;
    readonly resources: readonly JsonMap[];
    readonly total?: number;
  },
): JsonMap {
  const { query, next, resources, total } = page;
  const base = baseOf(c);
  const link = (relation: string, more: readonly (readonly [string, string])[]): JsonMap => {
    const params = new URLSearchParams(
      [...query.used, ...more].map(([key, value]) => [key, value] as [string, string]),
    );
    return { relation, url: `${base}/${type}${params.size > 0 ? `?${params}` : ''}` };
  };
  const here =
    query.place.after + query.place.skip === 0 ? [] : [['_page', placeText(query.place)] as const];
  const entries = resources.map((resource) => ({
    fullUrl: `${base}/${type}/${String(resource['id'])}`,
    resource,
    search: { mode: 'match' },
  }));
  const warnings = query.ignored.map((name): Issue => ({
    severity: 'warning',
    code: 'not-supported',
    text: `${name} is not known here and was left out.`,
  }));
  const all = [
    ...entries,
    ...(warnings.length > 0
      ? [{ resource: outcomeOf(warnings), search: { mode: 'outcome' } }]
      : []),
  ];
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(total === undefined ? {} : { total }),
    link: [link('self', here), ...(next ? [link('next', [['_page', placeText(next)]])] : [])],
    ...(all.length > 0 ? { entry: all } : {}),
  };
}

/** The address that callers reach this API under; behind a proxy of this machine it speaks for them. */
function baseOf(c: Context): string {
  const url = new URL(c.req.url);
  const isSecure = c.req.header('x-forwarded-proto') === 'https';
  return `${isSecure ? 'https:' : url.protocol}//${url.host}/fhir`;
}
