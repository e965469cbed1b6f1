import { expect, type Page } from '@playwright/test';

/** Resolves when a text that was half typed is kept on the device. */
export async function waitUntilKept(page: Page, text: string): Promise<void> {
  await expect.poll(() => halfTyped(page)).toContain(text);
}

/** Everything half typed on the device, as text. */
function halfTyped(page: Page): Promise<string> {
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
    return JSON.stringify(values.filter((_, i) => String(keys[i]).startsWith('draft/')));
  });
}
