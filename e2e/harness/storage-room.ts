import type { Device } from './device.ts';

const ORIGIN = 'http://localhost';
/** What is left to a device before it is filled up. */
const MARGIN = 5_000_000;

/** Opens the browser anew with hardly more room than the hospital needs on it. */
export async function grantLittle(device: Device, path: string): Promise<void> {
  const used = await device.page.evaluate(async () => (await navigator.storage.estimate()).usage);
  await device.reopen('/account');
  await device.page.goto('about:blank');
  await grant(device, (used ?? 0) + MARGIN);
  await device.goTo(path);
}

async function grant({ context, page }: Device, quotaSize: number): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: ORIGIN, quotaSize });
}

/** Fills what is left with other things, to the last hundred bytes. */
export function fillUp({ page }: Pick<Device, 'page'>): Promise<void> {
  return page.evaluate(async () => {
    const open = indexedDB.open('other-things', 1);
    open.onupgradeneeded = () => open.result.createObjectStore('bytes', { autoIncrement: true });
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      open.onsuccess = () => resolve(open.result);
      open.onerror = () => reject(open.error ?? new Error('no reason given'));
    });
    const fits = (size: number): Promise<boolean> =>
      new Promise((resolve) => {
        // Bytes that nothing compresses.
        const bytes = new Uint8Array(size);
        for (let at = 0; at < size; at += 65_536)
          crypto.getRandomValues(bytes.subarray(at, Math.min(at + 65_536, size)));
        const transaction = db.transaction('bytes', 'readwrite');
        transaction.objectStore('bytes').add(bytes);
        transaction.oncomplete = () => resolve(true);
        transaction.onabort = () => resolve(false);
      });
    for (let size = 1_000_000; size >= 100; size /= 10) while (await fits(size));
    db.close();
  });
}

/**
 * Throws the other things away. Chromium's database gives their room back when it likes, part of it much later; what a person frees on a
 * device is free at once.
 */
export async function makeRoom(device: Device): Promise<void> {
  const used = await device.page.evaluate(async () => {
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase('other-things');
      request.onsuccess = () => resolve();
      request.onerror = () => reject(request.error ?? new Error('no reason given'));
    });
    return (await navigator.storage.estimate()).usage;
  });
  await grant(device, (used ?? 0) + MARGIN);
}

/** Clears what the browser keeps for the hospital's address, cookies excepted, and what it keeps of the network. */
export async function clearKept({ context, page }: Device, storageTypes: string): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin: ORIGIN, storageTypes });
  await devtools.send('Network.clearBrowserCache');
}
