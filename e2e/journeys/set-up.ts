import type { Page } from '@playwright/test';
import { bed, freeBeds, pickFirst, registerPerson } from '#e2e/harness/desk.ts';
import { expect, test } from '#e2e/harness/test.ts';

/** A password is stretched on both sides, on purpose slowly. */
const SLOWLY = { timeout: 30_000 };
const OWN_PASSWORD = 'rain on the tin roof';

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

test('a hospital is set up from a spreadsheet; rows that cannot be read are left out and say why', async ({
  emptyHospital,
  newDevice,
}) => {
  const desk = await newDevice({ hospital: emptyHospital });
  const { page } = desk;
  await beginHospital(page);
  await openStep(page, 'From a file');

  await paste(page, 'Clinics, wards, rooms, beds', ['name', 'Ward 3']);
  await expect(page.getByText('The first line must name these columns: kind')).toBeVisible();
  await paste(page, 'Clinics, wards, rooms, beds', ['kind,name', 'ward,"Ward 3']);
  await expect(page.getByText('A quotation mark in line 2 is never closed.')).toBeVisible();

  await paste(page, 'Clinics, wards, rooms, beds', [
    'kind,name,in,specialty',
    'clinic,Main clinic,,Outpatients',
    'ward,Ward 3,,Medicine',
    'room,Bay A,Ward 3,',
    'bed,1,Ward 3 / Bay A,',
    'bed,2,Ward 3 / Bay A,',
    'cellar,Archive,,',
    'bed,,Ward 3 / Bay A,',
    'bed,9,Ward 9,',
  ]);
  await expect(page.getByText('5 to be added · 0 there already · 3 left out')).toBeVisible();
  await expectVerdict(page, 7, '“cellar” is no clinic, ward, room or bed.');
  await expectVerdict(page, 8, 'The name is missing.');
  await expectVerdict(page, 9, 'No single place is called “Ward 9”.');
  await writeRows(page, 'Add 5 rows');

  await paste(page, 'Practitioners', [
    'title;given;family;role;specialty;clinic',
    'Dr;Elena;Petrova;Doctor;Respiratory;Main clinic',
    'Dr;Omar;Aziz;Doctor;Surgery;No such clinic',
  ]);
  await expectVerdict(page, 3, 'No single place is called “No such clinic”.');
  await writeRows(page, 'Add 1 row');

  await paste(page, 'Working hours', [
    'practitioner,weekdays,hours,slot',
    'Elena Petrova,mon-fri,08:30-12:00 13:00-17:00,30',
    'Omar Aziz,mon,9-12,30',
    'Elena Petrova,someday,9-12,30',
    'Elena Petrova,sat,late,30',
    'Elena Petrova,sat,9-12,often',
  ]);
  await expectVerdict(page, 3, 'No practitioner is called “Omar Aziz”.');
  await expectVerdict(page, 4, '“someday” are no weekdays.');
  await expectVerdict(page, 5, '“late” are no hours.');
  await expectVerdict(page, 6, '“often” is no number of minutes.');
  await writeRows(page, 'Add 1 row');

  await paste(page, 'People who sign in', [
    'username,name,roles,practitioner',
    'marta.silva,Marta Silva,nurse,',
    'e.petrova,Dr Elena Petrova,doctor,Elena Petrova',
    'Ünal!,Ünal,nurse,',
    'm.gomez,Maria Gomez,surgeon,',
    'marta.silva,Marta again,nurse,',
  ]);
  await expectVerdict(page, 4, 'cannot be a user name');
  await expectVerdict(page, 5, '“surgeon” is no role');
  await expectVerdict(page, 6, '“marta.silva” stands in the table twice.');
  await page.getByRole('button', { name: 'Add 2 rows' }).click();
  const secrets = page.getByRole('region', { name: 'First passwords, shown only now' });
  await expect(secrets.getByRole('row')).toHaveCount(2, SLOWLY);
  const password = await secrets
    .getByRole('row', { name: /marta/ })
    .getByRole('cell')
    .textContent();
  await page.getByRole('button', { name: 'I have passed them on' }).click();
  await desk.waitUntilSaved();

  // The same table once more adds nothing.
  await paste(page, 'Clinics, wards, rooms, beds', ['kind,name,in', 'ward,ward 3,']);
  await expect(page.getByText('0 to be added · 1 there already · 0 left out')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add 0 rows' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );

  const tablet = await newDevice({ hospital: emptyHospital });
  await signInFirst(tablet.page, 'marta.silva', password ?? '');
  await tablet.goTo('/wards');
  expect(await freeBeds(tablet.page)).toEqual(['1', '2']);
});

/** The first minute: a hospital, and who may let others in. */
async function beginHospital(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Set up this hospital' })).toBeVisible();
  const begin = page.getByRole('button', { name: 'Set up the hospital' });
  await page.getByLabel('Password', { exact: true }).fill('short');
  await begin.click();
  await expect(page.getByText('The name is missing.').first()).toBeVisible();
  await expect(page.getByText('The password needs at least 10 characters.')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('Cottage Hospital');
  await page.getByLabel('Time zone').selectOption('Europe/Dublin');
  await page.getByLabel('Your name').fill('Ada Quinn');
  await page.getByLabel('User name').fill('ada');
  await page.getByLabel('Password', { exact: true }).fill(OWN_PASSWORD);
  await page.getByLabel('Password once more').fill(OWN_PASSWORD);
  await begin.click();
  await expect(page.getByRole('heading', { name: 'Set-up', exact: true })).toBeVisible(SLOWLY);
  await expect(step(page, 'Hospital')).toContainText('Cottage Hospital', SLOWLY);
}

function step(page: Page, name: string) {
  return page
    .getByRole('navigation', { name: 'What a hospital needs' })
    .getByRole('link', { name });
}

async function openStep(page: Page, name: string): Promise<void> {
  await step(page, name).click();
  await expect(page.getByRole('heading', { level: 2, name })).toBeVisible();
}

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

/** The first sign-in: the password that was passed on gives way to one of their own. */
async function signInFirst(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Choose your own password' })).toBeVisible(SLOWLY);
  await page.getByLabel('Password now').fill(password);
  await page.getByLabel('New password', { exact: true }).fill(OWN_PASSWORD);
  await page.getByLabel('New password once more').fill(OWN_PASSWORD);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible(SLOWLY);
}

async function paste(page: Page, kind: string, lines: readonly string[]): Promise<void> {
  await page.getByLabel('What the table holds').selectOption({ label: kind });
  await page.getByLabel(/^Paste the table here/).fill(lines.join('\n'));
}

async function expectVerdict(page: Page, line: number, words: string): Promise<void> {
  const rows = page.getByRole('list', { name: 'Rows of the table' }).getByRole('listitem');
  const row = rows.filter({ has: page.getByText(`Line ${line}`, { exact: true }) });
  await expect(row).toContainText(words);
}

async function writeRows(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('main').getByRole('button', { name: 'Close', exact: true }).click();
}
