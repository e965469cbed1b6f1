import { signal, type ReadonlySignal } from '@preact/signals';
import type { Person } from '#shared/domain/person.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import { deviceKind } from '#pwa/platform/device-kind.ts';
import { KeyOutOfReach, type Vault } from '#pwa/platform/vault.ts';
import type { PasswordAnswer, SetUpRequest, SignInAnswer } from '#shared/sync/accounts.ts';
import { callHospital, type CallError } from './call-hospital.ts';
import {
  changing,
  deviceLocked,
  letIn,
  locked,
  lostIn,
  notChanged,
  renewed,
  withOwnPassword,
  type Renewal,
} from './kept-session.ts';
import { createOfflineGuesses } from './offline-guesses.ts';
import { openKept, type KeptDeps } from './open-kept.ts';
import type { OpenOfflineDeps } from './open-offline.ts';
import type { Session, SignInError } from './session-context.ts';
import { createSettling } from './settle-sign-out.ts';

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
  changePassword(current: string, next: string): Promise<Result<PasswordAnswer, CallError>>;
  /** Renews roles from what the hospital said about the people of this device; people it no longer names, and passwords that have changed, open nothing here any more. Unsent work stays. */
  refresh(renewal: Renewal): Promise<void>;
  /** The hospital has locked this device: nobody opens it, also not offline, until it answers again. Unsent work stays. */
  lockDevice(): Promise<void>;
}
export interface SessionDeps extends KeptDeps {
  readonly vault: Vault;
}

/** Opens the keeper; the session is `unknown` until the device store has answered. */
export function createSessionKeeper(deps: SessionDeps): SessionKeeper {
  const session = signal<Session>({ kind: 'unknown' });
  const { change, kept } = openKept(deps, session);
  const settle = createSettling(change, kept);
  const entering = { ...deps, change, guesses: createOfflineGuesses(deps) };
  return {
    session,
    signIn: (username, password) => signIn(entering, username, password),
    setUp: async (request) => {
      const asked = { ...request, deviceKind: deviceKind() };
      const answer = await callHospital<SignInAnswer>('POST', '/api/v1/set-up', asked);
      if (!answer.ok) return answer;
      await accept(entering, answer.value, request.admin.password);
      return ok(answer.value.person);
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
      await forget(deps.vault, [id]);
      void settle();
    },
    changePassword: (current, next) => changePassword(entering, session.value, { current, next }),
    lockDevice: () => change(deviceLocked),
    refresh: async (renewal) => {
      let lost: readonly string[] = [];
      await change((kept) => {
        const after = renewed(kept, renewal, deps.clock.now());
        lost = lostIn(kept, after);
        return after;
      });
      await forget(deps.vault, lost);
      void settle();
    },
  };
}

async function signIn(
  deps: OpenOfflineDeps,
  username: string,
  password: string,
): Promise<Result<Person, SignInError>> {
  const answer = await callHospital<SignInAnswer>('POST', '/api/v1/sign-in', {
    username,
    password,
    deviceKind: deviceKind(),
  });
  if (!answer.ok) {
    if (answer.error.kind !== 'refused') {
      // Kept from the first visit on; whoever has not got it yet has nothing here to open either.
      const part = await import('./open-offline.ts').catch(() => null);
      return part ? part.openOffline(deps, username, password) : err({ kind: 'unreachable' });
    }
    const refusal = refusalOf(answer.error.problem);
    if (refusal.kind === 'device-locked') await deps.change(deviceLocked);
    return err(refusal);
  }
  return accept(deps, answer.value, password);
}

/** The hospital has let somebody in: they are signed in here, and the device will open for them offline, though not with a password that was given to them. */
async function accept(
  deps: OpenOfflineDeps,
  answer: SignInAnswer,
  password: string,
): Promise<Result<Person, SignInError>> {
  const { person, mustChangePassword, storeShare } = answer;
  const { id } = person;
  if (mustChangePassword) await forget(deps.vault, [id]);
  else if (!(await enrol(deps.vault, id, password, storeShare))) {
    await deps.change((kept) => ({ ...kept, owed: id }));
    return err({ kind: 'sealed' });
  }
  await deps.guesses.forgive(id);
  await deps.change((kept) => letIn(kept, answer, deps.clock.now()));
  return ok(person);
}

async function changePassword(
  { vault, change, clock }: OpenOfflineDeps,
  session: Session,
  passwords: { readonly current: string; readonly next: string },
): Promise<Result<PasswordAnswer, CallError>> {
  const id = session.kind === 'signed-in' ? session.person.id : '';
  await change((kept) => changing(kept, id, clock.now()));
  const answer = await callHospital<PasswordAnswer>('POST', '/api/v1/password', passwords);
  if (!answer.ok) {
    await change((kept) => notChanged(kept, id));
    return answer;
  }
  await enrol(vault, id, passwords.next, answer.value.storeShare);
  await change((kept) => withOwnPassword(kept, id, answer.value.passwordStamp));
  return answer;
}

/** Where the new one cannot be kept, the old one must not go on opening the device. False where the device opens for others only. */
async function enrol(
  vault: Vault,
  personId: string,
  password: string,
  share: string | undefined,
): Promise<boolean> {
  try {
    await vault.enrol(personId, password, share);
  } catch (cause) {
    if (cause instanceof KeyOutOfReach) return false;
    await forget(vault, [personId]);
  }
  return true;
}

async function forget(vault: Vault, people: readonly string[]): Promise<void> {
  for (const id of people) await vault.forget(id).catch(() => undefined);
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
