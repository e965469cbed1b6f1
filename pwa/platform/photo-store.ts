import { createStore, delMany, get, getMany, keys, set, type UseStore } from 'idb-keyval';
import { isSealed, sealValue, unsealValue, type SealedValue } from './seal-values.ts';
import type { DeviceKey } from './vault.ts';

/** A photo as it lies here. */
export interface KeptPhoto {
  readonly hash: string;
  /** Whose it is; '' while somebody is only being registered. */
  readonly patientId: string;
  readonly bytes: ArrayBuffer;
  /** When it was last looked at, milliseconds. */
  readonly usedAt: number;
}
/** Its face is sealed where this device seals; whose it is says nothing by itself. */
type Row = Omit<KeptPhoto, 'bytes'> & { readonly bytes: ArrayBuffer | SealedValue };

/** Copies of photos, in a database of their own: bytes, by their hash. `key` is the device's, null where it keeps plainly. */
export interface PhotoStore {
  /** `closed` where it is here and this key does not open it. */
  read(hash: string, key: DeviceKey | null): Promise<KeptPhoto | 'closed' | undefined>;
  write(photo: KeptPhoto, key: DeviceKey | null): Promise<void>;
  remove(hashes: readonly string[]): Promise<void>;
  /** Everything but the bytes. */
  list(): Promise<readonly Omit<KeptPhoto, 'bytes'>[]>;
}

/** Opens it in IndexedDB; where the browser refuses, every call rejects. */
export function openPhotoStore(name = 'wardline-photos'): PhotoStore {
  let store: UseStore | undefined;
  const opened = (): UseStore => (store ??= createStore(name, 'kept'));
  return {
    read: async (hash, key) => {
      const row = await get<Row>(hash, opened());
      if (!row || !isSealed(row.bytes)) return row as KeptPhoto | undefined;
      const text = key && (await unsealValue<string>(key, hash, row.bytes));
      return text === null ? 'closed' : { ...row, bytes: bytesOf(text) };
    },
    write: async (photo, key) => {
      const bytes = key ? await sealValue(key, photo.hash, textOf(photo.bytes)) : photo.bytes;
      await set(photo.hash, { ...photo, bytes } satisfies Row, opened());
    },
    remove: async (hashes) => delMany([...hashes], opened()),
    list: async () => {
      const all = await getMany<Row>(await keys(opened()), opened());
      // One that was dropped meanwhile is none.
      return all.flatMap((one) => (one ? [summaryOf(one)] : []));
    },
  };
}

function summaryOf({ hash, patientId, usedAt }: Row): Omit<KeptPhoto, 'bytes'> {
  return { hash, patientId, usedAt };
}

function textOf(bytes: ArrayBuffer): string {
  return btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''));
}

function bytesOf(text: string): ArrayBuffer {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer;
}
