import { instantAt, type Clock } from '#shared/lib/clock.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { SignInAnswer } from '#shared/sync/accounts.ts';
import type { KnownDevice, SignedIn } from '#server/app-env.ts';
import type { AccountsStore, StoredAccount } from '#server/store/accounts.ts';
import type { StoredDevice } from '#server/store/devices.ts';
import type { Devices } from './devices.ts';
import { checkNobody, isPasswordOf } from './passwords.ts';
import { personOf } from './people.ts';
import { hashSecret, makeSecret, passwordStamp } from './secrets.ts';
import type { ShareOf } from './store-share.ts';

type SignInError = { readonly kind: 'wrong-password' | 'device-locked' };

/** Where a sign-in comes from: the browser that is known already, or what kind of a new one it is. */
export interface SignInPlace {
  readonly device: KnownDevice | null;
  readonly kind: StoredDevice['kind'];
  /** False as soon as anything but this machine asks: the demo's password then opens nothing but its own change. */
  readonly isLocal: boolean;
}
/** What the browser gets: the answer, and the secrets for its cookies; `deviceToken` only for a new device. */
export interface OpenedSession {
  readonly answer: SignInAnswer;
  readonly sessionToken: string;
  readonly deviceToken: string | null;
}
export interface SignIn {
  readonly signIn: (
    username: string,
    password: string,
    place: SignInPlace,
  ) => Promise<Result<OpenedSession, SignInError>>;
  /** Opens a session for someone who has just proved who they are. */
  readonly open: (account: StoredAccount, place: SignInPlace) => Promise<OpenedSession>;
  /** Who a session belongs to; null where it is unknown, over, or its owner is no longer active. */
  readonly identify: (sessionToken: string) => Promise<SignedIn | null>;
  readonly signOut: (tokenHash: string) => Promise<void>;
  readonly shareOf: ShareOf;
}
export interface SignInDeps {
  readonly accounts: AccountsStore;
  readonly devices: Devices;
  readonly clock: Clock;
  readonly shareOf: ShareOf;
}

/** A session ends after a shift without a request, and after a week in any case. */
const IDLE_MS = 12 * 3_600_000;
const ABSOLUTE_MS = 7 * 86_400_000;
/** A session's last use is written at most so often: reading must not cost a write. */
const TOUCH_MS = 60_000;

/** Opaque sessions: 256 random bits in the browser's cookie, their hash in the store. */
export function createSignIn(deps: SignInDeps): SignIn {
  const { accounts, shareOf } = deps;
  return {
    shareOf,
    signIn: async (username, password, place) => {
      const account = await accounts.readAccountByUsername(username.trim().toLowerCase());
      const isRight = account
        ? await isPasswordOf(account.passwordHash, password)
        : await checkNobody(password);
      if (!account || !isRight || !account.isActive) return err({ kind: 'wrong-password' });
      if (place.device?.isLocked) return err({ kind: 'device-locked' });
      return ok(await open(deps, account, place));
    },
    open: (account, place) => open(deps, account, place),
    identify: (token) => identify(deps, token),
    signOut: (tokenHash) => accounts.endSession(tokenHash),
  };
}

async function open(
  { accounts, devices, clock, shareOf }: SignInDeps,
  account: StoredAccount,
  { device, kind, isLocal }: SignInPlace,
): Promise<OpenedSession> {
  const now = clock.now();
  const at = instantAt(now);
  const made = device === null ? await devices.enrolNew(kind) : null;
  const { id, name } = device ?? (made as NonNullable<typeof made>).device;
  await devices.enrol(id, account.id);
  const mustChangePassword = account.mustChangePassword || (account.hasDemoPassword && !isLocal);
  await accounts.changeAccount(account.id, { lastSignedInAt: at, mustChangePassword });
  const sessionToken = makeSecret();
  await accounts.endSessionsBefore({
    createdAt: instantAt(now - ABSOLUTE_MS),
    usedAt: instantAt(now - IDLE_MS),
  });
  await accounts.addSession({
    tokenHash: hashSecret(sessionToken),
    personId: account.id,
    deviceId: id,
    createdAt: at,
    usedAt: at,
  });
  const answer = {
    person: personOf(account),
    mustChangePassword,
    passwordStamp: passwordStamp(account.passwordHash),
    device: { id, name },
    // A password that was given to somebody opens nothing but its own change.
    ...(mustChangePassword ? {} : { storeShare: await shareOf(id) }),
  };
  return { answer, sessionToken, deviceToken: made?.token ?? null };
}

async function identify({ accounts, clock }: SignInDeps, token: string): Promise<SignedIn | null> {
  const now = clock.now();
  const tokenHash = hashSecret(token);
  const found = await accounts.readSession(tokenHash);
  if (!found) return null;
  const { session, account, device } = found;
  const isOver =
    session.createdAt < instantAt(now - ABSOLUTE_MS) || session.usedAt < instantAt(now - IDLE_MS);
  if (isOver || !account.isActive) return null;
  if (session.usedAt < instantAt(now - TOUCH_MS)) {
    await accounts.touchSession(tokenHash, instantAt(now));
  }
  const { mustChangePassword } = account;
  return { person: personOf(account), mustChangePassword, device, tokenHash };
}
