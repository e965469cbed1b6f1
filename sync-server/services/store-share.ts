import { createHmac } from 'node:crypto';
import type { DeviceId } from '#shared/domain/ids.ts';
import type { Store } from '#server/store/store.ts';
import { makeOnce } from './make-once.ts';

/** The hospital's share of the key of a device's store: it opens it for whoever proves here who they are, on that device. */
export type ShareOf = (device: DeviceId) => Promise<string>;
const SECRET = 'share-secret';

/** Shares under a secret of this hospital: 256 bits each, the same for a device over restarts, backups and restores. */
export function createShareOf(store: Pick<Store, 'readMeta' | 'transaction'>): ShareOf {
  return async (device) => {
    const secret = await makeOnce(store, SECRET);
    return createHmac('sha256', secret).update(`store ${device}`).digest('base64url');
  };
}
