import { ok, type Result } from '#shared/lib/result.ts';
import type { SessionAnswer } from '#shared/sync/session.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import type { ReplicaCollections } from '#pwa/store/replica.ts';
import { keepContact } from './contact.ts';
import type { KeptMutations } from './kept-mutations.ts';
import type { Line } from './line.ts';
import type { WireError } from './wire.ts';

export interface ComeBackDeps {
  readonly collections: ReplicaCollections;
  readonly deviceStore: DeviceStore;
  readonly kept: KeptMutations;
  readonly line: Line;
}
/** Where the device store remembers the generation of the hospital's copy that it knows. */
const EPOCH = 'epoch';

/**
 *   same epoch ─────────────────────────────────────────► agreed: pull and push
 *   another one, nothing restored ──────────────────────►   │
 *   another one after a restore ── offer until the end ──►   │     an offer that breaks off begins anew with the next session
 */
export async function comeBack(
  { collections, deviceStore, kept, line }: ComeBackDeps,
  session: Pick<SessionAnswer, 'epoch' | 'past' | 'serverTime' | 'contact' | 'countFrom'>,
  signal: AbortSignal,
): Promise<Result<void, WireError>> {
  const { epoch, past = [] } = session;
  const known = await deviceStore.read<string>(EPOCH).catch(() => undefined);
  if (past.length > 0 && known !== epoch) {
    const { offerLost } = await import('./offer-lost.ts');
    const offered = await offerLost({ collections, kept, session }, signal);
    if (!offered.ok) return offered;
  }
  await keepContact(deviceStore, session);
  await kept.tellTime(session.serverTime);
  if (known !== epoch) await deviceStore.write(EPOCH, epoch).catch(() => undefined);
  line.epoch.value = epoch;
  return ok(undefined);
}
