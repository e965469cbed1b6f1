import type { CollectionName } from '#shared/domain/collections.ts';
import { deviceScope } from '#shared/sync/scope.ts';
import type { KnownDevice } from '#server/app-env.ts';
import { GRACE_MS } from '#server/store/claims.ts';
import type { StoreTx } from '#server/store/store.ts';

const REFUSAL_MS = 90 * 86_400_000;

type Device = Pick<KnownDevice, 'id' | 'places'>;

/** What a device made stays on it for a day though no place of it may bring it there yet: a new patient has no bed. */
export function keepMade(
  tx: Pick<StoreTx, 'claim'>,
  device: Device,
  { collection, id, at }: { collection: CollectionName; id: string; at: string },
): void {
  keep(tx, device, { target: `${collection}/${id}`, at, ms: GRACE_MS });
}

/** A refusal is told to the device that it came from, wherever what it is about lies. */
export function keepRefusal(
  tx: Pick<StoreTx, 'claim'>,
  device: Device,
  { id, at }: { id: string; at: string },
): void {
  keep(tx, device, { target: `disputes/${id}`, at, ms: REFUSAL_MS });
}

function keep(
  tx: Pick<StoreTx, 'claim'>,
  { id, places }: Device,
  { target, at, ms }: { target: string; at: string; ms: number },
): void {
  if (places === null) return;
  tx.claim({ target, scope: deviceScope(id), starts: 0, ends: Date.parse(at) + ms });
}
