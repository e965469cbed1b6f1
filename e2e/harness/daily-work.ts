import { expect, type Locator, type Page } from '@playwright/test';

/** Books the person of the form that is open on the next free time. */
export async function takeNextFreeTime(page: Page): Promise<void> {
  await page.getByRole('group', { name: 'Next free times' }).getByRole('button').first().click();
  await page.getByRole('button', { name: 'Book this time' }).click();
}

/** Adds an allergy on the chart that is open. */
export async function addAllergy(page: Page, substance: string): Promise<void> {
  await page.getByRole('button', { name: 'Add an allergy' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add an allergy' });
  await dialog.getByLabel('Substance').fill(substance);
  await dialog.getByRole('button', { name: 'Add the allergy' }).click();
  await expect(banner(page)).toContainText(substance);
}

/** Changes one detail on the chart that is open. */
export async function changeDetail(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('link', { name: 'Edit details' }).click();
  await page
    .getByRole('form', { name: 'Edit details' })
    .getByRole('textbox', { name: new RegExp(`^${label}( not needed)?$`) })
    .fill(text);
  await page.getByRole('button', { name: 'Keep the changes' }).click();
  await expect(page.getByRole('heading', { name: 'Edit details' })).toBeHidden();
}

/** Opens the chart of the first person found for some letters. */
export async function openChart(page: Page, letters: string): Promise<void> {
  await page.getByRole('link', { name: 'Patients', exact: true }).click();
  await page.getByLabel('Find by name, MRN or birth date', { exact: true }).fill(letters);
  await page.getByRole('list', { name: /found/i }).getByRole('link').first().click();
  await expect(banner(page)).toContainText(new RegExp(letters, 'i'));
}

/** Who the chart is about and what could harm them. */
export function banner(page: Page): Locator {
  return page.locator('.banner');
}
