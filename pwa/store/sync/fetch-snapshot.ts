import { err, ok, type Result } from '#shared/lib/result.ts';
import { problemOf } from '#pwa/store/call-hospital.ts';
import type { Scope } from '#shared/sync/scope.ts';
import type { Segment, SnapshotManifest } from '#shared/sync/snapshot.ts';
import type { Line } from './line.ts';
import { pause } from './pull-handler.ts';
import { jsonOf } from './read-segment.ts';
import { PATIENCE_MS, wireErrorOf, type WireError } from './wire.ts';

interface FetchDeps {
  readonly line: Line;
  readonly signal: AbortSignal;
}

/** What a scope's snapshot consists of; null where the hospital gives none: it knows of no snapshots, or this device does not hold the scope. */
export async function fetchManifest(
  deps: FetchDeps,
  scope: Scope,
): Promise<SnapshotManifest | null> {
  for (;;) {
    const bytes = await fetchBytes(deps, scope);
    const manifest = bytes && (jsonOf(bytes) as SnapshotManifest | null);
    if (!manifest || isOfAgreed(deps.line, manifest)) return manifest;
    // Restored in between: it is greeted first, as before any pull (S11).
    deps.line.down();
  }
}

/** The bytes of a segment as they came; `gone` where there is none under this hash any more. */
export async function fetchSegment(
  deps: FetchDeps,
  scope: Scope,
  { hash }: Segment,
): Promise<ArrayBuffer | 'gone'> {
  return (await fetchBytes(deps, `${scope}/${hash}`)) ?? 'gone';
}

/** Waits for the line as a pull does; null where the hospital has answered that it does not give this out. */
async function fetchBytes({ line, signal }: FetchDeps, path: string): Promise<ArrayBuffer | null> {
  for (;;) {
    await line.whenUp(signal);
    const answer = await getSync(`snapshot/${path}`, signal);
    if (answer.ok) return answer.value;
    const { error } = answer;
    if (error.kind === 'refused') return null;
    if (error.kind === 'busy') await pause(error.retryAfterSeconds * 1000, signal);
    else line.down(error.kind === 'unreachable' ? 'down' : 'refused');
  }
}

/** One `GET` under `/sync/v1`; what is not there is `refused`. */
async function getSync(path: string, signal: AbortSignal): Promise<Result<ArrayBuffer, WireError>> {
  let answer: Response;
  try {
    answer = await fetch(`/sync/v1/${path}`, {
      credentials: 'same-origin',
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
    if (answer.ok) return ok(await answer.arrayBuffer());
  } catch {
    return err({ kind: 'unreachable' });
  }
  return err(wireErrorOf(await problemOf(answer)));
}

function isOfAgreed({ epoch }: Line, manifest: SnapshotManifest): boolean {
  return epoch.peek() === null || epoch.peek() === manifest.epoch;
}
