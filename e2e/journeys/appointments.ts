import type { Locator, Page } from '@playwright/test';
import { takeNextFreeTime } from '#e2e/harness/daily-work.ts';
import { pickFirst, registerPerson } from '#e2e/harness/desk.ts';
import type { Device } from '#e2e/harness/device.ts';
import { expect, test } from '#e2e/harness/test.ts';

const ADA = { family: 'Bookling', given: 'Ada', born: '14.3.1959', sex: 'Female' } as const;

async function bookFirstFree(page: Page, letters: string): Promise<void> {
  await pickFirst(page, letters);
  await takeNextFreeTime(page);
}

/** Registers somebody nobody else is called like, books the first clinician's next free time, and goes to that day. */
async function bookAda({ page, goTo }: Device): Promise<Locator> {
  await goTo('/patients/new');
  await registerPerson(page, ADA);
  await goTo('/book');
  await page.getByLabel('Clinician', { exact: true }).selectOption({ index: 1 });
  await bookFirstFree(page, 'Bookling');
  await expect(page.getByText('Booked and confirmed.')).toBeVisible();
  await page.getByRole('link', { name: 'To the calendar' }).click();
  const booking = page.locator('.ev').filter({ hasText: 'Bookling' });
  await expect(booking).toHaveCount(1);
  return booking;
}

/** Opens the card of a booking, which says who it is for before it offers anything, and presses a button of it. */
async function press(page: Page, booking: Locator, name: string): Promise<void> {
  await booking.click();
  const card = page.getByRole('dialog', { name: 'Bookling, Ada' });
  await expect(card).toContainText('born 14 Mar 1959');
  await card.getByRole('button', { name, exact: true }).click();
}

test('somebody arrives, is called in and seen; who did not come can still arrive', async ({
  deviceOf,
}) => {
  const desk = await deviceOf('reception');
  const { page } = desk;
  const booking = await bookAda(desk);
  await press(page, booking, 'Did not come');
  await expect(booking).toContainText('did not come');
  await press(page, booking, 'Back to booked');
  await expect(booking).not.toContainText('did not come');
  await press(page, booking, 'Check in');
  await expect(booking).toContainText('waiting since');
  await press(page, booking, 'Call in');
  await expect(booking).toContainText('in the room');
  await press(page, booking, 'Seen');
  await expect(booking).toContainText('seen');
  await desk.waitUntilSaved();
  expect(desk.complaints).toEqual([]);
});

test('an appointment is moved by keyboard and confirmed anew, and cancelled only with a reason', async ({
  deviceOf,
}) => {
  const desk = await deviceOf('reception');
  const { page } = desk;
  const booking = await bookAda(desk);
  const before = (await booking.locator('.vh').textContent()) ?? '';
  await booking.focus();
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const ask = page.getByRole('dialog', { name: /Book this time twice|Outside working hours/ });
  if (await ask.isVisible()) {
    await ask.getByRole('button', { name: 'Urgent' }).click();
    await ask.getByRole('button', { name: /^(Double-book|Book this time)$/ }).click();
  }
  await expect(booking.locator('.vh')).not.toHaveText(before);
  await expect(booking).not.toContainText('provisional');

  await press(page, booking, 'Cancel the appointment');
  const dialog = page.getByRole('dialog', { name: 'Cancel this appointment' });
  const cancel = dialog.getByRole('button', { name: 'Cancel the appointment' });
  await expect(cancel).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByRole('button', { name: 'Patient is ill' }).click();
  await cancel.click();
  await expect(booking).toHaveCount(0);
  await page.getByRole('button', { name: /^Show \d+ cancelled/ }).click();
  await expect(booking).toContainText('cancelled');
});

test('a mouse carries a booking to another time and makes it longer by its end, and undo takes both back', async ({
  deviceOf,
}) => {
  const desk = await deviceOf('reception');
  const { page } = desk;
  const booking = await bookAda(desk);
  const words = booking.locator('.vh');
  const before = (await words.textContent()) ?? '';
  const place = async () => {
    await booking.scrollIntoViewIfNeeded();
    const box = await booking.boundingBox();
    if (!box) throw new Error('the booking is not on the screen');
    return box;
  };
  const pull = async (from: readonly [number, number], by: number): Promise<void> => {
    const [x, y] = from;
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y + by / 2, { steps: 4 });
    await page.mouse.move(x, y + by, { steps: 4 });
    await page.mouse.up();
    const ask = page.getByRole('dialog', { name: /Book this time twice|Outside working hours/ });
    if (await ask.isVisible()) {
      await ask.getByRole('button', { name: 'Urgent' }).click();
      await ask.getByRole('button', { name: /^(Double-book|Book this time)$/ }).click();
    }
  };
  const first = await place();
  await pull([first.x + 20, first.y + first.height - 3], first.height);
  await expect(words).not.toHaveText(before);
  const startOf = (text: string): string => text.slice(0, 7);
  expect(startOf((await words.textContent()) ?? '')).toBe(startOf(before));
  expect((await place()).height).toBeGreaterThan(first.height * 1.5);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(words).toHaveText(before);

  const second = await place();
  await pull([second.x + 20, second.y + 4], second.height * 2);
  await expect(words).not.toHaveText(before);
  expect((await place()).height).toBe(second.height);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(words).toHaveText(before);
  expect(desk.complaints).toEqual([]);
});

test('a booking made without a network is provisional, and is confirmed when the network is back', async ({
  hospital,
  deviceOf,
}) => {
  const desk = await deviceOf('reception');
  await desk.goTo('/book');
  await hospital.stop();
  await bookFirstFree(desk.page, 'weiss');
  await expect(desk.page.getByText('Booked as provisional.')).toBeVisible();
  await hospital.start();
  await expect(desk.page.getByText('Booked and confirmed.')).toBeVisible({ timeout: 40_000 });
});
