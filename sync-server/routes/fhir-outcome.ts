import type { Context } from 'hono';
import type { JsonMap } from '#shared/lib/json.ts';

const FHIR_JSON = 'application/fhir+json; charset=utf-8';

/** What went wrong, as FHIR says it: a code of its issue types and a sentence that names no patient. */
export interface Issue {
  readonly code:
    | 'invalid'
    | 'login'
    | 'unknown'
    | 'not-found'
    | 'deleted'
    | 'not-supported'
    | 'exception';
  readonly text: string;
  readonly severity?: 'error' | 'warning';
}

/** Answers with a resource. */
export function fhirJson(
  c: Context,
  resource: JsonMap,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return c.body(JSON.stringify(resource), 200, {
    'content-type': FHIR_JSON,
    'cache-control': 'no-store',
    ...headers,
  });
}

/** Answers with an OperationOutcome. */
export function outcome(
  c: Context,
  status: 400 | 401 | 404 | 405 | 406 | 410,
  ...issues: readonly Issue[]
): Response {
  return c.body(JSON.stringify(outcomeOf(issues)), status, {
    'content-type': FHIR_JSON,
    'cache-control': 'no-store',
  });
}

export function outcomeOf(issues: readonly Issue[]): JsonMap {
  return {
    resourceType: 'OperationOutcome',
    issue: issues.map(({ code, text, severity = 'error' }) => ({
      severity,
      code,
      diagnostics: text,
    })),
  };
}
