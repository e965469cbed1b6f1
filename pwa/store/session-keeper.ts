import { signal, type ReadonlySignal } from '@preact/signals';
import type { Person } from '#shared/domain/person.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import { deviceKind } from '#pwa/platform/device-kind.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import type { Vault } from '#pwa/platform/vault.ts';
import type { SetUpRequest, SignInAnswer } from '#shared/sync/accounts.ts';
import { callHospital, type CallError } from './call-hospital.ts';
import type { KnownPerson, Session, SignInError } from './session-context.ts';

type Device = SignInAnswer['device'];

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
  refresh(people: readonly Person[], leaseUntil: string): Promise<void>;
}
export interface SessionDeps {
  readonly deviceStore: DeviceStore;
  readonly vault: Vault;
  readonly clock: Clock;
}
interface Kept {
  readonly device: Device | null;
  readonly known: readonly KnownPerson[];
  /** Who is signed in now; survives reload and restart of the browser. */
  readonly current: string | null;
  readonly isOffline: boolean;
  /** Who still has to choose a password of their own; survives a reload. */
  readonly mustChange: string | null;
  readonly leaseUntil: string | null;
}
const KEY = 'session';
const NOTHING: Kept = {
  device: null,
  known: [],
  current: null,
  isOffline: false,
  mustChange: null,
  leaseUntil: null,
};

/** Opens the keeper; the session is `unknown` until the device store has answered. */
export function createSessionKeeper(deps: SessionDeps): SessionKeeper {
  const session = signal<Session>({ kind: 'unknown' });
  const { deviceStore } = deps;
  // Where the browser keeps nothing, a session lasts as long as the page.
  let last = NOTHING;
  const change = async (work: (kept: Kept) => Kept): Promise<void> => {
    last = await deviceStore
      .change<Kept>(KEY, (kept = NOTHING) => work(kept))
      .catch(() => work(last));
    show(session, last);
    tellTabs();
  };
  const tellTabs = followTabs(() => {
    void deviceStore.read<Kept>(KEY).then(
      (kept) => show(session, (last = kept ?? NOTHING)),
      () => undefined,
    );
  });
  void deviceStore.read<Kept>(KEY).then(
    (kept) => show(session, kept ?? NOTHING),
    () => show(session, NOTHING),
  );
  return {
    session,
    signIn: (username, password) => signIn({ ...deps, change, session }, username, password),
    setUp: async (request) => {
      const asked = { ...request, deviceKind: deviceKind() };
      const answer = await callHospital<SignInAnswer>('POST', '/api/v1/set-up', asked);
      if (!answer.ok) return answer;
      const accepting = { ...deps, change, session };
      return ok(await accept(accepting, answer.value, request.admin.password));
    },
    lock: async () => {
      await change((kept) => ({ ...kept, current: null }));
      void callHospital('POST', '/api/v1/sign-out');
    },
    signOut: async () => {
      const now = session.value;
      if (now.kind !== 'signed-in') return;
      const { id } = now.person;
      await change((kept) => ({
        ...kept,
        current: null,
        known: kept.known.filter(({ person }) => person.id !== id),
      }));
      await deps.vault.forget(id).catch(() => undefined);
      void callHospital('POST', '/api/v1/sign-out');
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
    refresh: (people, leaseUntil) => change((kept) => renewed(kept, people, leaseUntil)),
  };
}

/** All tabs of a browser are one session: what one changes, the others read anew. Returns the way to tell them. */
function followTabs(onChange: () => void): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => undefined;
  const channel = new BroadcastChannel('wardline-session');
  channel.onmessage = onChange;
  return () => channel.postMessage('changed');
}

interface SignInDeps extends SessionDeps {
  readonly change: (work: (kept: Kept) => Kept) => Promise<void>;
  readonly session: { value: Session };
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
    return answer.error.kind === 'refused'
      ? err(refusalOf(answer.error.problem))
      : openOffline(deps, username, password);
  }
  return ok(await accept(deps, answer.value, password));
}

/** The hospital has let somebody in: they are signed in here, and the device will open for them offline. */
async function accept(
  deps: SignInDeps,
  { person, device, mustChangePassword }: SignInAnswer,
  password: string,
): Promise<Person> {
  await deps.vault.enrol(person.id, password).catch(() => undefined);
  const known: KnownPerson = { person, lastSignedInAt: instantAt(deps.clock.now()) };
  await deps.change((kept) => ({
    ...withKnown(kept, known),
    device,
    current: person.id,
    isOffline: false,
    mustChange: mustChangePassword ? person.id : null,
  }));
  return person;
}

async function openOffline(
  deps: SignInDeps,
  username: string,
  password: string,
): Promise<Result<Person, SignInError>> {
  const kept = (await deps.deviceStore.read<Kept>(KEY).catch(() => undefined)) ?? NOTHING;
  const found = kept.known.find(({ person }) => person.username === username.trim().toLowerCase());
  if (!found || !kept.device) return err({ kind: 'unreachable' });
  if (kept.leaseUntil && kept.leaseUntil < instantAt(deps.clock.now())) {
    return err({ kind: 'lease-over', lastContact: found.lastSignedInAt });
  }
  const isRight = await deps.vault.open(found.person.id, password);
  if (isRight === null) return err({ kind: 'unknown-here' });
  if (!isRight) return err({ kind: 'wrong-password', triesLeft: null });
  await deps.change((now) => ({ ...now, current: found.person.id, isOffline: true }));
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

function withKnown(kept: Kept, known: KnownPerson): Kept {
  const others = kept.known.filter(({ person }) => person.id !== known.person.id);
  return { ...kept, known: [known, ...others].slice(0, 40) };
}

function renewed(kept: Kept, people: readonly Person[], leaseUntil: string): Kept {
  const byId = new Map(people.map((person) => [person.id, person]));
  const known = kept.known.flatMap((entry) => {
    const person = byId.get(entry.person.id);
    return person?.isActive ? [{ ...entry, person }] : [];
  });
  const isStillHere = known.some(({ person }) => person.id === kept.current);
  return { ...kept, known, leaseUntil, current: isStillHere ? kept.current : null };
}

function show(session: { value: Session }, kept: Kept): void {
  const current = kept.known.find(({ person }) => person.id === kept.current);
  if (!current || !kept.device) {
    session.value = { kind: 'signed-out', known: kept.known };
    return;
  }
  session.value = {
    kind: 'signed-in',
    person: current.person,
    device: kept.device,
    isOffline: kept.isOffline,
    mustChangePassword: kept.mustChange === current.person.id,
  };
}
