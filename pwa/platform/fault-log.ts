import type { DeviceStore } from './device-store.ts';

/** A fault as it is kept on the device: its code, the kind of page and the kind of error; no text that could name a patient. */
export interface Fault {
  readonly code: string;
  readonly at: string;
  readonly where: string;
  readonly kind: string;
}
const KEY = 'faults';
const KEPT = 20;

/** Notes a fault; the newest come first. */
export async function noteFault(deviceStore: DeviceStore, fault: Fault): Promise<void> {
  await deviceStore
    .change<readonly Fault[]>(KEY, (faults = []) => [fault, ...faults].slice(0, KEPT))
    .catch(() => undefined);
}

/** What was noted on this device. */
export async function readFaults(deviceStore: DeviceStore): Promise<readonly Fault[]> {
  return (await deviceStore.read<readonly Fault[]>(KEY).catch(() => undefined)) ?? [];
}
