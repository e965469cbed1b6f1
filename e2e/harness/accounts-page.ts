import type { Locator, Page } from '@playwright/test';
import type { Device } from './device.ts';

/** Somebody's row on the administrator's page of people. */
export function account(page: Page, name: string): Locator {
  return page.getByRole('list', { name: 'People who can sign in' }).getByRole('listitem').filter({
    hasText: name,
  });
}

/** Opens somebody's account on the administrator's page. */
export async function openAccount(admin: Device, name: string): Promise<Locator> {
  await admin.goTo('/admin/people');
  await account(admin.page, name).getByRole('button').click();
  return admin.page.getByRole('dialog', { name: `Change ${name}` });
}
