import { PROTOCOL_VERSION, OLDEST_PROTOCOL } from '#shared/sync/protocol-version.ts';
import type { SessionAnswer, SessionRequest } from '#shared/sync/session.ts';
import type { StreamFrame } from '#shared/sync/stream.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import { backoffMs } from './backoff.ts';
import { followStream, StreamEnded } from './follow-stream.ts';
import type { Line } from './line.ts';
import { pause } from './pull-handler.ts';
import { postSync, type WireError } from './wire.ts';

export interface GreetDeps {
  readonly clock: Clock;
  readonly appVersion: string;
  readonly mrnLeft: () => Promise<number>;
  /** How many mutations were made here so far. */
  readonly mutations: () => Promise<number>;
  /** The word that the last session left here (S12). */
  readonly contact?: () => Promise<string | null>;
  /** Offers what a restored hospital has lost, before anything of it arrives here (S11). */
  readonly offer?: (
    session: SessionAnswer,
    signal: AbortSignal,
  ) => Promise<Result<void, WireError>>;
  readonly onSession: (session: SessionAnswer) => Promise<void>;
}
const GONE: WireError = { kind: 'unreachable' };
const REFUSED_MS = 30_000;

export interface RunLineDeps extends GreetDeps {
  readonly line: Line;
  readonly onFrame: (frame: StreamFrame) => void;
  readonly onLocked: () => void;
  /** The hospital turns this device away: what waits here is handed over to a person (S17). */
  readonly onRefused?: (error: WireError, signal: AbortSignal) => Promise<void>;
  /** Resolves when something suggests trying at once: `online`, focus, a sign-in, a tap on the sync mark. */
  readonly whenWoken: (signal: AbortSignal) => Promise<void>;
}

/**
 *   connecting ── session ok, stream open ──► up ── stream ends, silence, offline ──► down
 *        ▲                                                                            │
 *        └──────────── after 1, 2, 4 … 15 s, or at once when woken ◄──────────────────┘
 */
export async function runLine(deps: RunLineDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const attempt = new AbortController();
    const wait = new AbortController();
    const woken = whenWokenWhileDown(deps, wait.signal);
    const drop = (): void => attempt.abort();
    signal.addEventListener('abort', drop, { once: true });
    window.addEventListener('offline', drop);
    let wasUp = false;
    const stopWatching = deps.line.status.subscribe(({ kind }) => {
      if (wasUp && kind !== 'up') drop(); // a handler met silence: the stream may not know yet
      wasUp = kind === 'up';
    });
    const error = await connectOnce(deps, attempt.signal);
    const kind = isRefusal(error.kind) ? 'refused' : 'down';
    stopWatching();
    window.removeEventListener('offline', drop);
    signal.removeEventListener('abort', drop);
    if (signal.aborted) return wait.abort();
    deps.line.down(kind);
    if (kind === 'refused') await deps.onRefused?.(error, signal).catch(() => undefined);
    const ms = pauseAfter(deps.line, error);
    await Promise.race([pause(ms, wait.signal).catch(() => undefined), woken]);
    wait.abort();
  }
}

/** As long as the hospital asks for, where it has no room. */
function pauseAfter(line: Line, error: WireError): number {
  if (error.kind === 'no-room') {
    line.full(error.retryAfterSeconds);
    return error.retryAfterSeconds * 1000;
  }
  return isRefusal(error.kind) ? REFUSED_MS : backoffMs(line.status.peek().tries, Math.random());
}

/** What suggests trying at once counts for the next try, too: the present one may hang on a line that is gone. */
async function whenWokenWhileDown(deps: RunLineDeps, signal: AbortSignal): Promise<void> {
  do await deps.whenWoken(signal);
  while (deps.line.status.peek().kind === 'up' && !signal.aborted);
}

async function connectOnce(deps: RunLineDeps, signal: AbortSignal): Promise<WireError> {
  const greeted = await greet(deps, signal);
  if (!greeted.ok) return heardOf(deps, greeted.error);
  try {
    for await (const frame of followStream(signal)) {
      if (frame.kind === 'hello' && frame.epoch !== deps.line.epoch.peek()) return GONE;
      deps.line.up();
      deps.onFrame(frame);
    }
    return GONE;
  } catch (cause) {
    return cause instanceof StreamEnded ? heardOf(deps, cause.error) : GONE;
  }
}

/** A device that was locked while it was away hears of it here, before any frame. */
function heardOf(deps: RunLineDeps, error: WireError): WireError {
  if (error.kind === 'locked') deps.onLocked();
  return error;
}

/** Asks what the hospital knows of this device now: who may open it and with which roles, and numbers for new people. */
export async function greet(
  deps: GreetDeps,
  signal: AbortSignal,
): Promise<Result<void, WireError>> {
  const request: SessionRequest = {
    protocol: [OLDEST_PROTOCOL, PROTOCOL_VERSION],
    appVersion: deps.appVersion,
    clock: instantAt(deps.clock.now()),
    mrnLeft: await deps.mrnLeft().catch(() => 0),
    mutations: await deps.mutations().catch(() => 0),
  };
  const contact = deps.contact && { contact: await deps.contact().catch(() => null) };
  const session = await postSync<SessionAnswer>('session', { ...request, ...contact }, signal);
  if (!session.ok) return session;
  const offered = await deps.offer?.(session.value, signal);
  if (offered && !offered.ok) return offered;
  await deps.onSession(session.value);
  return ok(undefined);
}

/** Tried again soon: the hospital has said nothing of this device. */
const PASSING: readonly WireError['kind'][] = ['unreachable', 'busy', 'no-room'];

function isRefusal(kind: WireError['kind']): boolean {
  return !PASSING.includes(kind);
}
