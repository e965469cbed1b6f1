import type { Page } from '@playwright/test';
import { takeNextFreeTime } from '#e2e/harness/daily-work.ts';
import { pickFirst, registerPerson } from '#e2e/harness/desk.ts';
import type { Device } from '#e2e/harness/device.ts';
import { look } from '#e2e/harness/look.ts';
import { expect, test } from '#e2e/harness/test.ts';

const ADA = { family: 'Wartmann', given: 'Ada', born: '14.3.1959', sex: 'Female' } as const;

async function registerAda({ page, goTo }: Device): Promise<void> {
  await goTo('/patients/new');
  await registerPerson(page, ADA);
}

/** What a printer would get: every printing from now on leaves the lines of its page here. */
async function catchPaper(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => {
    window.print = () => {
      const shown = [...document.querySelectorAll<HTMLElement>('#main > *')];
      const text = shown.filter((one) => one.checkVisibility()).map((one) => one.innerText);
      document.body.dataset['paper'] = text.join('\n');
    };
  });
  return async () => {
    await expect(page.locator('body')).toHaveAttribute('data-paper', /./);
    const text = (await page.locator('body').getAttribute('data-paper')) ?? '';
    await page.emulateMedia({ media: null });
    return text.split('\n').filter(Boolean);
  };
}

test('somebody who walks in has a token: in the queue, on paper and on the wall, which name nobody', async ({
  deviceOf,
}) => {
  const desk = await deviceOf('reception');
  const { page } = desk;
  await registerAda(desk);
  await desk.goTo('/queue');
  await page.getByRole('button', { name: 'Walk-in' }).click();
  const dialog = page.getByRole('dialog', { name: 'Walk-in' });
  await pickFirst(page, 'Wartmann');
  await dialog.getByRole('button', { name: 'Check in' }).click();
  await expect(dialog).toBeHidden();
  const row = page.locator('.queue-row').filter({ hasText: /Wartmann/i });
  await expect(row).toContainText('born 14 Mar 1959');
  const token = (await row.locator('.queue-token bdi').first().textContent()) ?? '';
  expect(token).toMatch(/^\w{4}$/);
  await look(page, 'queue-walk-in');

  const paper = await catchPaper(page);
  await row
    .getByRole('button', { name: `Ticket ${token}`, includeHidden: true })
    .evaluate((button) => (button as HTMLButtonElement).click());
  const lines = await paper();
  expect(lines[0]).toBe(token);
  expect(lines.join(' ')).not.toMatch(/Wartmann|1959|Waiting room/i);
  await expect(page.locator('.ticket')).toHaveCount(0);

  await row.getByRole('button', { name: 'Call in' }).click();
  await expect(row).toContainText('for 0 min');
  await page.getByRole('link', { name: 'Call screen' }).click();
  await expect(page.locator('.wall-called').filter({ hasText: token })).toHaveCount(1);
  await expect(page.locator('body')).not.toContainText(/Wartmann/i);
  await desk.goTo('/queue');
  await row.getByRole('button', { name: 'Seen' }).click();
  await expect(row).toHaveCount(0);
  expect(desk.complaints).toEqual([]);
});

test('who waits is offered a time, which is held for them alone, and takes it', async ({
  deviceOf,
}) => {
  const desk = await deviceOf('reception');
  const { page } = desk;
  await registerAda(desk);
  await desk.goTo('/wait-list');
  await page.getByRole('button', { name: 'Put on the wait list' }).click();
  const dialog = page.getByRole('dialog', { name: 'Put on the wait list' });
  await pickFirst(page, 'Wartmann');
  await dialog.getByLabel('How urgent').selectOption('Urgent');
  await dialog.getByLabel('Length').selectOption('10 min');
  await dialog.getByRole('button', { name: 'Put on the wait list' }).click();
  const waiting = page.getByRole('region', { name: 'Waiting', exact: true });
  await expect(waiting).toContainText(/Wartmann/i);

  const times = page.getByRole('group', { name: 'Next free times' });
  const time = times.getByRole('button').nth(3);
  const said = (await time.locator('bdi').first().textContent()) ?? '';
  const whom = (await time.locator('small').textContent()) ?? '';
  await time.click();
  const able = page.getByRole('region', { name: `Who could take ${said} with ${whom}` });
  const row = able.locator('.wait-row').filter({ hasText: /Wartmann/i });
  await look(page, 'wait-list-for-a-time');
  await row.getByRole('button', { name: 'Offer this time' }).click();
  const offered = page.getByRole('region', { name: 'Offered, held for them' });
  const held = offered.locator('.wait-row').filter({ hasText: /Wartmann/i });
  await expect(held).toContainText('held until');
  await expect(row).toHaveCount(0);
  await expect(times.getByRole('button').filter({ hasText: said }).filter({ hasText: whom }))
    // Held for them, it is offered to nobody else.
    .toHaveCount(0);

  await held.getByRole('button', { name: 'Back to the list' }).click();
  await expect(held).toHaveCount(0);
  await row.getByRole('button', { name: 'Offer this time' }).click();
  await held.getByRole('button', { name: 'They take it' }).click();
  await expect(page.getByText(/Booked\. Provisional/)).toBeVisible();
  await expect(held).toHaveCount(0);
  await desk.waitUntilSaved();
  await page.getByRole('link', { name: 'Patients', exact: true }).click();
  await page.getByLabel('Find by name, MRN or birth date', { exact: true }).fill('Wartmann');
  await page.getByRole('list', { name: /found/i }).getByRole('link').first().click();
  await page.getByRole('button', { name: /^Appointments/ }).click();
  await expect(page.locator('#main')).toContainText(said.slice(-5));
  await expect(page.locator('#main')).toContainText('Confirmed');
  expect(desk.complaints).toEqual([]);
});

test('a clinician falls ill: everybody of the day gets another time in one go, the list says whom to call, and undo takes all back', async ({
  deviceOf,
}) => {
  const desk = await deviceOf('reception');
  const { page } = desk;
  await registerAda(desk);
  await desk.goTo('/book');
  await page.getByLabel('Clinician', { exact: true }).selectOption({ index: 1 });
  await pickFirst(page, 'Wartmann');
  await takeNextFreeTime(page);
  await expect(page.getByText('Booked and confirmed.')).toBeVisible();
  await page.getByRole('link', { name: 'To the calendar' }).click();
  const booking = page.locator('.ev').filter({ hasText: /Wartmann/i });
  const column = page.locator('.cal-person').filter({ has: booking });
  await expect(booking).toHaveCount(1);
  const before = await booking.locator('.vh').textContent();
  const day = page.url();
  await column.getByRole('link', { name: 'Away' }).click();
  await expect(page.getByRole('region', { name: /to move$/ })).toContainText(/Wartmann/i);
  await look(page, 'away');
  const moveAll = page.getByRole('button', { name: /^Move (all )?\d+/ });
  await moveAll.click();
  const calls = page.getByRole('region', { name: /to call$/ });
  const call = calls.locator('.wait-row').filter({ hasText: /Wartmann/i });
  await expect(call).toContainText('No telephone known');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(calls).toHaveCount(0);
  await moveAll.click();
  await call.getByLabel('Called').check();
  await look(page, 'away-calls');
  await page.reload();
  await expect(call.getByLabel('Called')).toBeChecked();
  await page.goto(day);
  await expect(page.locator('.ev').first()).toBeVisible();
  if ((await booking.count()) > 0)
    await expect(booking.locator('.vh')).not.toHaveText(before ?? '');
  expect(desk.complaints).toEqual([]);
});
