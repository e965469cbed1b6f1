import type { DeviceStore } from '#pwa/platform/device-store.ts';

const KEY = 'mrn-pool';

/** Takes the next number from this device's pool, offline too; null when the pool is empty. Two tabs never take the same one. */
export async function takeMrn(deviceStore: DeviceStore): Promise<string | null> {
  let taken: string | null = null;
  await deviceStore.change<readonly string[]>(KEY, (pool = []) => {
    taken = pool[0] ?? null;
    return pool.slice(1);
  });
  return taken;
}

/** How many numbers are left. */
export async function mrnLeft(deviceStore: DeviceStore): Promise<number> {
  return ((await deviceStore.read<readonly string[]>(KEY)) ?? []).length;
}

/** Adds numbers that the hospital handed out; the same number is never held twice. */
export async function refillMrns(
  deviceStore: DeviceStore,
  fresh: readonly string[],
): Promise<void> {
  if (fresh.length > 0) {
    await deviceStore.change<readonly string[]>(KEY, (pool = []) => [
      ...new Set([...pool, ...fresh]),
    ]);
  }
}

/** Counts the temporary numbers that this device has given, from 1; each stands for one person registered with an empty pool. */
export function nextTemporary(deviceStore: DeviceStore): Promise<number> {
  return deviceStore.change<number>('temporary-numbers', (n = 0) => n + 1);
}
