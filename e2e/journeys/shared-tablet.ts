import type { Page } from '@playwright/test';
import { openAccount } from '#e2e/harness/accounts-page.ts';
import { registerPerson } from '#e2e/harness/desk.ts';
import { DEMO_PASSWORD } from '#e2e/harness/device.ts';
import { enter, lock, SLOWLY } from '#e2e/harness/door.ts';
import { expect, test } from '#e2e/harness/test.ts';

test('an administrator who signs in on the ward’s tablet sees its page live there too, as long as they are one', async ({
  deviceOf,
}) => {
  const [admin, tablet, desk] = await Promise.all([
    deviceOf('admin'),
    deviceOf('nurse'),
    deviceOf('reception'),
  ]);
  const { page } = tablet;
  await tablet.waitUntilSaved();
  await openAccount(admin, 'Ruth Holloway');
  const dialog = admin.page.getByRole('dialog', { name: 'Change Ruth Holloway' });
  await dialog.getByLabel('Administrator', { exact: true }).check();
  await dialog.getByRole('button', { name: 'Save the changes' }).click();
  await expect(dialog).toBeHidden();

  await lock(page);
  await page.getByRole('button', { name: 'Someone else' }).click();
  await enter(page, 'records', DEMO_PASSWORD);
  await page.getByRole('link', { name: 'Admin', exact: true }).click();
  const row = page.getByRole('row').filter({ hasText: 'Lena Bauer' });
  await expect(row).toContainText('In step', SLOWLY);
  await desk.close();
  await expect(row).toContainText('Away', SLOWLY);

  // The right goes, and with it the page.
  await openAccount(admin, 'Ruth Holloway');
  await dialog.getByLabel('Administrator', { exact: true }).uncheck();
  await dialog.getByRole('button', { name: 'Save the changes' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'This page is for the administration',
  );
  await expect(page.getByRole('link', { name: 'Admin', exact: true })).toBeHidden();
});

test('two people share one tablet without a network, and each writes under their own name', async ({
  hospital,
  deviceOf,
}) => {
  const tablet = await deviceOf('nurse');
  const { page } = tablet;
  await tablet.waitUntilSaved();
  await lock(page);
  await page.getByRole('button', { name: 'Someone else' }).click();
  await enter(page, 'doctor', DEMO_PASSWORD);
  await expect(page.locator('.topbar .person')).toContainText('Elena Petrova', SLOWLY);
  await tablet.waitUntilSaved();

  const name = await deviceName(page);

  await hospital.stop();
  await tablet.goTo('/patients/new');
  await registerPerson(page, {
    family: 'Adeyemi-Test',
    given: 'Bola',
    born: '2.2.1948',
    sex: 'Male',
  });
  await expect(tablet.mark()).toContainText('1 change on this computer');
  await lock(page);
  const people = page.getByRole('list', { name: 'People who have signed in here' });
  await expect(people.getByRole('button', { name: /Elena Petrova/ })).toContainText(
    '1 change still waiting to be sent',
  );
  await people.getByRole('button', { name: /Marta Silva/ }).click();
  await enter(page, null, DEMO_PASSWORD);
  await expect(page.locator('.topbar .person')).toContainText('Marta Silva', SLOWLY);
  await tablet.goTo('/patients/new');
  await registerPerson(page, {
    family: 'Zielinska-Test',
    given: 'Ewa',
    born: '3.3.1951',
    sex: 'Female',
  });
  await expect(tablet.mark()).toContainText('2 changes on this computer');

  await hospital.start();
  await tablet.waitUntilSaved();
  // The session of the one who left without a network does not serve the one who came after.
  await expect
    .poll(() => page.evaluate(async () => (await fetch('/api/v1/me')).status), SLOWLY)
    .toBe(401);
  const desk = await deviceOf('reception');
  for (const [family, author] of [
    ['Adeyemi-Test', 'Dr Elena Petrova'],
    ['Zielinska-Test', 'Marta Silva'],
  ] as const) {
    await desk.goTo('/patients');
    await desk.page.getByLabel('Find by name, MRN or birth date', { exact: true }).fill(family);
    await desk.page.getByRole('link', { name: new RegExp(family) }).click();
    await desk.page.getByRole('button', { name: 'History' }).click();
    await expect(desk.page.getByText(new RegExp(`${author}.*Desktop`))).toBeVisible();
  }
  const admin = await deviceOf('admin');
  await admin.goTo('/admin');
  await admin.page.getByRole('button', { name: `Details and actions for ${name}` }).click();
  const detail = admin.page.getByRole('row').filter({ hasText: 'Signed in here' });
  await expect(detail).toContainText('Marta Silva');
  await expect(detail).toContainText('Dr Elena Petrova');
  // Elena was the last to sign in at the hospital; Marta has opened it since.
  const row = admin.page.getByRole('row').filter({ has: admin.page.getByRole('rowheader') });
  await expect(row.filter({ hasText: name })).toContainText('Marta Silva', SLOWLY);
});

/** What the administrator calls this device. */
function deviceName(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const me: unknown = await (await fetch('/api/v1/me')).json();
    return (me as { readonly device: { readonly name: string } }).device.name;
  });
}
