import { signal, type ReadonlySignal } from '@preact/signals';
import type { Person } from '#shared/domain/person.ts';
import type { Clock } from '#shared/lib/clock.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import { deviceKind } from '#pwa/platform/device-kind.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import type { Vault } from '#pwa/platform/vault.ts';
import type { SetUpRequest, SignInAnswer } from '#shared/sync/accounts.ts';
import { callHospital, speakFor, type CallError } from './call-hospital.ts';
import {
  deviceLocked,
  isLeaseOver,
  letIn,
  locked,
  NOTHING,
  renewed,
  seen,
  sessionOf,
  type Kept,
  type Renewal,
} from './kept-session.ts';
import type { Session, SignInError } from './session-context.ts';

/** Owns who is signed in on this device, on-line and offline. */
export interface SessionKeeper {
  readonly session: ReadonlySignal<Session>;
  /** Asks the hospital; where it does not answer, opens the device for someone known here (promise 3). */
  signIn(username: string, password: string): Promise<Result<Person, SignInError>>;
  /** Makes an empty hospital with its first administrator, who is signed in by it. */
  setUp(request: Omit<SetUpRequest, 'deviceKind'>): Promise<Result<Person, CallError>>;
  /** Ends the session on screen; the next person can open at once. Unsent work stays. */
  lock(): Promise<void>;
  /** Ends the session and forgets the person on this device; their next sign-in needs the hospital. Unsent work stays. */
  signOut(): Promise<void>;
  changePassword(current: string, next: string): Promise<Result<void, CallError>>;
  /** Renews roles from what the hospital said about the people of this device; people it no longer names lose their way in. */
  refresh(renewal: Renewal): Promise<void>;
  /** The hospital has locked this device: nobody opens it, also not offline, until it answers again. Unsent work stays. */
  lockDevice(): Promise<void>;
}
export interface SessionDeps {
  readonly deviceStore: DeviceStore;
  readonly vault: Vault;
  readonly clock: Clock;
}
const KEY = 'session';
const LOOK_MS = 60_000;

/** Opens the keeper; the session is `unknown` until the device store has answered. */
export function createSessionKeeper(deps: SessionDeps): SessionKeeper {
  const session = signal<Session>({ kind: 'unknown' });
  const { change, kept } = openKept(deps, session);
  const settle = createSettling(change, kept);
  const entering = { ...deps, change };
  return {
    session,
    signIn: (username, password) => signIn(entering, username, password),
    setUp: async (request) => {
      const asked = { ...request, deviceKind: deviceKind() };
      const answer = await callHospital<SignInAnswer>('POST', '/api/v1/set-up', asked);
      if (!answer.ok) return answer;
      return ok(await accept(entering, answer.value, request.admin.password));
    },
    lock: async () => {
      await change(locked);
      void settle();
    },
    signOut: async () => {
      const now = session.value;
      if (now.kind !== 'signed-in') return;
      const { id } = now.person;
      await change((kept) => ({
        ...locked(kept),
        known: kept.known.filter(({ person }) => person.id !== id),
      }));
      await deps.vault.forget(id).catch(() => undefined);
      void settle();
    },
    changePassword: async (current, next) => {
      const answer = await callHospital<void>('POST', '/api/v1/password', { current, next });
      const now = session.value;
      if (answer.ok && now.kind === 'signed-in') {
        await deps.vault.enrol(now.person.id, next);
        await change((kept) => ({ ...kept, mustChange: null }));
      }
      return answer;
    },
    lockDevice: () => change(deviceLocked),
    refresh: async (renewal) => {
      await change((kept) => renewed(kept, renewal, deps.clock.now()));
      void settle();
    },
  };
}

/** What is kept, shown as the session: at the start, after every change in any tab, and when the lease ends. */
function openKept(
  { deviceStore, clock }: SessionDeps,
  session: { value: Session },
): { readonly change: Change; readonly kept: () => Kept } {
  // Where the browser keeps nothing, a session lasts as long as the page.
  let last = NOTHING;
  const show = (): void => {
    const now = (session.value = sessionOf(last, clock.now()));
    speakFor(now.kind === 'signed-in' ? now.person.id : null);
  };
  const readAnew = async (): Promise<void> => {
    last = (await deviceStore.read<Kept>(KEY).catch(() => last)) ?? NOTHING;
    show();
  };
  const tellTabs = followTabs(() => void readAnew());
  const store = async (work: (kept: Kept) => Kept): Promise<void> => {
    last = await deviceStore
      .change<Kept>(KEY, (kept = NOTHING) => work(kept))
      .catch(() => work(last));
  };
  const change: Change = async (work) => {
    await store(work);
    show();
    tellTabs();
  };
  const look = async (): Promise<void> => {
    if (!last.leaseUntil) return;
    const now = clock.now();
    await store((kept) => seen(kept, now));
    if (last.current && isLeaseOver(last, now)) await change(locked);
  };
  void readAnew().then(look);
  lookOn(() => void look());
  return { change, kept: () => last };
}

/** All tabs of a browser are one session: what one changes, the others read anew. Returns the way to tell them. */
function followTabs(onChange: () => void): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => undefined;
  const channel = new BroadcastChannel('wardline-session');
  channel.onmessage = onChange;
  return () => channel.postMessage('changed');
}

/** Looks each minute and whenever somebody comes back to the page: the lease ends also while nobody reloads. */
function lookOn(look: () => void): void {
  setInterval(look, LOOK_MS);
  if (typeof document !== 'undefined') document.addEventListener('visibilitychange', look);
}

type Change = (work: (kept: Kept) => Kept) => Promise<void>;
/** The session cookie is out of the app's reach: only the hospital ends it, so a lock without a line is told with the next contact. It names whose it is, so it never ends the next person's. */
function createSettling(change: Change, kept: () => Kept): () => Promise<void> {
  const tell = async (): Promise<void> => {
    const { owed } = kept();
    if (!owed) return;
    const answer = await callHospital('POST', '/api/v1/sign-out', undefined, owed);
    if (answer.ok || answer.error.kind === 'signed-out')
      await change((now) => (now.owed === owed ? { ...now, owed: null } : now));
  };
  let telling: Promise<void> | null = null;
  return () => (telling ??= tell().finally(() => (telling = null)));
}

interface SignInDeps extends SessionDeps {
  readonly change: Change;
}

async function signIn(
  deps: SignInDeps,
  username: string,
  password: string,
): Promise<Result<Person, SignInError>> {
  const answer = await callHospital<SignInAnswer>('POST', '/api/v1/sign-in', {
    username,
    password,
    deviceKind: deviceKind(),
  });
  if (!answer.ok) {
    if (answer.error.kind !== 'refused') return openOffline(deps, username, password);
    const refusal = refusalOf(answer.error.problem);
    if (refusal.kind === 'device-locked') await deps.change(deviceLocked);
    return err(refusal);
  }
  return ok(await accept(deps, answer.value, password));
}

/** The hospital has let somebody in: they are signed in here, and the device will open for them offline. */
async function accept(deps: SignInDeps, answer: SignInAnswer, password: string): Promise<Person> {
  await deps.vault.enrol(answer.person.id, password).catch(() => undefined);
  await deps.change((kept) => letIn(kept, answer, deps.clock.now()));
  return answer.person;
}

async function openOffline(
  deps: SignInDeps,
  username: string,
  password: string,
): Promise<Result<Person, SignInError>> {
  const kept = (await deps.deviceStore.read<Kept>(KEY).catch(() => undefined)) ?? NOTHING;
  const found = kept.known.find(({ person }) => person.username === username.trim().toLowerCase());
  if (!found || !kept.device) return err({ kind: 'unreachable' });
  if (kept.isDeviceLocked) return err({ kind: 'device-locked' });
  if (isLeaseOver(kept, deps.clock.now())) {
    return err({ kind: 'lease-over', lastContact: kept.lastContact ?? found.lastSignedInAt });
  }
  const isRight = await deps.vault.open(found.person.id, password);
  if (isRight === null) return err({ kind: 'unknown-here' });
  if (!isRight) return err({ kind: 'wrong-password', triesLeft: null });
  await deps.change((now) => ({
    ...now,
    current: found.person.id,
    isOffline: true,
    // The cookie that stayed is their own.
    owed: now.owed === found.person.id ? null : (now.owed ?? null),
  }));
  return ok(found.person);
}

function refusalOf(problem: {
  status: number;
  type: string;
  retryAfterSeconds?: number;
}): SignInError {
  if (problem.status === 401) return { kind: 'wrong-password', triesLeft: null };
  if (problem.status === 429)
    return { kind: 'too-many-tries', retryAfterSeconds: problem.retryAfterSeconds ?? 60 };
  if (problem.status === 403 && problem.type.endsWith('device-locked'))
    return { kind: 'device-locked' };
  return { kind: 'failed', cause: problem };
}
