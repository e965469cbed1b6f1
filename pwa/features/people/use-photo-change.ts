import { useSignal, type ReadonlySignal } from '@preact/signals';
import type { Account } from '#shared/sync/accounts.ts';
import { t } from '#pwa/i18n/t.ts';
import { smallPhoto } from '#pwa/platform/small-photo.ts';
import { readPhoto } from '#pwa/store/staff-photo.ts';

/** Puts a photo, or takes it away with null; what stands in the way in words, or null when it is done. */
export type PutPhoto = (photo: Blob | null) => Promise<string | null>;
export interface PhotoChange {
  readonly said: ReadonlySignal<string>;
  readonly isBusy: ReadonlySignal<boolean>;
  readonly canTakeBack: boolean;
  readonly choose: (picture: Blob) => Promise<void>;
  readonly remove: () => Promise<void>;
  readonly takeBack: () => Promise<void>;
}

/** What an administrator does to a photo. It counts at once, so each change has a way back. */
export function usePhotoChange(account: Account, put: PutPhoto): PhotoChange {
  const said = useSignal('');
  const isBusy = useSignal(false);
  const before = useSignal<{ readonly photo: Blob | null } | null>(null);
  const change = async (photo: Blob | null, done: string): Promise<void> => {
    if (isBusy.value) return;
    isBusy.value = true;
    const now = await readPhoto(account);
    const trouble = await put(photo);
    if (trouble === null) before.value = now;
    said.value = trouble ?? done;
    isBusy.value = false;
  };
  return {
    said,
    isBusy,
    canTakeBack: before.value !== null,
    choose: async (picture) => {
      const photo = await smallPhoto(picture);
      if (photo) await change(photo, t('people.photoChanged'));
      else said.value = t('people.photoUnreadable');
    },
    remove: () => change(null, t('people.photoRemoved')),
    takeBack: () => change(before.value?.photo ?? null, t('people.photoBack')),
  };
}
