import { isQuotaExceeded } from '#pwa/platform/is-quota-exceeded.ts';
import type { WriteError } from './replica.ts';

/** Why nothing could be stored here: no room, or a fault. */
export function writeErrorOf(cause: unknown): WriteError {
  return isQuotaExceeded(cause) ? { kind: 'storage-full' } : { kind: 'failed', cause };
}
