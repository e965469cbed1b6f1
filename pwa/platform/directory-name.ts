import type { DirectoryRow } from '#shared/sync/directory.ts';
import { isSealed, unsealValue, type SealedValue } from './seal-values.ts';
import type { DeviceKey } from './vault.ts';

/** The database with everybody of the hospital in slim rows; the store writes it, the search worker reads it. */
export const DIRECTORY = 'wardline-directory';
/** Says that it has changed. */
export const DIRECTORY_CHANNEL = 'wardline-directory';

/** The rows of a segment: sealed where the device seals, in the clear where it does not or did not. */
export async function openSegment(
  segment: readonly DirectoryRow[] | SealedValue,
  key: DeviceKey | null,
): Promise<readonly DirectoryRow[]> {
  if (!isSealed(segment)) return segment;
  return (key && (await unsealValue<readonly DirectoryRow[]>(key, DIRECTORY, segment))) ?? [];
}
