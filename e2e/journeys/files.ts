import { readFile } from 'node:fs/promises';
import { look } from '#e2e/harness/look.ts';
import { expect, test } from '#e2e/harness/test.ts';

const LIST = [
  'MRN;Apellidos;Nombre;Fecha de nacimiento;Teléfono',
  '77001;Zubizarreta;Amaia;14/3/1959;+34 600 100 200',
  '77002;Zubizarreta;Iker;1/1/2099;',
  '77003;"Zubizarreta;"";Jon;2/4/1985;',
].join('\r\n');

test('a list of people comes in after every row was tried, and goes out again as a table', async ({
  newDevice,
}) => {
  const desk = await newDevice();
  const { page } = desk;
  await desk.signIn('records');
  await desk.goTo('/patients');
  await page.getByRole('link', { name: 'Files', exact: true }).click();
  const name = 'people.csv';
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${LIST}\r\n`) };
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByRole('combobox', { name: 'Apellidos' })).toHaveValue('family');
  await look(page, 'files');
  await page.getByRole('button', { name: 'Send and check' }).click();
  await expect(
    page.getByText('1 new · 0 changed · 0 as they are · 2 refused').first(),
  ).toBeVisible();
  const told = page.getByRole('list', { name: 'What there is to say' });
  await expect(told.getByRole('listitem').first()).toContainText('it lies in the future');
  await expect(told.getByRole('listitem').nth(1)).toContainText('A quotation mark opens');

  await page.getByRole('button', { name: 'Write 1 record', exact: true }).click();
  await expect(page.getByText(/^Written 1 new/)).toBeVisible();
  await page.getByRole('button', { name: 'Close', exact: true }).click();

  await page.getByRole('button', { name: 'Make the file' }).click();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Save on this computer' }).click(),
  ]);
  const text = await readFile(await saved.path(), 'utf8');
  expect(text).toMatch(/^\uFEFFMRN,/);
  expect(text).toContain("77001,,Zubizarreta,Amaia,,1959-03-14,,'+34 600 100 200");
  expect(desk.complaints).toEqual([]);
});
