import { expect } from '@playwright/test';
import { addAllergy, banner } from '#e2e/harness/daily-work.ts';
import { registerPerson, typePerson } from '#e2e/harness/desk.ts';
import { DEMO_PASSWORD, openDevice } from '#e2e/harness/device.ts';
import type { Hospital } from '#e2e/harness/hospital.ts';
import { enter, SLOWLY } from '#e2e/harness/door.ts';
import { foundInBrowser } from '#e2e/harness/in-the-browser.ts';
import { foundOnDisk } from '#e2e/harness/on-the-disk.ts';
import { newProfile } from '#e2e/harness/template.ts';

/** Names that no dictionary, file or browser holds by chance. */
const CANARY = { family: 'Qzvkjxwq', given: 'Wbqzkhv', born: '3.7.1971', sex: 'Female' } as const;
const TYPED = { family: 'Jxqwvzkb', given: 'Vhqkzxw', born: '4.8.1972', sex: 'Male' } as const;
const ALLERGY = 'Xkqvzjwhb';
const PUT_AWAY_MS = 5000;

/** A device that has sealed from its first day on: what was written and half typed on it is looked for in every file of its profile. */
export async function stealTablet(hospital: Hospital): Promise<readonly string[]> {
  const profile = newProfile();
  const device = await openDevice({ hospital, profile, store: 'sealed', isProved: false });
  try {
    const { page } = device;
    await device.signIn('reception');
    await device.waitUntilSaved();
    await device.waitUntilInstalled();
    await device.goTo('/patients/new');
    await registerPerson(page, CANARY);
    await addAllergy(page, ALLERGY);
    const mrn = /MRN([\d\s]+)/.exec((await banner(page).textContent()) ?? '')?.[1] ?? '';
    const number = mrn.replaceAll(/\s/g, '');
    await device.waitUntilSaved();
    await device.goTo('/patients/new');
    await typePerson(page, TYPED);
    // The log is folded into pages, and the browser writes what it holds back.
    await page.waitForTimeout(PUT_AWAY_MS);
    const names = [CANARY.family, CANARY.given, TYPED.family, TYPED.given, ALLERGY];
    const words = [...names, ...names.map((name) => name.toLowerCase()), number];
    if (number.length < 6) return [`no number was read: ${mrn}`];
    // Found by its letters and by its number: what finds people has it in memory.
    await device.goTo('/patients');
    const find = page.getByLabel('Find by name, MRN or birth date', { exact: true });
    for (const letters of [CANARY.family, number]) {
      await find.fill(letters);
      await expect(page.getByRole('link', { name: new RegExp(CANARY.family) })).toBeVisible();
    }
    // Whoever works here lies in the clear, in a database and in a cache: so it is known that all of it is looked at.
    const clear = await foundInBrowser(page, ['Lena Bauer']);
    for (const place of ['wardline-device', 'cache wardline-staff'])
      if (!clear.some((what) => what.startsWith(place))) return [`nothing is found in ${place}`];
    const inside = (await foundInBrowser(page, words)).map((what) => `in the browser: ${what}`);
    const running = foundOnDisk(profile, words).map((what) => `running: ${what}`);
    await device.close();
    const closed = foundOnDisk(profile, words).map((what) => `closed: ${what}`);
    await device.reopen('/patients');
    await expect(device.page.getByRole('heading', { name: /^Who is using/ })).toBeVisible();
    return [...inside, ...running, ...closed];
  } finally {
    await device.remove();
  }
}

/** A device that has kept its records plainly moves in, and works in two tabs; a name that is written from then on lies nowhere. */
export async function moveTablet(hospital: Hospital): Promise<readonly string[]> {
  const profile = newProfile();
  const before = await openDevice({ hospital, profile, store: 'plain' });
  await before.signIn('reception');
  await before.waitUntilSaved();
  await before.waitUntilInstalled();
  await before.close();
  if (foundOnDisk(profile, ['Weiss']).length === 0) return ['nothing is found where all is plain'];
  const device = await openDevice({ hospital, profile, store: 'sealed', isProved: false });
  try {
    await enter(device.page, null, DEMO_PASSWORD);
    await expect(device.page.getByRole('navigation', { name: 'Main' })).toBeVisible(SLOWLY);
    await device.waitUntilSaved();
    // A page that comes after it asks nobody for the password.
    await device.goTo('/patients/new');
    await registerPerson(device.page, CANARY);
    await addAllergy(device.page, ALLERGY);
    const second = await device.context.newPage();
    await second.goto(device.page.url());
    await expect(banner(second)).toContainText(ALLERGY, SLOWLY);
    const left = await second.evaluate(async () => {
      const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
      return names.filter((name) => name.startsWith('rxdb-dexie-'));
    });
    await device.close();
    const found = foundOnDisk(profile, [CANARY.family, CANARY.given, ALLERGY]);
    return [...left.map((name) => `${name} is still there`), ...found, ...device.complaints];
  } finally {
    await device.remove();
  }
}
