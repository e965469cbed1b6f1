import type { Person } from '#shared/domain/person.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { Vault } from '#pwa/platform/vault.ts';
import { isLeaseOver } from './kept-session.ts';
import type { OfflineGuesses } from './offline-guesses.ts';
import { readKept, type Change, type KeptDeps } from './open-kept.ts';
import type { SignInError } from './session-context.ts';

export interface OpenOfflineDeps extends KeptDeps {
  readonly vault: Vault;
  readonly change: Change;
  readonly guesses: OfflineGuesses;
}

/** Opens the device for somebody known here while the hospital does not answer (promise 3). */
export async function openOffline(
  deps: OpenOfflineDeps,
  username: string,
  password: string,
): Promise<Result<Person, SignInError>> {
  const kept = await readKept(deps.deviceStore);
  const found = kept.known.find(({ person }) => person.username === username.trim().toLowerCase());
  if (!found || !kept.device) return err({ kind: 'unreachable' });
  if (kept.isDeviceLocked) return err({ kind: 'device-locked' });
  if (isLeaseOver(kept, deps.clock.now())) {
    return err({ kind: 'lease-over', lastContact: kept.lastContact ?? found.lastSignedInAt });
  }
  if (found.needsHospital) return err({ kind: found.needsHospital });
  const guess = await deps.guesses.take(found.person.id);
  if (guess.kind === 'wait') return err(tooMany(guess.ms));
  const isRight = await deps.vault.open(found.person.id, password);
  if (isRight === null) return err({ kind: 'unknown-here' });
  if (!isRight) {
    if (guess.thenWaitMs > 0) return err(tooMany(guess.thenWaitMs));
    return err({ kind: 'wrong-password', triesLeft: guess.left });
  }
  await deps.guesses.forgive(found.person.id);
  await deps.change((now) => ({
    ...now,
    current: found.person.id,
    isOffline: true,
    ended: null,
    // The cookie that stayed is their own.
    owed: now.owed === found.person.id ? null : (now.owed ?? null),
  }));
  return ok(found.person);
}

function tooMany(ms: number): SignInError {
  return { kind: 'too-many-tries', retryAfterSeconds: Math.ceil(ms / 1000) };
}
