import { expect, type Page } from '@playwright/test';
import { unsealValue, type SealedValue } from '#pwa/platform/seal-values.ts';
import { deviceKey } from './sealed-copy.ts';

/** Resolves when a text that was half typed is kept on the device. */
export async function waitUntilKept(page: Page, text: string): Promise<void> {
  await expect.poll(() => halfTyped(page)).toContain(text);
}

/** Everything half typed on the device, as text; what lies sealed is opened with the device's key. */
async function halfTyped(page: Page): Promise<string> {
  const drafts = await draftsOn(page);
  if (drafts.every(({ sealed }) => !sealed)) return JSON.stringify(drafts);
  const key = await deviceKey(page);
  const opened = drafts.map(
    ({ name, value, sealed }) => (sealed && unsealValue(key, name, asSealed(sealed))) ?? value,
  );
  return JSON.stringify(await Promise.all(opened));
}

interface Draft {
  readonly name: string;
  readonly value: unknown;
  /** Null where it lies in the clear. */
  readonly sealed: {
    readonly keyId: number;
    readonly iv: number[];
    readonly bytes: number[];
  } | null;
}

function asSealed({ keyId, iv, bytes }: NonNullable<Draft['sealed']>): SealedValue {
  return { keyId, iv: Uint8Array.from(iv), sealed: Uint8Array.from(bytes).buffer };
}

function draftsOn(page: Page): Promise<readonly Draft[]> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('no reason given'));
      });
    const db = await answer(indexedDB.open('wardline-device'));
    const store = db.transaction('kept').objectStore('kept');
    const [keys, values] = await Promise.all([
      answer(store.getAllKeys()),
      answer(store.getAll() as IDBRequest<unknown[]>),
    ]);
    db.close();
    const found = keys.map((key, i) => ({ name: String(key), value: values[i] }));
    return found
      .filter(({ name }) => name.startsWith('draft/'))
      .map(({ name, value }) => {
        const { keyId, iv, sealed } = (value ?? {}) as {
          readonly keyId?: number;
          readonly iv?: Uint8Array;
          readonly sealed?: ArrayBuffer;
        };
        if (keyId === undefined || !iv || !sealed) return { name, value, sealed: null };
        const bytes = [...new Uint8Array(sealed)];
        return { name, value: null, sealed: { keyId, iv: [...iv], bytes } };
      });
  });
}
