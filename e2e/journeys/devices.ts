import { registerPerson } from '#e2e/harness/desk.ts';
import { CANARY, cell, figure, markPage, MINUTE, rowOf, SOON } from '#e2e/harness/fleet-page.ts';
import { expect, test } from '#e2e/harness/test.ts';

test('a tablet that fell silent with work on it stands red on top, and in step when it is back; it sees no such page', async ({
  hospital,
  newCable,
  deviceOf,
}) => {
  const cable = await newCable();
  const [admin, tablet] = await Promise.all([
    deviceOf('admin'),
    deviceOf('nurse', { hospital: cable }),
  ]);
  await tablet.waitUntilSaved();
  await tablet.goTo('/admin');
  await expect(tablet.page.getByRole('heading', { level: 1 })).toHaveText(
    'This page is for the administration',
  );
  await admin.goTo('/admin');
  const row = rowOf(admin.page, 'Marta Silva');
  await expect(row).toContainText('In step', SOON);
  await expect(cell(row, 'Last contact')).toHaveText('now');
  await expect(cell(row, 'Unsent')).toHaveText('0');
  const loadedAt = await markPage(admin.page);

  // What it writes does not get through any more, then it is gone altogether.
  await tablet.context.route('**/sync/v1/push', () => undefined);
  await tablet.goTo('/patients/new');
  await registerPerson(tablet.page, CANARY);
  await expect(cell(row, 'Unsent')).toHaveText('1', SOON);
  await expect(row).toContainText('Sending');
  await expect(figure(admin.page, 'Unsent changes')).toContainText('1 on 1 device');
  cable.pull();
  await expect(cell(row, 'Last contact')).not.toHaveText('now', SOON);
  await expect(tablet.mark()).toContainText('1 change on this computer', SOON);

  // Forty minutes later by the hospital's clock.
  await hospital.stop();
  await hospital.startLater(40 * MINUTE);
  await expect(row).toContainText('Silent', SOON);
  await expect(cell(row, 'Unsent')).toHaveText('1 or more');
  await expect(cell(row, 'Oldest unsent')).toHaveText('40 min');
  await expect(cell(row, 'Last contact')).toHaveText('40 min ago');
  await expect(admin.page.getByRole('row').nth(1)).toContainText('Marta Silva');
  await expect(admin.page.getByRole('row').nth(2)).toContainText(
    'It had 1 change to send when last heard from; by now there may be more. They are safe on the device.',
  );
  await expect(admin.page.getByText('1 device needs you.')).toBeVisible();
  await expect(figure(admin.page, 'Unsent changes')).toContainText('1 or more');
  await expect(figure(admin.page, 'Oldest unsent')).toContainText('40 min');

  // The clocks agree again, and so does everything else.
  await hospital.stop();
  await hospital.start();
  await tablet.context.unroute('**/sync/v1/push');
  cable.plug();
  await tablet.waitUntilSaved();
  await expect(row).toContainText('In step', SOON);
  await expect(cell(row, 'Unsent')).toHaveText('0');
  await expect(admin.page.getByText('No device needs you.')).toBeVisible();
  expect(await markPage(admin.page), 'all of it without a reload').toBe(loadedAt);
});

test('a device has a name and figures of its own: storage, version, a clock that is wrong', async ({
  deviceOf,
}) => {
  const [admin, tablet] = await Promise.all([deviceOf('admin'), deviceOf('nurse')]);
  await admin.goTo('/admin');
  const row = rowOf(admin.page, 'Marta Silva');
  await expect(cell(row, 'Clock')).toHaveText(/^.?[+−]?[0-5] s$/, SOON);
  await expect(cell(row, 'Version')).toHaveText(/^\d+\.\d+\.\d+/);
  await expect(cell(row, 'Storage')).toHaveText(/^\d+(\.\d)? \/ \d+(\.\d)? [MG]B$/);

  await tablet.context.clock.setSystemTime(Date.now() + 41 * MINUTE);
  await tablet.page.reload();
  await expect(row).toContainText('Clock wrong', SOON);
  // It was set a moment before the page began.
  await expect(cell(row, 'Clock')).toHaveText(/\+4[01] min$/);
  await tablet.context.clock.setSystemTime(Date.now() - 90 * MINUTE);
  await tablet.page.reload();
  await expect(cell(row, 'Clock')).toHaveText(/−1 h 3[01] min$/, SOON);
  await tablet.context.clock.setSystemTime(Date.now());
  await tablet.page.reload();
  await expect(row).toContainText('In step', SOON);

  // It is renamed on the spot, and no two have one name.
  const desk = rowOf(admin.page, 'Lena Bauer');
  await desk.getByRole('button', { name: /^Details and actions/ }).click();
  await admin.page.getByRole('button', { name: 'Rename' }).click();
  const dialog = admin.page.getByRole('dialog', { name: /^Rename/ });
  const other = await rowOf(admin.page, 'Marta Silva').locator('th b').textContent();
  await dialog.getByLabel('Name of the device').fill(other ?? '');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(dialog).toContainText('another device has this name');
  await dialog.getByLabel('Name of the device').fill('Desk 1');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(desk).toContainText('Desk 1', SOON);
  await admin.page.getByRole('button', { name: 'Undo' }).click();
  await expect(desk).not.toContainText('Desk 1', SOON);
});
