import { openChart, banner } from '#e2e/harness/daily-work.ts';
import { registerPerson } from '#e2e/harness/desk.ts';
import { DEMO_PASSWORD, type Device } from '#e2e/harness/device.ts';
import { enter, SLOWLY } from '#e2e/harness/door.ts';
import { peopleHeld } from '#e2e/harness/hospital-copy.ts';
import { keptFiles } from '#e2e/harness/kept-files.ts';
import { grantLittle } from '#e2e/harness/storage-room.ts';
import { newProfile } from '#e2e/harness/template.ts';
import { expect, test } from '#e2e/harness/test.ts';

const ODA = { family: 'Nakagawa', given: 'Oda', born: '3.7.1971', sex: 'Female' } as const;
const IVO = { family: 'Petrescu', given: 'Ivo', born: '4.8.1972', sex: 'Male' } as const;
/** Everything a device holds is copied and compared, while other journeys use the same two cores. */
const MOVED = { timeout: 90_000 };

/** Which databases of this browser hold the hospital's documents. */
async function databasesOf({ page }: Device): Promise<{ plain: number; sealed: number }> {
  const names = await page.evaluate(async () =>
    (await indexedDB.databases()).map(({ name }) => name ?? ''),
  );
  const count = (prefix: string): number => names.filter((name) => name.startsWith(prefix)).length;
  return { plain: count('rxdb-dexie-wardline--'), sealed: count('sealed-wardline') };
}

test('a browser without a worker for all tabs keeps its records in the clear, says so, and works without a network, over a restart', async ({
  hospital,
  newDevice,
}) => {
  const tablet = await newDevice({ store: 'plain' });
  await tablet.signIn('reception');
  await tablet.waitUntilSaved();
  await tablet.waitUntilInstalled();
  await tablet.goTo('/account');
  await expect(tablet.page.getByText('this browser cannot seal it')).toBeVisible();
  await hospital.stop();
  await tablet.goTo('/patients/new');
  await registerPerson(tablet.page, ODA);
  await expect(banner(tablet.page)).toContainText('Not sent yet');
  // Nobody is asked for a password: there is no key.
  await tablet.reopen('/patients');
  await openChart(tablet.page, ODA.family);
  await expect(tablet.mark()).toContainText('1 change on this computer');
  await hospital.start();
  await tablet.waitUntilSaved();
  expect(await peopleHeld(hospital, ODA.family)).toHaveLength(1);
  const { plain, sealed } = await databasesOf(tablet);
  expect([plain > 0, sealed]).toEqual([true, 0]);
  expect(tablet.complaints).toEqual([]);
});

test('a device that kept its records in the clear goes on so where there is no room to seal them, and is sealed as soon as there is', async ({
  hospital,
  newDevice,
}) => {
  test.slow();
  const profile = newProfile();
  const before = await newDevice({ profile, store: 'plain' });
  await before.signIn('reception');
  await before.waitUntilSaved();
  await before.waitUntilInstalled();
  // What moves it comes with what staff may need without a network.
  await expect
    .poll(async () => (await keptFiles(before.page, 'parts')).map(({ path }) => path).join())
    .toMatch(/move-in.*seal-beside|seal-beside.*move-in/);
  await hospital.stop();
  await before.goTo('/patients/new');
  await registerPerson(before.page, ODA);
  await expect(banner(before.page)).toContainText('Not sent yet');
  await before.close();

  // A disk that is nearly full is not filled up by trying.
  const desk = await newDevice({ profile, store: 'sealed', isProved: false });
  await desk.page.addInitScript(() => {
    navigator.storage.estimate = async () => ({ usage: 20_000_000, quota: 22_000_000 });
  });
  await desk.goTo('/account');
  await enter(desk.page, null, DEMO_PASSWORD);
  await expect(desk.page.getByText('not sealed yet')).toBeVisible(SLOWLY);
  expect((await databasesOf(desk)).sealed).toBe(0);
  await desk.goTo('/patients/new');
  await registerPerson(desk.page, IVO);
  await expect(banner(desk.page)).toContainText('Not sent yet');

  // The room ends on the way.
  await grantLittle(desk, '/account');
  await enter(desk.page, null, DEMO_PASSWORD);
  await expect(desk.page.getByText('not sealed yet')).toBeVisible(SLOWLY);
  expect((await databasesOf(desk)).plain).toBeGreaterThan(0);
  for (const { family } of [ODA, IVO]) await openChart(desk.page, family);

  await desk.reopen('/account');
  await enter(desk.page, null, DEMO_PASSWORD);
  await expect(desk.page.getByText('whoever copies the disk reads nothing')).toBeVisible(MOVED);
  expect(await databasesOf(desk)).toEqual({ plain: 0, sealed: 1 });
  for (const { family } of [ODA, IVO]) await openChart(desk.page, family);
  await hospital.start();
  await desk.waitUntilSaved();
  for (const { family } of [ODA, IVO])
    expect(await peopleHeld(hospital, family), family).toHaveLength(1);
  expect(desk.complaints).toEqual([]);
});
