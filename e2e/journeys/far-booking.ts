import { openChart } from '#e2e/harness/daily-work.ts';
import { registerPerson } from '#e2e/harness/desk.ts';
import { peopleHeld } from '#e2e/harness/hospital-copy.ts';
import { expect, test } from '#e2e/harness/test.ts';

const ADA = { family: 'Farhandler', given: 'Ada', born: '14.3.1959', sex: 'Female' } as const;
const WEDNESDAY = 3;

/** A working day that lies further ahead than devices hold bookings. */
function farDay(): string {
  const day = new Date();
  day.setDate(day.getDate() + 200);
  while (day.getDay() !== WEDNESDAY) day.setDate(day.getDate() + 1);
  return day.toISOString().slice(0, 10);
}

test('a day further ahead than devices hold can be booked, and it is said what is not known there and where it is seen', async ({
  hospital,
  deviceOf,
}) => {
  const desk = await deviceOf('reception');
  const { page } = desk;
  await desk.goTo('/patients/new');
  await registerPerson(page, ADA);
  await page.getByRole('link', { name: 'Book an appointment' }).click();
  await page
    .getByLabel(/^On a day/)
    .first()
    .fill(farDay());
  const times = page.getByRole('group', { name: 'On a day' });
  await expect(times).toContainText('Further ahead than this device holds bookings.');
  await times.getByRole('button').first().click();
  await expect(page.getByText('The hospital says whether it is free.')).toBeVisible();
  const book = page.getByRole('button', { name: 'Book this time' });
  await book.click();
  await expect(page.getByText('Booked and confirmed.')).toBeVisible();
  await expect(page.getByText(/^Further ahead.*It stays here until tonight\./)).toBeVisible();

  // Taken back, it is entered in error; booked again, it is there on the chart.
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Taken back. The time is free again.')).toBeVisible();
  await book.click();
  await expect(page.getByText('Booked and confirmed.')).toBeVisible();
  await openChart(page, ADA.family);
  await expect(page.getByRole('region', { name: 'Coming up' })).toContainText('Confirmed');
  await desk.waitUntilSaved();
  const [held] = await peopleHeld(hospital, ADA.family);
  expect(held?.appointments.map(({ content }) => content['status'])).toEqual([
    'entered-in-error',
    'booked',
  ]);
  expect(desk.complaints).toEqual([]);
});
