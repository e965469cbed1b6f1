import { addAllergy, banner, openChart } from '#e2e/harness/daily-work.ts';
import { registerPerson, typePerson } from '#e2e/harness/desk.ts';
import { waitUntilKept } from '#e2e/harness/half-typed.ts';
import { peopleHeld } from '#e2e/harness/hospital-copy.ts';
import { filesToKeep, keptFiles } from '#e2e/harness/kept-files.ts';
import { clearKept, fillUp, grantLittle, makeRoom } from '#e2e/harness/storage-room.ts';
import { expect, test } from '#e2e/harness/test.ts';

const ODA = { family: 'Nakagawa', given: 'Oda', born: '3.7.1971', sex: 'Female' } as const;
const BACK = { timeout: 40_000 };
/** A whole hospital arrives. */
const FIRST_SYNC = { timeout: 60_000 };

test('a second tab is told, shows what the first one writes, and goes on when the first is closed', async ({
  hospital,
  deviceOf,
}) => {
  const desk = await deviceOf('reception');
  await openChart(desk.page, 'weiss');
  const second = await desk.context.newPage();
  await second.goto(desk.page.url());
  for (const page of [desk.page, second]) {
    await expect(page.getByText('Wardline is open in another tab.')).toBeVisible();
    await expect(page.getByText('Changes made there appear here.')).toBeVisible();
  }
  await hospital.stop();
  await addAllergy(second, 'Penicillin');
  await addAllergy(desk.page, 'Latex');
  for (const page of [desk.page, second]) {
    for (const substance of ['Penicillin', 'Latex'])
      await expect(banner(page)).toContainText(substance);
    await expect(page.locator('.topbar .sync')).toContainText('2 changes on this computer');
  }
  await desk.page.close();
  await hospital.start();
  await expect(second.locator('.topbar .sync')).toContainText('All saved in the hospital', BACK);
  await expect(second.getByText('Wardline is open in another tab.')).toBeHidden();
  await hospital.stop();
  const held = await peopleHeld(hospital, 'weiss');
  const written = held.flatMap(({ history }) => history.filter(({ mutationId }) => mutationId));
  expect(written.map(({ action }) => action?.name)).toHaveLength(2);
});

test('a browser that may clear its data says so once, and what that means', async ({
  deviceOf,
}) => {
  const tablet = await deviceOf('nurse');
  const { page } = tablet;
  const notice = page.getByText(
    'The browser may clear this device’s data when it runs out of room.',
  );
  await expect(notice).toBeVisible();
  await expect(page.getByText(/Nothing is lost once the hospital has it/)).toBeVisible();
  await tablet.goTo('/account');
  await expect(page.getByText('The browser may clear it when the device is full')).toBeVisible();
  await page.getByRole('button', { name: 'Understood' }).click();
  await tablet.reopen('/account');
  await expect(tablet.page.getByText('The browser may clear it when')).toBeVisible();
  await expect(tablet.page.getByText('The browser may clear this device’s data')).toBeHidden();
});

test('a full device says that nothing was saved, keeps what is typed and what was saved before, and saves once there is room', async ({
  hospital,
  deviceOf,
}) => {
  const desk = await deviceOf('reception');
  await desk.waitUntilSaved();
  await grantLittle(desk, '/');
  await desk.waitUntilSaved();
  await hospital.stop();
  const { page } = desk;
  await openChart(page, 'weiss');
  await addAllergy(page, 'Penicillin');
  await page.getByRole('link', { name: 'Patients', exact: true }).click();
  await page.getByRole('link', { name: 'Register a person' }).click();
  await typePerson(page, ODA);
  await waitUntilKept(page, ODA.born);
  await fillUp(desk);
  await page.getByRole('button', { name: /^Register/ }).click();
  await expect(
    page.getByText('Not saved: this device is full. Keep this page open.'),
  ).toBeVisible();
  await expect(
    page.getByText(/Everything saved before is safe\. Keep this page open/),
  ).toBeVisible();
  await expect(desk.mark()).toContainText('Not saved: this computer is full');
  await expect(page.getByLabel('Family name')).toHaveValue(ODA.family);

  await makeRoom(desk);
  await page.getByRole('button', { name: /^Register/ }).click();
  await expect(banner(page)).toContainText('Nakagawa, Oda');
  await expect(desk.mark()).toContainText('2 changes on this computer');
  await hospital.start();
  await expect(desk.mark()).toContainText('All saved in the hospital', BACK);
  expect(await peopleHeld(hospital, ODA.family)).toHaveLength(1);
});

test('a device that is nearly full says how much is used, before anything is refused', async ({
  deviceOf,
}) => {
  const { page } = await deviceOf('reception');
  // Chromium tells no page how full the disk is; other browsers do.
  await page.addInitScript(() => {
    navigator.storage.estimate = async () => ({ usage: 900_000_000, quota: 1_000_000_000 });
  });
  await page.reload();
  await expect(page.getByText('This device is almost full.')).toBeVisible();
  await expect(page.getByText(/are used\. Everything saved so far is safe\./)).toBeVisible();
});

test('a browser that keeps nothing opens for reading only, and says why and what to do', async ({
  hospital,
  newDevice,
}) => {
  const desk = await newDevice();
  const { page } = desk;
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The user denied permission to access the database.', 'SecurityError');
    };
  });
  await desk.goTo('/');
  await desk.signIn('reception');
  await expect(page.getByText('This browser does not let Wardline keep data.')).toBeVisible();
  await expect(page.getByText(/Leave private browsing, or allow site data/)).toBeVisible();
  await expect(desk.mark()).toContainText('For reading only');
  await page.getByRole('link', { name: 'Wards', exact: true }).click();
  await expect(page.locator('.bed-free').first()).toBeVisible(FIRST_SYNC);
  await page.getByRole('link', { name: 'Patients', exact: true }).click();
  await page.getByRole('link', { name: 'Register a person' }).click();
  await typePerson(page, ODA);
  await page.getByRole('button', { name: /^Register/ }).click();
  await expect(
    page.getByText('This browser does not let Wardline keep data, so it opens for reading only.'),
  ).toBeVisible();
  await expect(page.getByText('What you typed is kept on this device.')).toBeHidden();
  await expect(page.getByLabel('Family name')).toHaveValue(ODA.family);
  expect(await peopleHeld(hospital, ODA.family)).toEqual([]);
});

test('a cleared cache costs nothing that was saved, says what needs the network, and is filled again by the next visit', async ({
  hospital,
  deviceOf,
}) => {
  const desk = await deviceOf('reception');
  await openChart(desk.page, 'weiss');
  await hospital.stop();
  await addAllergy(desk.page, 'Penicillin');
  await clearKept(desk, 'cache_storage');
  await desk.page.getByRole('link', { name: 'Calendar', exact: true }).click();
  await expect(
    desk.page.getByRole('heading', { name: 'This has not been loaded yet.' }),
  ).toBeAttached();
  await expect(desk.page.getByText(/It needs the network once\. Nothing was lost/)).toBeVisible();
  await expect(desk.mark()).toContainText('1 change on this computer');
  await hospital.start();
  await desk.page.getByRole('button', { name: 'Try again' }).click();
  await expect(desk.page.getByRole('heading', { name: /day \d+ /, level: 1 })).toBeVisible();
  await desk.waitUntilSaved();

  await desk.page.reload();
  await desk.waitUntilSaved();
  const files = await filesToKeep(hospital);
  await expect
    .poll(async () => (await keptFiles(desk.page, 'precache')).map(({ path }) => path).toSorted())
    .toEqual(files.toSorted());
  await hospital.stop();
  await desk.reopen('/calendar');
  await expect(desk.page.getByRole('heading', { name: /day \d+ /, level: 1 })).toBeVisible();
});

test('after site data was cleared the same device fetches everything again', async ({
  hospital,
  deviceOf,
}) => {
  const desk = await deviceOf('reception');
  await desk.goTo('/patients/new');
  await registerPerson(desk.page, ODA);
  await expect(banner(desk.page)).not.toContainText('Not sent yet');
  await desk.page.goto('about:blank');
  await clearKept(desk, 'indexeddb,cache_storage,local_storage,service_workers');
  await desk.goTo('/');
  await desk.signIn('reception');
  await desk.waitUntilSaved();
  await openChart(desk.page, ODA.family);
  expect(await peopleHeld(hospital, ODA.family)).toHaveLength(1);
});
