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

/** Picks who fits some letters best, where a screen asks who it is about, once everybody on this device has been read. */
export async function pickFirst(page: Page, letters: string): Promise<void> {
  const box = page.getByRole('combobox', { name: 'Person' });
  await box.fill(letters);
  await expect(box).toHaveAccessibleDescription(/(person|people) found/);
  await page.getByRole('listbox').getByRole('option', { selected: true }).click();
}
