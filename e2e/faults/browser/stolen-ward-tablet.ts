import { expect, type Page } from '@playwright/test';
import { unsealValue } from '#pwa/platform/seal-values.ts';
import { registerPerson } from '#e2e/harness/desk.ts';
import { openDevice, type Device } from '#e2e/harness/device.ts';
import { giveWard, rowOf } from '#e2e/harness/fleet-page.ts';
import type { Hospital } from '#e2e/harness/hospital.ts';
import { foundInBrowser } from '#e2e/harness/in-the-browser.ts';
import { foundOnDisk } from '#e2e/harness/on-the-disk.ts';
import { deviceKey } from '#e2e/harness/sealed-copy.ts';
import { copyProfile, newProfile } from '#e2e/harness/template.ts';

/** Somebody who is nowhere near the ward: the tablet knows them by its directory alone. */
const CANARY = { family: 'Zwqkvxjb', given: 'Hvjqzxk', born: '5.9.1973', sex: 'Male' } as const;
const LONG = { timeout: 90_000 };
const DIRECTORY = 'wardline-directory';

/** A sealed tablet of one ward, which finds everybody of the hospital by name: nothing of that lies in the clear on it. */
export async function stealWardTablet(hospital: Hospital): Promise<readonly string[]> {
  const profile = newProfile();
  const tablet = await openDevice({ hospital, profile, store: 'sealed', isProved: false });
  const admin = await openDevice({ hospital, profile: copyProfile('admin') });
  const desk = await openDevice({ hospital, profile: copyProfile('reception') });
  try {
    await tablet.signIn('nurse');
    await tablet.waitUntilSaved();
    await desk.goTo('/patients/new');
    await registerPerson(desk.page, CANARY);
    await desk.waitUntilSaved();
    await giveWardTo('Marta Silva', admin);
    const { page } = tablet;
    await tablet.goTo('/patients');
    await expect(page.getByText(/^\d\d people on this device$/)).toBeVisible(LONG);
    // Somebody of another ward is found by name: the search worker has opened the directory.
    await page.getByLabel('Find by name, MRN or birth date', { exact: true }).fill('weiss');
    await expect(
      page.getByRole('listitem').filter({ hasText: 'not on this device' }).first(),
    ).toBeVisible(LONG);
    await expect.poll(() => openedDirectory(page), LONG).toContain(CANARY.family);
    const names = [CANARY.family, CANARY.given];
    const words = [...names, ...names.map((name) => name.toLowerCase())];
    const inside = await foundInBrowser(page, words);
    const running = foundOnDisk(profile, words);
    await tablet.close();
    const closed = foundOnDisk(profile, words);
    return [
      ...inside.map((what) => `in the browser: ${what}`),
      ...running.map((what) => `running: ${what}`),
      ...closed.map((what) => `closed: ${what}`),
    ];
  } finally {
    await Promise.all([tablet, admin, desk].map((device) => device.remove()));
  }
}

async function giveWardTo(tablet: string, { page, goTo }: Device): Promise<void> {
  await goTo('/admin');
  await giveWard(page, rowOf(page, tablet).filter({ hasText: 'In step' }).first(), 'Ward 1');
  await expect(page.getByText('Holds Ward 1')).toBeVisible(LONG);
}

/** Everything in the directory of a device, opened with its key. */
async function openedDirectory(page: Page): Promise<string> {
  const segments = await page.evaluate(async (name) => {
    const answer = <T>(asked: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error ?? new Error('no reason given'));
      });
    const db = await answer(indexedDB.open(name));
    const all = await answer(db.transaction('docs').objectStore('docs').getAll());
    db.close();
    return (all as { keyId: number; iv: Uint8Array; sealed: ArrayBuffer }[]).map((one) => ({
      keyId: one.keyId,
      iv: [...one.iv],
      bytes: [...new Uint8Array(one.sealed)],
    }));
  }, DIRECTORY);
  const key = await deviceKey(page);
  const opened = segments.map(({ keyId, iv, bytes }) =>
    unsealValue(key, DIRECTORY, {
      keyId,
      iv: Uint8Array.from(iv),
      sealed: Uint8Array.from(bytes).buffer,
    }),
  );
  return JSON.stringify(await Promise.all(opened));
}
