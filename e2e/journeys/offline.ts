import { watchArrival } from '#e2e/harness/arrival.ts';
import { admitFirst, bed, freeBeds, registerPerson, typePerson } from '#e2e/harness/desk.ts';
import { expect, test } from '#e2e/harness/test.ts';

const PROMISED_MS = 2000;

test('after one visit the app starts cold without a network and shows everything from the device', async ({
  hospital,
  deviceOf,
}) => {
  const tablet = await deviceOf('nurse');
  await tablet.goTo('/wards');
  await freeBeds(tablet.page);
  const board = await tablet.page.locator('.bed-who a').allTextContents();
  await hospital.stop('SIGKILL');
  await tablet.reopen('/wards');
  const { page } = tablet;
  await expect(tablet.mark()).toContainText('Offline since');
  await expect(tablet.mark()).toContainText('nothing waiting to be sent');
  await freeBeds(page);
  expect(await page.locator('.bed-who a').allTextContents()).toEqual(board);
  await page.locator('.bed-who a').first().click();
  await expect(page.locator('.banner')).toContainText('MRN');
  await page.getByRole('link', { name: 'Patients', exact: true }).click();
  await expect(page.getByRole('list', { name: 'People by name' })).toContainText('Born');
  await page.getByLabel('Find by name, MRN or birth date', { exact: true }).fill('weiss');
  await expect(page.getByRole('list', { name: 'People found' })).toContainText('Weiss');
  await page.getByRole('link', { name: 'Calendar', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(tablet.complaints).toEqual([]);
});

test('what is written without a network survives reload and restart, is counted, and arrives once and soon', async ({
  hospital,
  deviceOf,
}) => {
  const [tablet, desk] = await Promise.all([deviceOf('nurse'), deviceOf('reception')]);
  await Promise.all([tablet.waitUntilSaved(), desk.waitUntilSaved()]);
  await hospital.stop();

  // The nurse registers and admits, the desk registers somebody else; the hospital is really gone.
  await tablet.goTo('/patients/new');
  await registerPerson(tablet.page, {
    family: 'Vanterpool',
    given: 'Rosalind',
    born: '2.9.1945',
    sex: 'Female',
  });
  await expect(tablet.mark()).toContainText('1 change on this computer');
  await tablet.goTo('/wards');
  const [free = ''] = await freeBeds(tablet.page);
  await bed(tablet.page, free).getByRole('link', { name: 'Admit' }).click();
  await admitFirst(tablet.page, 'Vanterpool');
  await expect(bed(tablet.page, free)).toContainText('Not sent yet');
  await expect(tablet.mark()).toContainText('2 changes on this computer');
  await tablet.page.reload();
  await expect(tablet.mark()).toContainText('2 changes on this computer');
  await tablet.reopen('/wards');
  await expect(tablet.mark()).toContainText('2 changes on this computer');
  await expect(bed(tablet.page, free)).toContainText('Vanterpool');

  await desk.goTo('/patients/new');
  await registerPerson(desk.page, {
    family: 'Quartermaine',
    given: 'Ivo',
    born: '19.6.1968',
    sex: 'Male',
  });
  await desk.goTo('/wards');
  await freeBeds(desk.page);
  await tablet.goTo('/patients');
  await tablet.page.getByLabel('Find by name, MRN or birth date', { exact: true }).fill('Quarterm');

  const arrivesHere = await watchArrival(tablet.page, 'Quartermaine');
  const arrivesThere = await watchArrival(desk.page, 'Vanterpool');
  await hospital.start();
  // A person at each device asks at once, so that both directions run in the same moments.
  for (const device of [desk, tablet])
    await device.page.evaluate(() => window.dispatchEvent(new Event('online')));
  expect(await arrivesThere(), 'nurse to desk').toBeLessThan(PROMISED_MS);
  expect(await arrivesHere(), 'desk to nurse').toBeLessThan(PROMISED_MS);
  await Promise.all([tablet.waitUntilSaved(), desk.waitUntilSaved()]);

  // Once: one person, one bed.
  await desk.goTo('/patients');
  await desk.page.getByLabel('Find by name, MRN or birth date', { exact: true }).fill('Vanterpool');
  const found = desk.page.getByRole('list', { name: 'People found' });
  await expect(found.getByRole('listitem').filter({ hasText: 'Vanterpool' })).toHaveCount(1);
  await desk.goTo('/wards');
  await expect(bed(desk.page, free)).toContainText('Vanterpool');
  await expect(desk.page.locator('.bed').filter({ hasText: 'Vanterpool' })).toHaveCount(1);
});

test('what is half typed comes back after a reload, a restart and a night without a network', async ({
  hospital,
  deviceOf,
}) => {
  const desk = await deviceOf('reception');
  await desk.goTo('/patients/new');
  await typePerson(desk.page, {
    family: 'Half',
    given: 'Typed',
    born: '14 Mar 1959',
    sex: 'Female',
  });
  await desk.page.reload();
  await expect(desk.page.getByLabel('Family name')).toHaveValue('Half');
  await hospital.stop('SIGKILL');
  await desk.reopen('/patients/new');
  await expect(desk.page.getByLabel('Family name')).toHaveValue('Half');
  await expect(desk.page.getByLabel('Birth date', { exact: true })).toHaveValue('14 Mar 1959');
});
