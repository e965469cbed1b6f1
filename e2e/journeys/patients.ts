import { registerPerson } from '#e2e/harness/desk.ts';
import { expect, test } from '#e2e/harness/test.ts';

const SAMIRA = {
  family: 'Haddad-Test',
  given: 'Samira',
  born: '30.1.1992',
  sex: 'Female',
} as const;

test('reception registers a person and finds them by name, by number and by birth date', async ({
  deviceOf,
}) => {
  const desk = await deviceOf('reception');
  const { page } = desk;
  await desk.goTo('/patients/new');
  await registerPerson(page, SAMIRA);
  const banner = page.locator('.banner');
  await expect(banner).toContainText('Haddad-Test, Samira');
  await expect(banner).toContainText('30 Jan 1992 (34 y)');
  await expect(banner).toContainText('Allergies not recorded');
  const mrn =
    (await banner.locator('.fact').filter({ hasText: 'MRN' }).locator('b').textContent()) ?? '';
  await page.getByRole('link', { name: 'Patients', exact: true }).click();
  const find = page.getByLabel('Find by name, MRN or birth date', { exact: true });
  const found = page.getByRole('list', { name: /found, best first$/ });
  for (const text of ['haddad-t', 'samira haddad', mrn, '30.1.1992', '30 Jan 1992']) {
    await find.fill(text);
    await expect(found, `found by ${text}`).toContainText('Haddad-Test');
  }
  await expect(page).not.toHaveTitle(/Haddad/);
});

test('a very likely twin is held against the form before a second record is made', async ({
  deviceOf,
}) => {
  const desk = await deviceOf('reception');
  const { page } = desk;
  await desk.goTo('/patients/new');
  await registerPerson(page, SAMIRA);
  await desk.goTo('/patients/new');
  await page.getByLabel('Family name').fill('Haddad-Test');
  await page.getByLabel('Given name').fill('Samira');
  await page.getByLabel('Birth date', { exact: true }).fill('30.1.1992');
  await page.getByLabel('Female', { exact: true }).check();
  await expect(page.getByText('Very likely the same person')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Register as new' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
});

test('an allergy is recorded, stands in the banner, and leaves it when it is refuted', async ({
  deviceOf,
}) => {
  const tablet = await deviceOf('nurse');
  const { page } = tablet;
  await tablet.goTo('/patients/new');
  await registerPerson(page, SAMIRA);
  const banner = page.locator('.banner');
  await page.getByRole('button', { name: 'Add an allergy' }).first().click();
  await page.getByLabel('Substance').fill('Penicillin');
  await page.getByLabel('Reaction', { exact: true }).fill('anaphylaxis');
  await page.getByLabel('Risk', { exact: true }).selectOption({ label: 'High risk' });
  await page.getByRole('button', { name: 'Add the allergy' }).click();
  await expect(banner).toContainText('Penicillin');
  await expect(banner).toContainText('anaphylaxis');
  await page.getByRole('button', { name: 'Refute' }).first().click();
  await expect(banner).toContainText('Allergies not recorded');
  await expect(page.getByText('No longer in force: 1')).toBeVisible();
});

test('somebody nobody knows is registered without a network, and the name given later takes the stand-in’s place', async ({
  deviceOf,
  hospital,
}) => {
  const desk = await deviceOf('reception');
  const { page } = desk;
  await desk.goTo('/patients/new');
  await page.getByText('Nobody knows who').click();
  await hospital.stop();
  await page.getByLabel('Male', { exact: true }).check();
  await page.getByLabel('Birth date', { exact: true }).fill('about 50');
  await page.getByRole('button', { name: /^Register/ }).click();
  const banner = page.locator('.banner');
  await expect(banner).toContainText('Unknown man');
  const number =
    (await banner.locator('.fact b').filter({ hasText: /\d{3}/ }).first().textContent()) ?? '';
  await hospital.start();
  await page.getByRole('link', { name: 'Edit details' }).click();
  const form = page.getByRole('form', { name: 'Edit details' });
  await form.getByLabel('Family name').fill('Okonkwo-Test');
  await form.getByLabel('Given name').fill('Chidi');
  await form.getByLabel('Birth date', { exact: true }).fill('3.5.1971');
  await page.getByRole('button', { name: 'Keep the changes' }).click();
  await expect(banner).toContainText('Okonkwo-Test, Chidi');
  await desk.waitUntilSaved();
  await page.getByRole('link', { name: 'Patients', exact: true }).click();
  const find = page.getByLabel('Find by name, MRN or birth date', { exact: true });
  const found = page.getByRole('list', { name: /found, best first$/ });
  for (const text of [number, 'okonkwo-test', '3 May 1971']) {
    await find.fill(text);
    await expect(found, `found by ${text}`).toContainText('Okonkwo-Test');
  }
  expect(desk.complaints).toEqual([]);
});
