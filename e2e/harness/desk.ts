import { expect, type Locator, type Page } from '@playwright/test';

export interface NewPerson {
  readonly family: string;
  readonly given: string;
  readonly born: string;
  readonly sex: 'Female' | 'Male';
}

/** Fills in the three fields at the desk; nothing is saved yet. */
export async function typePerson(page: Page, person: NewPerson): Promise<void> {
  await page.getByLabel('Family name').fill(person.family);
  await page.getByLabel('Given name').fill(person.given);
  await page.getByLabel('Birth date', { exact: true }).fill(person.born);
  await page.getByLabel(person.sex, { exact: true }).check();
}

/** Registers somebody who is like nobody else, from the form that is open. */
export async function registerPerson(page: Page, person: NewPerson): Promise<void> {
  await typePerson(page, person);
  await page.getByRole('button', { name: /^Register/ }).click();
  await expect(page.getByRole('heading', { name: 'Register a person' })).toBeHidden();
}

/** The card of a bed on the board. */
export function bed(page: Page, name: string): Locator {
  return page.getByRole('listitem', { name: `Bed ${name}`, exact: true });
}

/** The numbers of the free beds of the ward on screen, in order. */
export async function freeBeds(page: Page): Promise<readonly string[]> {
  const cards = page.locator('.bed-free .bed-no bdi');
  await expect(cards.first()).toBeVisible();
  return cards.allTextContents();
}

/** Picks the first person found for some letters, where a screen asks who it is about. */
export async function pickFirst(page: Page, letters: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Person' }).fill(letters);
  await page.getByRole('listbox').getByRole('option').first().click();
}
