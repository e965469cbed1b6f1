import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import type { DeviceKey } from '#pwa/platform/vault.ts';
import type { Unsent } from './sync/follow-unsent.ts';

/** A photo that the hospital has not got yet; its bytes lie with the others (`photos.ts`). */
interface WaitingPhoto {
  readonly hash: string;
  /** When it was taken. */
  readonly at: string;
}
/** Which photos wait on this device, known without what shows or sends them. */
export interface PhotoOutbox {
  /** What photos are sealed with on this device; null where it keeps plainly. */
  readonly key: DeviceKey | null;
  /** Null where no photo was ever kept on this device, as far as is known. */
  readonly waiting: ReadonlySignal<readonly WaitingPhoto[] | null>;
  /** In one transaction, and every tab learns of it. */
  change(work: (waiting: readonly WaitingPhoto[]) => readonly WaitingPhoto[]): Promise<void>;
}
const KEY = 'photos';

/** Follows it over all tabs. */
export function openPhotoOutbox(
  deviceStore: DeviceStore,
  key: DeviceKey | null = null,
): PhotoOutbox {
  const waiting = signal<readonly WaitingPhoto[] | null>(null);
  const tabs = new BroadcastChannel('wardline-photos');
  const look = async (): Promise<void> => {
    waiting.value = (await deviceStore.read<readonly WaitingPhoto[]>(KEY)) ?? null;
  };
  tabs.onmessage = () => void look();
  void look().catch(() => undefined);
  return {
    key,
    waiting,
    change: async (work) => {
      waiting.value = await deviceStore.change<readonly WaitingPhoto[]>(KEY, (before = []) =>
        work(before),
      );
      tabs.postMessage(null);
    },
  };
}

/** A photo whose change waits too is one change; one whose change has gone ahead is still unsent. */
export function withPhotos(unsent: Unsent, { waiting }: Pick<PhotoOutbox, 'waiting'>): Unsent {
  const alone = computed(() => {
    const photos = waiting.value ?? [];
    if (photos.length === 0) return photos;
    const told = JSON.stringify(unsent.waiting.value.map(({ document }) => document.trail));
    return photos.filter(({ hash }) => !told.includes(hash));
  });
  return {
    ...unsent,
    count: computed(() => unsent.count.value + alone.value.length),
    oldest: computed(
      () =>
        [unsent.oldest.value, ...alone.value.map(({ at }) => at)]
          .filter((at) => at !== null)
          .toSorted()[0] ?? null,
    ),
  };
}
