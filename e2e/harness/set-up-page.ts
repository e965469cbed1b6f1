import { expect, type Locator, type Page } from '@playwright/test';
import { SLOWLY } from './door.ts';

const OWN_PASSWORD = 'rain on the tin roof';

/** The first minute: a hospital, and who may let others in. */
export async function beginHospital(page: Page): Promise<void> {
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

/** One of the steps of a set-up, with how far it is. */
export function step(page: Page, name: string): Locator {
  return page
    .getByRole('navigation', { name: 'What a hospital needs' })
    .getByRole('link', { name });
}

/** Goes to a step. */
export async function openStep(page: Page, name: string): Promise<void> {
  await step(page, name).click();
  await expect(page.getByRole('heading', { level: 2, name })).toBeVisible();
}

/** The first sign-in: the password that was passed on gives way to one of their own. */
export async function signInFirst(page: Page, username: string, password: string): Promise<void> {
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
