import type { Page } from '@playwright/test';
import { account, openAccount } from '#e2e/harness/accounts-page.ts';
import { DEMO_PASSWORD } from '#e2e/harness/device.ts';
import { enter, SLOWLY } from '#e2e/harness/door.ts';
import { expect, test } from '#e2e/harness/test.ts';

const OWN_PASSWORD = 'rain on the tin roof';

test('the two cookies of a sign-in are out of reach of any script and of any other site', async ({
  deviceOf,
}) => {
  const { context, page } = await deviceOf('nurse');
  const cookies = await context.cookies();
  for (const name of ['wardline-session', 'wardline-device']) {
    const cookie = cookies.find((one) => one.name === name);
    expect(cookie, name).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
  }
  expect(await page.evaluate(() => document.cookie)).toBe('');
});

test('the demo hospital offers its people on this computer, to nobody who comes from elsewhere', async ({
  hospital,
  newDevice,
}) => {
  const { page } = await newDevice();
  const demo = page.getByRole('region', { name: 'Demo hospital: sign in as' });
  await demo.getByRole('button', { name: /^Lena Bauer/ }).click();
  await expect(page.locator('.topbar .person')).toContainText('Lena Bauer', SLOWLY);

  // A proxy says that the request came from another machine.
  const elsewhere = { 'x-forwarded-for': '203.0.113.7' };
  const told = await fetch(`${hospital.url}/api/v1/hospital`, { headers: elsewhere });
  expect(await told.json()).toMatchObject({ isSetUp: true, demo: [] });
  const entered = await fetch(`${hospital.url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { ...elsewhere, 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'doctor', password: DEMO_PASSWORD, deviceKind: 'desktop' }),
  });
  expect(await entered.json()).toMatchObject({ mustChangePassword: true });
  const cookie = entered.headers.getSetCookie().map((line) => line.split(';')[0]);
  const staff = await fetch(`${hospital.url}/api/v1/staff`, {
    headers: { ...elsewhere, cookie: cookie.join('; ') },
  });
  expect(staff.status).toBe(403);
  expect(await staff.json()).toMatchObject({ type: 'urn:wardline:problem:must-change-password' });
});

test('people change their own password, and the old one opens nothing any more', async ({
  deviceOf,
  newDevice,
}) => {
  const desk = await deviceOf('reception');
  const { page } = desk;
  await desk.goTo('/account');
  await changePassword(page, { now: DEMO_PASSWORD, next: 'short', again: 'short' });
  await expect(page.getByText('5 characters are missing.')).toBeVisible();
  await changePassword(page, { now: DEMO_PASSWORD, next: OWN_PASSWORD, again: 'another one' });
  await expect(page.getByText('The two are not the same.')).toBeVisible();
  await changePassword(page, { now: 'not the password', next: OWN_PASSWORD });
  await expect(page.getByRole('alert').filter({ hasText: 'Nothing was changed' })).toContainText(
    'The password now is not right.',
    SLOWLY,
  );
  await changePassword(page, { now: DEMO_PASSWORD, next: OWN_PASSWORD });
  await expect(page.getByText('Password changed')).toBeVisible(SLOWLY);
  await expect(page.getByLabel('New password', { exact: true })).toHaveValue('');

  const other = await newDevice();
  await enter(other.page, 'reception', DEMO_PASSWORD);
  await expect(other.page.getByRole('alert')).toContainText('Wrong user name or password.', SLOWLY);
  await enter(other.page, 'reception', OWN_PASSWORD);
  await expect(other.page.locator('.topbar .person')).toContainText('Lena Bauer', SLOWLY);
});

test('a new password opens the device without a network too, and the old one does not', async ({
  hospital,
  deviceOf,
}) => {
  const desk = await deviceOf('reception');
  const { page } = desk;
  await desk.goTo('/account');
  await changePassword(page, { now: DEMO_PASSWORD, next: OWN_PASSWORD });
  await expect(page.getByText('Password changed')).toBeVisible(SLOWLY);
  await hospital.stop();
  await page.keyboard.press('Alt+l');
  await enter(page, null, DEMO_PASSWORD);
  await expect(page.getByRole('alert')).toContainText('Wrong password.', SLOWLY);
  await enter(page, null, OWN_PASSWORD);
  await expect(page.locator('.topbar .person')).toContainText('Lena Bauer', SLOWLY);
});

test('a password that was reset closes the open device, and the given one must be changed at once', async ({
  deviceOf,
}) => {
  const [admin, tablet] = await Promise.all([deviceOf('admin'), deviceOf('nurse2')]);
  const { page } = tablet;
  await tablet.waitUntilSaved();
  await openAccount(admin, 'Amina Diallo');
  await admin.page.getByRole('button', { name: 'New password' }).click();
  const secret = admin.page.getByRole('dialog', { name: 'Password for Amina Diallo' });
  const given = (await secret.getByRole('status').first().textContent()) ?? '';
  await secret.getByRole('button', { name: 'I have passed it on' }).click();
  await expect(account(admin.page, 'Amina Diallo')).toContainText('Must choose a password');

  const ended = page.getByRole('status').filter({ hasText: 'the password was changed' });
  await expect(ended).toContainText('Amina Diallo', SLOWLY);
  await enter(page, null, DEMO_PASSWORD);
  await expect(page.getByRole('alert')).toContainText('Wrong password.', SLOWLY);
  await tablet.context.setOffline(true);
  await enter(page, null, DEMO_PASSWORD);
  await expect(page.getByRole('alert')).toContainText('Your password was changed.', SLOWLY);
  await tablet.context.setOffline(false);
  await enter(page, null, given);
  const choosing = page.getByRole('heading', { name: 'Choose your own password' });
  await expect(choosing).toBeVisible(SLOWLY);
  await page.reload();
  await expect(choosing).toBeVisible();
  await changePassword(page, { now: given, next: DEMO_PASSWORD });
  await expect(page.getByRole('alert').filter({ hasText: 'demo' })).toContainText(
    'This is the password of the demo. Choose another.',
    SLOWLY,
  );
  await changePassword(page, { now: given, next: OWN_PASSWORD });
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible(SLOWLY);
  // Her own change is on the administrator's page without a reload.
  await expect(account(admin.page, 'Amina Diallo')).not.toContainText(
    'Must choose a password',
    SLOWLY,
  );
});

test('after five wrong passwords the door says how long it stays shut', async ({ newDevice }) => {
  const { page } = await newDevice();
  for (let tries = 1; tries <= 5; tries += 1) {
    const answer = page.waitForResponse('**/api/v1/sign-in');
    await enter(page, 'doctor', `guess ${tries}`);
    expect((await answer).status()).toBe(401);
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  }
  // The right one does not help any more, so that nobody learns by trying.
  await enter(page, 'doctor', DEMO_PASSWORD);
  await expect(page.getByRole('alert')).toContainText(
    /Too many tries\. Open again in \d+ s/,
    SLOWLY,
  );
});

test('somebody who may not come in any more loses the open tablet at once', async ({
  deviceOf,
}) => {
  const [admin, tablet] = await Promise.all([deviceOf('admin'), deviceOf('nurse')]);
  await tablet.waitUntilSaved();
  await openAccount(admin, 'Marta Silva');
  await admin.page.getByRole('button', { name: 'Take the way in away' }).click();
  await expect(account(admin.page, 'Marta Silva')).toContainText('May not sign in');

  const { page } = tablet;
  await expect(page.getByRole('heading', { name: 'Sign in to Wardline' })).toBeVisible();
  const ended = page.getByRole('status').filter({ hasText: 'can no longer sign in' });
  await expect(ended).toContainText('Marta Silva');
  await expect(page.getByRole('list', { name: 'People who have signed in here' })).toBeHidden();
  await enter(page, 'nurse', DEMO_PASSWORD);
  await expect(page.getByRole('alert')).toContainText('Wrong user name or password.', SLOWLY);

  await openAccount(admin, 'Marta Silva');
  await admin.page.getByRole('button', { name: 'Give the way in back' }).click();
  await expect(account(admin.page, 'Marta Silva')).not.toContainText('May not sign in');
  await enter(page, 'nurse', DEMO_PASSWORD);
  await expect(page.locator('.topbar .person')).toContainText('Marta Silva', SLOWLY);
});

test('an administrator cannot lock the hospital out of itself', async ({ deviceOf }) => {
  const admin = await deviceOf('admin');
  const dialog = await openAccount(admin, 'Hana Kim');
  const away = dialog.getByRole('button', { name: 'Take the way in away' });
  await expect(away).toHaveAttribute('aria-disabled', 'true');
  await expect(
    dialog.getByText('Another administrator can do that for you.').first(),
  ).toBeVisible();
  await dialog.getByLabel('Administrator', { exact: true }).uncheck();
  await dialog.getByLabel('Nurse', { exact: true }).check();
  await dialog.getByRole('button', { name: 'Save the changes' }).click();
  await expect(dialog.getByRole('alert')).toContainText('This is the last administrator.');
});

interface PasswordChange {
  readonly now: string;
  readonly next: string;
  readonly again?: string;
}

async function changePassword(page: Page, { now, next, again = next }: PasswordChange) {
  await page.getByLabel('Password now').fill(now);
  await page.getByLabel('New password', { exact: true }).fill(next);
  await page.getByLabel('New password once more').fill(again);
  await page.getByRole('button', { name: 'Change the password' }).click();
}
