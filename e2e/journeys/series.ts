import { pickFirst, registerPerson } from '#e2e/harness/desk.ts';
import { look } from '#e2e/harness/look.ts';
import { expect, test } from '#e2e/harness/test.ts';

const ADA = { family: 'Serienko', given: 'Ada', born: '14.3.1959', sex: 'Female' } as const;

test('a series is booked date by date, and what is done to one of it reaches those that are meant', async ({
  deviceOf,
}) => {
  const desk = await deviceOf('reception');
  const { page } = desk;
  await desk.goTo('/patients/new');
  await registerPerson(page, ADA);
  await desk.goTo('/book');
  await pickFirst(page, 'Serienko');
  await page.getByLabel('Clinician', { exact: true }).selectOption({ index: 1 });
  await page.getByRole('group', { name: 'Next free times' }).getByRole('button').first().click();
  await page.getByRole('button', { name: 'Repeat it …' }).click();

  await page.getByLabel('How many in all').fill('1000');
  await expect(page.getByText('At most 53 in one series.')).toBeVisible();
  await page.getByLabel('How many in all').fill('3');
  const dates = page.getByRole('region', { name: '3 dates' });
  await expect(dates.getByRole('listitem').last()).toContainText(/Free|Taken|Outside/);
  await look(page, 'series');
  // A date that is taken gets the first other time that is offered.
  const open = dates.getByRole('group', { name: /^Instead of/ });
  for (let n = await open.count(); n > 0; n -= 1) {
    await open.first().getByRole('button').first().click();
    await expect(open).toHaveCount(n - 1);
  }
  await dates.getByRole('button', { name: 'Book 3 appointments' }).click();
  await expect(page.getByText('3 appointments, 3 confirmed.')).toBeVisible();

  const third = await page.locator('.series-when a').nth(2).getAttribute('href');
  await page.locator('.series-when a').nth(1).click();
  const booking = page.locator('.ev').filter({ hasText: 'Serienko' });
  await booking.click();
  await page.getByRole('button', { name: 'Cancel the appointment' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cancel this appointment' });
  await dialog.getByLabel('This and later').check();
  await dialog.getByRole('button', { name: 'Patient is ill' }).click();
  await dialog.getByRole('button', { name: 'Cancel the appointment' }).click();
  await expect(page.getByText('the others of the series with it')).toBeVisible();
  await desk.waitUntilSaved();
  await desk.goTo(third ?? '');
  await page.getByRole('button', { name: /^Show \d+ cancelled/ }).click();
  await expect(booking).toContainText('cancelled');
  expect(desk.complaints).toEqual([]);
});
