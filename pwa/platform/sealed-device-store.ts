import type { DeviceStore } from './device-store.ts';
import { isSealed, sealValue, unsealValue } from './seal-values.ts';
import type { DeviceKey, Vault } from './vault.ts';

/** What names people or belongs to one: what is half typed, and the numbers that the next ones get. */
const PREFIXES = ['draft/', 'mrn-pool'];
/** Two tabs that take numbers at once; more than a few rounds nobody needs. */
const ROUNDS = 20;

/**
 * The device store with what may name a patient sealed in it. What an older version kept in the clear is still read, and sealed with the
 * next write. Without the key in hand it reads as if there were nothing, and refuses to write.
 */
export function sealDeviceStore(
  inner: DeviceStore,
  { isSealing, key }: Pick<Vault, 'isSealing' | 'key'>,
): DeviceStore {
  if (!isSealing) return inner;
  const names = (name: string): boolean => PREFIXES.some((prefix) => name.startsWith(prefix));
  const inHand = (): DeviceKey => {
    const held = key.peek();
    if (!held) throw new Error('the device is closed: nothing is written without its key');
    return held;
  };
  const open = async <T>(name: string, kept: unknown): Promise<T | undefined> => {
    if (!isSealed(kept)) return kept as T | undefined;
    const held = key.peek();
    return (held && (await unsealValue<T>(held, name, kept))) ?? undefined;
  };
  const change = async <T>(name: string, work: (value: T | undefined) => T): Promise<T> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = await inner.read(name);
      const after = work(await open<T>(name, before));
      const sealed = await sealValue(inHand(), name, after);
      let isTaken = false;
      // Sealing takes its time, and a transaction does not wait: whoever was faster is asked again.
      await inner.change(name, (now) => {
        isTaken = isSame(now, before);
        return isTaken ? sealed : now;
      });
      if (isTaken) return after;
    }
    throw new Error(`broken promise: ${name.split('/')[0]} is changed by one tab at a time`);
  };
  return {
    ...inner,
    read: async <T>(name: string) =>
      names(name) ? open<T>(name, await inner.read(name)) : inner.read<T>(name),
    write: async (name, value) =>
      inner.write(name, names(name) ? await sealValue(inHand(), name, value) : value),
    change: (name, work) => (names(name) ? change(name, work) : inner.change(name, work)),
  };
}

/** The same record: each sealing has a nonce of its own. */
function isSame(now: unknown, before: unknown): boolean {
  if (isSealed(now) && isSealed(before)) return now.iv.join() === before.iv.join();
  return JSON.stringify(now) === JSON.stringify(before);
}
