import type { Page } from '@playwright/test';
import { bed, freeBeds, pickFirst, registerPerson } from '#e2e/harness/desk.ts';
import { beginHospital, openStep, signInFirst, step } from '#e2e/harness/set-up-page.ts';
import { expect, test } from '#e2e/harness/test.ts';

test('an empty hospital is set up by screen, and its first nurse admits the first person', async ({
  emptyHospital,
  newDevice,
}) => {
  const desk = await newDevice({ hospital: emptyHospital });
  const { page } = desk;
  await beginHospital(page);

  // A clinic with a room, a ward with bays and beds.
  await openStep(page, 'Clinics');
  await page.getByRole('button', { name: 'Add a clinic' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Add a clinic' }).click();
  await expect(page.getByRole('dialog')).toContainText('The name is missing.');
  await fillDialog(page, { Name: 'Harbour clinic', Specialty: 'Outpatients' }, 'Add a clinic');
  await page.getByRole('button', { name: 'Add a room' }).click();
  await fillDialog(page, { Name: 'Room 1' }, 'Add a room');
  await page.getByRole('button', { name: 'Add a clinic' }).click();
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('harbour CLINIC');
  await page.getByRole('dialog').getByRole('button', { name: 'Add a clinic' }).click();
  await expect(page.getByRole('dialog')).toContainText('This name is there already.');
  await page.keyboard.press('Escape');

  await openStep(page, 'Wards and beds');
  await page.getByRole('button', { name: 'Add a ward' }).click();
  await fillDialog(page, { Name: 'Ward A' }, 'Add a ward');
  await page.getByRole('button', { name: 'Add beds to Ward A' }).click();
  await fillDialog(page, { 'How many beds': '4', 'Beds in a bay': '2' }, 'Add beds');
  await expect(step(page, 'Wards and beds')).toContainText('1 ward, 4 beds');

  // Somebody who sees people, and when.
  await openStep(page, 'Practitioners');
  await page.getByRole('button', { name: 'Add a practitioner' }).click();
  const doctor = { 'Family name': 'Haddad', 'Given name': 'Noor', Title: 'Dr', Role: 'Doctor' };
  await page.getByRole('dialog').getByLabel('Clinic').selectOption({ label: 'Harbour clinic' });
  await fillDialog(page, doctor, 'Add a practitioner');
  await openStep(page, 'Working hours');
  await page.getByRole('button', { name: /Noor Haddad/ }).click();
  const hours = page.getByRole('dialog', { name: /^Working hours of/ });
  await hours.getByLabel('Monday').fill('from nine');
  await hours.getByRole('button', { name: 'Save' }).click();
  await expect(hours).toContainText('Write hours like 9–12:30, 13:30–17.');
  await hours.getByLabel('Monday').fill('0–23:30');
  await hours.getByRole('button', { name: 'Copy Monday to Friday' }).click();
  for (const day of ['Saturday', 'Sunday']) await hours.getByLabel(day).fill('0–23:30');
  await hours.getByRole('button', { name: 'Save' }).click();
  await expect(hours).toBeHidden();
  await expect(step(page, 'Working hours')).toContainText('1 of 1 have hours');

  const password = await addNurse(page);
  await desk.waitUntilSaved();

  const tablet = await newDevice({ hospital: emptyHospital });
  await signInFirst(tablet.page, 'ines', password);
  await tablet.goTo('/wards');
  const [first = ''] = await freeBeds(tablet.page);
  await expect(tablet.page.locator('.bed')).toHaveCount(4);
  await tablet.goTo('/patients/new');
  await registerPerson(tablet.page, {
    family: 'Rossi',
    given: 'Carla',
    born: '14.3.1959',
    sex: 'Female',
  });
  await tablet.goTo('/wards');
  await bed(tablet.page, first).getByRole('link', { name: 'Admit' }).click();
  await pickFirst(tablet.page, 'rossi');
  await tablet.page.getByRole('button', { name: /^Admit to bed/ }).click();
  await expect(bed(tablet.page, first)).toContainText('Rossi, Carla');
  await tablet.waitUntilSaved();
  await tablet.goTo('/calendar');
  await expect(tablet.page.getByText(/Noor Haddad/).first()).toBeVisible();

  // The same screens change it later, and other devices follow by themselves.
  await tablet.goTo('/wards');
  await desk.goTo('/admin/set-up?step=wards');
  await page.getByRole('button', { name: 'Change Ward A' }).click();
  await fillDialog(page, { Name: 'Ward Aurora' }, 'Save');
  await expect(tablet.page.getByRole('heading', { name: /Ward Aurora/ })).toBeVisible();
  await page.getByRole('button', { name: '4', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Closed for some time').check();
  await fillDialog(page, { 'Why it is closed': 'New floor' }, 'Save');
  await expect(bed(tablet.page, '4')).toContainText('New floor');
});

/** Fills in the open dialog and presses its button; it closes when it is done. */
async function fillDialog(
  page: Page,
  fields: Readonly<Record<string, string>>,
  button: string,
): Promise<void> {
  const dialog = page.getByRole('dialog');
  for (const [label, text] of Object.entries(fields))
    await dialog.getByLabel(new RegExp(`^${label}`)).fill(text);
  await dialog.getByRole('button', { name: button, exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** An account for a nurse; her first password. */
async function addNurse(page: Page): Promise<string> {
  await step(page, 'People who sign in').click();
  await page.getByRole('button', { name: 'Add a person' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a person' });
  await dialog.getByLabel('Name', { exact: true }).fill('Inês Duarte');
  await dialog.getByLabel('User name').fill('ines');
  await dialog.getByLabel('Nurse', { exact: true }).check();
  await dialog.getByRole('button', { name: 'Add a person' }).click();
  const secret = page.getByRole('dialog', { name: 'Password for Inês Duarte' });
  const password = (await secret.getByRole('status').first().textContent()) ?? '';
  await secret.getByRole('button', { name: 'I have passed it on' }).click();
  return password;
}
