import { countedHand } from '#e2e/harness/counted-hand.ts';
import { pickFirst } from '#e2e/harness/desk.ts';
import { DEMO_PASSWORD, type Device } from '#e2e/harness/device.ts';
import { look } from '#e2e/harness/look.ts';
import { expect, test } from '#e2e/harness/test.ts';

const ZONE = 'Europe/Dublin';

/** Books whoever is found first for some letters for this very minute, whatever the hour is. */
async function bookForNow({ page }: Device, letters: string): Promise<void> {
  await page.getByRole('button', { name: 'Book another' }).click();
  await pickFirst(page, letters);
  await page.getByLabel('Clinician', { exact: true }).selectOption({ index: 1 });
  await page.getByText('Another time', { exact: true }).click();
  const now = new Date().toLocaleTimeString('en-GB', { timeZone: ZONE, timeStyle: 'short' });
  await page.getByLabel('Time', { exact: true }).fill(now);
  await page.getByRole('button', { name: 'Take this time' }).click();
  const reason = page.getByLabel(/^Reason for/);
  await expect(page.locator('.book-confirm .chip').first()).toBeVisible();
  if (await reason.isVisible()) await reason.fill('stands at the desk');
  await page.getByRole('button', { name: 'Book this time' }).click();
  await expect(page.getByText('Booked and confirmed.')).toBeVisible();
}

test('a new person is booked within 12 interactions, a return visit is checked in within 4, or without the desk', async ({
  deviceOf,
}) => {
  const desk = await deviceOf('reception');
  const { page } = desk;
  const hand = countedHand(page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  await hand.press('b');
  await expect(page.getByRole('combobox', { name: 'Person' })).toBeFocused();
  await hand.type('Wenigschritt');
  await hand.click(page.getByRole('link', { name: 'Register a new person' }));
  await hand.click(page.getByLabel('Family name'));
  await hand.type('Wenigschritt');
  await hand.press('Tab');
  await hand.type('Ada');
  await hand.click(page.getByLabel('Birth date', { exact: true }));
  await hand.type('14.3.1959');
  await hand.click(page.getByLabel('Female', { exact: true }));
  await hand.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Book an appointment' })).toBeVisible();
  await expect(
    page.getByRole('group', { name: 'Next free times' }).getByRole('button'),
  ).toHaveCount(5);
  await hand.press('1');
  await hand.click(page.getByRole('button', { name: 'Book this time' }));
  await expect(page.getByText('Booked and confirmed.')).toBeVisible();
  expect(hand.interactions()).toBeLessThanOrEqual(12);

  await bookForNow(desk, 'Wenigschritt');
  await hand.press('/');
  await hand.type('Wenigschritt');
  await expect(page.getByRole('option', { name: /Wenigschritt/i, selected: true })).toBeVisible();
  await hand.press('Control+i');
  const asked = page.getByRole('region', { name: 'At the desk' });
  await expect(asked.getByRole('button', { name: 'Check in' }).first()).toBeFocused();
  await hand.press('Enter');
  await expect(asked).toContainText('waiting, token');
  expect(hand.interactions()).toBeLessThanOrEqual(4);
  const token = /token (\w{4})/.exec((await asked.textContent()) ?? '')?.[1] ?? '';

  await page.getByRole('button', { name: 'Self check-in' }).click();
  await page.getByRole('button', { name: 'Begin on this device' }).click();
  await expect(page.getByLabel('Your birth date')).toBeVisible();
  await expect(page.locator('body')).not.toContainText(/Wenigschritt|Ada/);
  const give = async (proof: string): Promise<void> => {
    await page.getByLabel('Your birth date').fill('14 March 1959');
    await page.getByLabel(/^Your family name/).fill(proof);
    await page.getByRole('button', { name: 'Check in' }).click();
  };
  await give('Weiss');
  await expect(page.getByText('Go to the desk')).toBeVisible();
  await look(page, 'kiosk');
  await give('WENIGSCHRITT');
  await expect(page.locator('.kiosk-token')).toHaveText(token);
  await expect(page.locator('body')).not.toContainText(/Wenigschritt|Ada/);

  await desk.goTo('/patients');
  await expect(page.getByLabel('Your birth date')).toBeVisible();
  await page.getByRole('button', { name: 'Staff' }).click();
  await page.getByLabel('Your password').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Leave the check-in' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible({ timeout: 30_000 });
  expect(desk.complaints).toEqual([]);
});
