import type { Store } from '#server/store/store.ts';

const KEY = 'vapid-keys';
interface Keys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** The hospital's keys towards push services: made at their first use, and kept in its copy, so that browsers know it after a restore too. */
export function keptVapidKeys(
  store: Pick<Store, 'readMeta' | 'transaction'>,
): (make: () => Keys) => Promise<Keys> {
  return async (make) => {
    const there =
      (await store.readMeta(KEY)) ??
      (await store.transaction(async (tx) => {
        const before = await tx.readMeta(KEY);
        if (before !== null) return before;
        const made = JSON.stringify(make());
        tx.writeMeta(KEY, made);
        return made;
      }));
    return JSON.parse(there) as Keys;
  };
}
