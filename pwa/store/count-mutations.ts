import type { DeviceStore } from '#pwa/platform/device-store.ts';

const KEY = 'mutations';

/** The next number of this device's mutations, from 1; unique over its tabs and its life. */
export function nextMutation(deviceStore: DeviceStore): Promise<number> {
  return deviceStore.change<number>(KEY, (n = 0) => n + 1);
}

/** Numbers go on from what the hospital has heard of this device: a cleared storage would give them a second time. */
export async function countFrom(deviceStore: DeviceStore, made: number): Promise<void> {
  await deviceStore.change<number>(KEY, (n = 0) => Math.max(n, made));
}

/** How many mutations were made on this device so far. */
export async function mutationsMade(deviceStore: DeviceStore): Promise<number> {
  return (await deviceStore.read<number>(KEY)) ?? 0;
}
