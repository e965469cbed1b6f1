import { openAcceptedStore } from '#pwa/platform/accepted-store.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import type { DeviceKey } from '#pwa/platform/vault.ts';

/** What an older version kept in the clear beside the documents: the numbers in the pool, what is half typed, what was accepted. */
export async function sealWhatLiesBeside(deviceStore: DeviceStore, key: DeviceKey): Promise<void> {
  await openAcceptedStore(key).sealAll();
  for (const name of [...(await deviceStore.keysWith('draft/')), 'mrn-pool']) {
    const kept = await deviceStore.read(name);
    if (kept !== undefined) await deviceStore.write(name, kept);
  }
}
