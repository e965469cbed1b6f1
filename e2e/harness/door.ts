import { expect, type Page } from '@playwright/test';

/** A password is stretched on both sides, on purpose slowly. */
export const SLOWLY = { timeout: 30_000 };

/** Tries to come in; a name that is chosen already is not typed. */
export async function enter(page: Page, username: string | null, password: string): Promise<void> {
  if (username !== null) await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Leaves the device to the next person. */
export async function lock(page: Page): Promise<void> {
  await page.keyboard.press('Alt+l');
  await expect(page.getByRole('heading', { name: /^Who is using/ })).toBeVisible();
}
