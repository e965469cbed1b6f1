import type { Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import type { Problem } from '#shared/sync/problem.ts';
import { problemOf } from '#pwa/store/call-hospital.ts';

export type WireError =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'unknown-device' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number }
  /** Its disk is full: nothing was taken (S8). */
  | { readonly kind: 'no-room'; readonly retryAfterSeconds: number }
  | { readonly kind: 'outdated' }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** How long an answer is waited for. */
export const PATIENCE_MS = 20_000;

/** One `POST` under `/sync/v1`, under the device's own cookie. */
export async function postSync<Answer>(
  path: 'session' | 'pull' | 'push' | 'offer' | 'escrow' | 'directory' | 'digest' | 'ack',
  body: unknown,
  signal: AbortSignal,
): Promise<Result<Answer, WireError>> {
  let answer: Response;
  try {
    answer = await fetch(`/sync/v1/${path}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
    if (answer.ok) return ok((answer.status === 204 ? null : await answer.json()) as Answer);
  } catch {
    return err({ kind: 'unreachable' });
  }
  return err(wireErrorOf(await problemOf(answer)));
}

/** What a refusal means for the device: go on later, sign in, or stop. */
export function wireErrorOf(problem: Problem): WireError {
  if (problem.status === 401) return { kind: 'unknown-device' };
  if (problem.status === 403) {
    // Only the hospital's own word locks a device: a proxy that forbids is no answer of the hospital.
    return { kind: problem.type.endsWith('device-locked') ? 'locked' : 'unreachable' };
  }
  if (problem.status === 426) return { kind: 'outdated' };
  if (problem.status === 429 || problem.status === 507) {
    const kind = problem.status === 429 ? 'busy' : 'no-room';
    return { kind, retryAfterSeconds: problem.retryAfterSeconds ?? 5 };
  }
  if (problem.status >= 500) return { kind: 'unreachable' };
  return { kind: 'refused', problem };
}
