import type { AcceptedKey, AcceptedStore } from '#pwa/platform/accepted-store.ts';
import { commit, put, type Disk } from './disk.ts';

/** Where a tablet keeps what was accepted, over its disk: in a database of its own, ordered by its key. */
export function acceptedOver(disk: Disk, step: (isWrite: boolean) => Promise<void>): AcceptedStore {
  return {
    write: async (entries) => {
      await step(true);
      commit(disk, (remember) => {
        for (const [key, value] of entries)
          put(disk.accepted, textOf(key), { key, value }, remember);
      });
    },
    list: async <T>() => {
      await step(false);
      return inOrder(disk).map(({ value }) => value as T);
    },
    drop: async (before, most) => {
      await step(true);
      const excess = disk.accepted.size - most;
      const all = excess > 0 ? inOrder(disk) : [...disk.accepted.values()];
      const old = all.filter(({ key: [at] }, i) => at < before || i < excess);
      for (const { key } of old) disk.accepted.delete(textOf(key));
    },
  };
}

function textOf([at, id]: AcceptedKey): string {
  return `${at} ${id}`;
}

function inOrder({ accepted }: Disk): readonly { key: AcceptedKey; value: unknown }[] {
  return [...accepted.values()].toSorted(
    ({ key: a }, { key: b }) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1),
  );
}
