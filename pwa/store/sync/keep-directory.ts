import { FACILITY_SCOPE, type Scope } from '#shared/sync/scope.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import type { DeviceKey } from '#pwa/platform/vault.ts';

const KEPT = 'directory';

/** A device with places keeps a directory beside them; one that holds the whole hospital has none. Costs nothing where there is nothing to do. */
export async function keepDirectory(
  deviceStore: DeviceStore,
  scopes: readonly Scope[],
  key: DeviceKey | null,
  signal: AbortSignal,
): Promise<void> {
  const isWhole = scopes.includes(FACILITY_SCOPE);
  if (isWhole && !(await deviceStore.read<boolean>(KEPT).catch(() => false))) return;
  const { dropDirectory, fillDirectory } = await import('./directory.ts');
  if (isWhole) {
    await dropDirectory();
    return deviceStore.remove([KEPT]);
  }
  await deviceStore.write(KEPT, true);
  await fillDirectory(key, signal);
}
