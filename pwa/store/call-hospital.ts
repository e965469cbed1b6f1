import { err, ok, type Result } from '#shared/lib/result.ts';
import { PERSON_HEADER } from '#shared/sync/person-header.ts';
import type { Problem } from '#shared/sync/problem.ts';

export type CallError =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'refused'; readonly problem: Problem };

const PATIENCE_MS = 15_000;
let believed: string | null = null;

/** Names the person whom the app believes in: the hospital refuses a request under anybody else's session. */
export function speakFor(person: string | null): void {
  believed = person;
}

/** One request to a human route (`/api/v1/…`) under the person's session; refusals come back as problem details, never as exceptions. */
export async function callHospital<T>(
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  person: string | null = believed,
): Promise<Result<T, CallError>> {
  const { headers, ...carried } = sent(body);
  const init: RequestInit = {
    method,
    credentials: 'same-origin',
    signal: AbortSignal.timeout(PATIENCE_MS),
    headers: { ...headers, ...(person ? { [PERSON_HEADER]: person } : {}) },
    ...carried,
  };
  let answer: Response;
  try {
    answer = await fetch(path, init);
  } catch {
    return err({ kind: 'unreachable' });
  }
  if (answer.ok) return ok((answer.status === 204 ? undefined : await answer.json()) as T);
  if (answer.status === 502 || answer.status === 503 || answer.status === 504) {
    return err({ kind: 'unreachable' });
  }
  const problem = await problemOf(answer);
  return err(
    answer.status === 401 && path !== '/api/v1/sign-in'
      ? { kind: 'signed-out' }
      : { kind: 'refused', problem },
  );
}

/** A picture goes as it is, everything else as JSON. */
function sent(body: unknown): { headers?: Record<string, string>; body?: Blob | string } {
  if (body === undefined) return {};
  if (body instanceof Blob) return { headers: { 'content-type': body.type }, body };
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** The problem that an answer carries, or one made from its status where a proxy answered instead of the hospital. */
export async function problemOf(answer: Response): Promise<Problem> {
  const plain: Problem = { type: 'about:blank', title: answer.statusText, status: answer.status };
  if (!(answer.headers.get('content-type') ?? '').includes('json')) return plain;
  const read = (await answer.json().catch(() => null)) as Partial<Problem> | null;
  const retry = Number(answer.headers.get('retry-after'));
  return { ...plain, ...read, ...(retry > 0 ? { retryAfterSeconds: retry } : {}) };
}
