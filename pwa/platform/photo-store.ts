import { createStore, delMany, get, getMany, keys, set, type UseStore } from 'idb-keyval';

/** A photo as it lies here. */
export interface KeptPhoto {
  readonly hash: string;
  /** Whose it is; '' while somebody is only being registered. */
  readonly patientId: string;
  readonly bytes: ArrayBuffer;
  /** When it was last looked at, milliseconds. */
  readonly usedAt: number;
}

/** Copies of photos, in a database of their own: bytes, by their hash. */
export interface PhotoStore {
  read(hash: string): Promise<KeptPhoto | undefined>;
  write(photo: KeptPhoto): Promise<void>;
  remove(hashes: readonly string[]): Promise<void>;
  /** Everything but the bytes. */
  list(): Promise<readonly Omit<KeptPhoto, 'bytes'>[]>;
}

/** Opens it in IndexedDB; where the browser refuses, every call rejects. */
export function openPhotoStore(name = 'wardline-photos'): PhotoStore {
  let store: UseStore | undefined;
  const opened = (): UseStore => (store ??= createStore(name, 'kept'));
  return {
    read: async (hash) => get(hash, opened()),
    write: async (photo) => set(photo.hash, photo, opened()),
    remove: async (hashes) => delMany([...hashes], opened()),
    list: async () => {
      const all = await getMany<KeptPhoto>(await keys(opened()), opened());
      // One that was dropped meanwhile is none.
      return all.flatMap((one) => (one ? [summaryOf(one)] : []));
    },
  };
}

function summaryOf({ hash, patientId, usedAt }: KeptPhoto): Omit<KeptPhoto, 'bytes'> {
  return { hash, patientId, usedAt };
}
