import type { Page } from '@playwright/test';
import { freeBeds } from '#e2e/harness/desk.ts';
import { SLOWLY } from '#e2e/harness/door.ts';
import { beginHospital, openStep, signInFirst } from '#e2e/harness/set-up-page.ts';
import { expect, test } from '#e2e/harness/test.ts';

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
