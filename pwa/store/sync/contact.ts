import type { SessionAnswer } from '#shared/sync/session.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import { countFrom } from '#pwa/store/count-mutations.ts';

const KEY = 'contact';

/** The word by which the hospital knows this storage again (S12); null in a new or a cleared one. */
export async function readContact(deviceStore: DeviceStore): Promise<string | null> {
  return (await deviceStore.read<string>(KEY)) ?? null;
}

/** Keeps the word of a session; a device that cannot is asked again with the one before. A new identity begins without any. */
export async function keepContact(
  deviceStore: DeviceStore,
  { contact, countFrom: made = 0 }: Pick<SessionAnswer, 'contact' | 'countFrom'>,
): Promise<void> {
  await countFrom(deviceStore, made).catch(() => undefined);
  const kept = contact === undefined ? deviceStore.remove([KEY]) : deviceStore.write(KEY, contact);
  await kept.catch(() => undefined);
}
