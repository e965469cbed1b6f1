import type { Page } from '@playwright/test';
import { countOn, heldBy } from '#e2e/harness/held-documents.ts';
import { expect, test } from '#e2e/harness/test.ts';

/** Everything is compared, while other journeys use the same two cores. */
const LONG = { timeout: 90_000, intervals: [5_000] };

test('damaged pages of the sealed store are passed over, named, and filled again from the hospital by themselves', async ({
  hospital,
  newDevice,
}) => {
  test.slow();
  const desk = await newDevice({ store: 'sealed' });
  await desk.signIn('reception');
  await desk.waitUntilSaved();
  await desk.waitUntilInstalled();
  const all = heldBy(hospital);
  await expect.poll(() => countOn(desk), LONG).toEqual(all);
  await hospital.stop();
  // The worker of the store ends with the last page of the app.
  await desk.goTo('/icon.svg');
  expect(await damage(desk.page)).toBeGreaterThan(5);

  // Without the hospital what can be read is there, on every screen.
  await desk.reopen('/patients');
  const { page } = desk;
  await expect(page.getByRole('heading', { name: 'Patients', level: 1 })).toBeVisible();
  await expect(page.getByRole('main').getByRole('link').nth(10)).toBeVisible();
  await page.getByRole('link', { name: 'Wards', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  const left = await countOn(desk);
  expect(sumOf(left)).toBeLessThan(sumOf(all));
  expect(sumOf(left)).toBeGreaterThan(sumOf(all) / 2);

  await hospital.start();
  await expect.poll(() => countOn(desk), LONG).toEqual(all);
  await desk.waitUntilSaved();
  await desk.goTo('/account');
  await expect(page.getByText(/store · \w+ pages/).first()).toBeVisible();
  await desk.reopen('/patients');
  await desk.waitUntilSaved();
  expect(await countOn(desk)).toEqual(all);
  expect(desk.complaints).toEqual([]);
});

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** Turns a bit in every twentieth page that lies in the browser's database; how many those are. */
function damage(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const answer = <T>(asked: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error ?? new Error('no reason given'));
      });
    const db = await answer(indexedDB.open('sealed-wardline'));
    const store = db.transaction('pages', 'readwrite').objectStore('pages');
    const keys = await answer(store.getAllKeys());
    let turned = 0;
    for (let i = 3; i < keys.length; i += 20) {
      const bytes = (await answer(store.get(keys[i] ?? 0))) as Uint8Array;
      bytes[200] = (bytes[200] ?? 0) ^ 4;
      await answer(store.put(bytes, keys[i]));
      turned += 1;
    }
    db.close();
    return turned;
  });
}
