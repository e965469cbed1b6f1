import { registerPerson } from '#e2e/harness/desk.ts';
import { DEMO_PASSWORD } from '#e2e/harness/device.ts';
import { CANARY, rowOf, SOON } from '#e2e/harness/fleet-page.ts';
import { expect, test } from '#e2e/harness/test.ts';

test('a locked device says so and hands over what waits on it; an administrator lets it in, and the device that is open again agrees', async ({
  newCable,
  deviceOf,
}) => {
  const cable = await newCable();
  const [admin, tablet] = await Promise.all([
    deviceOf('admin'),
    deviceOf('nurse', { hospital: cable }),
  ]);
  const { page } = tablet;
  await tablet.waitUntilSaved();
  await tablet.goTo('/patients/new');
  cable.pull();
  await registerPerson(page, CANARY);
  await expect(tablet.mark()).toContainText('1 change on this computer', SOON);

  await admin.goTo('/admin');
  const row = rowOf(admin.page, 'Marta Silva');
  await row.getByRole('button', { name: /^Details and actions/ }).click();
  await admin.page.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(row).toContainText('Locked', SOON);
  await expect(admin.page.getByText('It neither receives nor sends.')).toBeVisible();

  // With the line back it learns of it.
  cable.plug();
  await expect(page.getByRole('heading', { name: /^Who is using/ })).toBeVisible(SOON);
  const mark = page.locator('.door-head .sync');
  await expect(mark).toContainText('Locked');
  await expect(mark).toContainText('1 change waits for an administrator', SOON);
  const words = 'The administrator has locked this computer. What was entered here is kept';
  await expect(page.getByRole('status').filter({ hasText: words })).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  const enter = page.getByRole('button', { name: 'Sign in', exact: true });
  await enter.click();
  const said = page.getByRole('alert').filter({ hasText: words });
  await expect(said).toBeVisible(SOON);

  // Without a line it stays as locked as it was, over a restart too.
  cable.pull();
  await tablet.reopen();
  await expect(tablet.page.getByRole('status').filter({ hasText: words })).toBeVisible(SOON);
  await tablet.page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await tablet.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(tablet.page.getByRole('alert').filter({ hasText: words })).toBeVisible(SOON);
  cable.plug();

  // The administrator reads it beside what the hospital has, which is nothing, and lets it in.
  await admin.goTo('/admin/escrow');
  const held = admin.page.getByRole('article').filter({ hasText: 'It was on a locked device.' });
  await expect(held).toContainText(/Marta Silva.? wrote it on/);
  await expect(held).toContainText('no such record yet');
  await held.getByRole('button', { name: 'Let it in' }).click();
  await expect(held).toBeHidden();
  await expect(admin.page.getByRole('region', { name: 'Decided lately' })).toContainText('let in');

  await admin.goTo('/admin');
  await rowOf(admin.page, 'Marta Silva')
    .getByRole('button', { name: /^Details and/ })
    .click();
  await admin.page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(row).not.toContainText('Locked', SOON);
  await tablet.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(tablet.page.locator('.topbar .person')).toContainText('Marta Silva', SOON);
  await tablet.waitUntilSaved();
  await expect(row).toContainText('In step', SOON);
});
