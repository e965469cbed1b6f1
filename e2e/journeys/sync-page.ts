import type { Page } from '@playwright/test';
import { registerPerson } from '#e2e/harness/desk.ts';
import { DEMO_PASSWORD } from '#e2e/harness/device.ts';

import {
  cell,
  countOf,
  figure,
  markPage,
  pushWithoutRight,
  readFleet,
  rowOf,
} from '#e2e/harness/fleet-page.ts';
import { expect, test } from '#e2e/harness/test.ts';

/** A device says how it stands a moment after something has changed; the page asks at most every few seconds. */
const SOON = { timeout: 30_000 };
const MINUTE = 60_000;
const CANARY = {
  family: 'Quillfeather',
  given: 'Zenobia',
  born: '7.7.1937',
  sex: 'Female',
} as const;

test('only an administrator sees the devices', async ({ deviceOf }) => {
  const { page, goTo } = await deviceOf('nurse');
  await goTo('/admin');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'This page is for the administration',
  );
  const status = await page.evaluate(async () => (await fetch('/api/v1/fleet')).status);
  expect(status).toBe(403);
});

test('a tablet that fell silent with work on it stands red on top, and in step when it is back', async ({
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

test('every figure of a device is its own: storage, version, a clock that is wrong', async ({
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
});

test('a locked device says so, keeps what waits on it, and sends it when it is opened again', async ({
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
  await expect(mark).toContainText('1 change still waiting to be sent');
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

  await admin.page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(row).not.toContainText('Locked', SOON);
  await tablet.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(tablet.page.locator('.topbar .person')).toContainText('Marta Silva', SOON);
  await tablet.waitUntilSaved();
  await expect(row).toContainText('In step', SOON);
});

test('a device is renamed on the spot, and no two have one name', async ({ deviceOf }) => {
  const admin = await deviceOf('admin');
  const { page } = admin;
  await admin.goTo('/admin');
  const row = rowOf(page, 'Lena Bauer');
  await row.getByRole('button', { name: /^Details and actions/ }).click();
  await page.getByRole('button', { name: 'Rename' }).click();
  const dialog = page.getByRole('dialog', { name: /^Rename/ });
  const other = await rowOf(page, 'Marta Silva').locator('th b').textContent();
  await dialog.getByLabel('Name of the device').fill(other ?? '');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(dialog).toContainText('another device has this name');
  await dialog.getByLabel('Name of the device').fill('Desk 1');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(row).toContainText('Desk 1', SOON);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).not.toContainText('Desk 1', SOON);
});

test('what the hospital holds is counted as it changes: people, sequence, disputes, refusals', async ({
  hospital,
  deviceOf,
}) => {
  const [admin, one, two] = await Promise.all([
    deviceOf('admin'),
    deviceOf('nurse'),
    deviceOf('nurse2'),
  ]);
  const { page } = admin;
  await admin.goTo('/admin');
  const before = await readFleet(page);
  await expect(figure(page, 'Sequence')).toContainText(before.head.toLocaleString('en'));
  await expect(countOf(page, 'People')).toHaveText(before.documents.patients.toLocaleString('en'));
  await expect(figure(page, 'To decide')).toContainText(String(before.openDisputes));
  const loadedAt = await markPage(page);

  await one.goTo('/patients/new');
  await registerPerson(one.page, CANARY);
  await one.waitUntilSaved();
  const people = (before.documents.patients + 1).toLocaleString('en');
  await expect(countOf(page, 'People')).toHaveText(people, SOON);
  await expect(figure(page, 'Documents')).toContainText(`${people} people`);
  await expect(figure(page, 'Sequence')).toContainText((before.head + 1).toLocaleString('en'));

  // Two birth dates for one person are for people to decide.
  const path = `${new URL(one.page.url()).pathname}/edit`;
  await one.goTo(path);
  await two.goTo(path);
  await expect(two.page.getByLabel('Family name')).toHaveValue(CANARY.family, SOON);
  await hospital.stop();
  for (const [device, born] of [
    [one, '8.7.1937'],
    [two, '9.7.1937'],
  ] as const) {
    await device.page.getByLabel('Birth date', { exact: true }).fill(born);
    await device.page.getByRole('button', { name: 'Keep the changes' }).click();
    await expect(device.mark()).toContainText('1 change on this computer', SOON);
  }
  await hospital.start();
  const disputes = String(before.openDisputes + 1);
  await expect(figure(page, 'To decide')).toContainText(disputes, { timeout: 45_000 });

  // A write that no right covers is kept, and counted.
  await pushWithoutRight(one.page);
  await expect(figure(page, 'Refused rows')).toContainText(String(before.refusedRows + 1), SOON);
  expect(await markPage(page), 'all of it without a reload').toBe(loadedAt);

  const answer = JSON.stringify(await readFleet(page));
  for (const name of [CANARY.family, CANARY.given, path.split('/')[2] ?? '?'])
    expect(answer).not.toContain(name);
});

test('slow moments are measured on every device and shown as distributions, without a name', async ({
  deviceOf,
}) => {
  const [desk, tablet] = await Promise.all([
    deviceOf('reception'),
    deviceOf('nurse', { isTouch: true, viewport: { width: 820, height: 1180 } }),
  ]);
  for (const [device, other] of [
    [desk, { family: 'Marchbanks', given: 'Clementine', born: '1.2.1941', sex: 'Female' }],
    [tablet, { family: 'Featherstonehaugh', given: 'Ptolemy', born: '3.4.1952', sex: 'Male' }],
  ] as const) {
    await device.waitUntilSaved();
    await device.goTo('/patients/new');
    await beSlowOnce(device.page, 400);
    const acked = device.page.waitForRequest(
      (request) =>
        request.url().endsWith('/sync/v1/ack') &&
        (request.postData() ?? '').includes('slow-action'),
      { timeout: 60_000 },
    );
    await registerPerson(device.page, other);
    const said = (await acked).postData() ?? '';
    for (const name of [other.family, other.given]) expect(said).not.toContain(name);
    expect(said).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  }
  const admin = await deviceOf('admin');
  await admin.goTo('/admin');
  await admin.page.getByRole('link', { name: 'Speed' }).click();
  const fleet = await readFleet(admin.page);
  const slow = admin.page.getByRole('region', { name: 'Actions over 100 ms' });
  for (const kind of ['Tablets', 'Computers']) {
    const line = slow.getByRole('row').filter({ hasText: `${kind} ${fleet.appVersion}` });
    await expect(line).toBeVisible();
    await expect(line.getByRole('img', { name: /within|over/ })).toBeVisible();
    await expect(line.locator('td').nth(3)).toHaveText(/^[\d,]+ ms$/);
  }
  await expect(admin.page.getByRole('region', { name: /^Main content drawn/ })).toBeVisible();
  const answer = JSON.stringify(fleet);
  expect(answer).toContain('slow-action');
  for (const name of ['Marchbanks', 'Ptolemy']) expect(answer).not.toContain(name);
});

/** The next click takes so long that a person notices. */
async function beSlowOnce(page: Page, ms: number): Promise<void> {
  await page.evaluate((wanted) => {
    const hold = (): void => {
      const until = performance.now() + wanted;
      while (performance.now() < until);
    };
    document.addEventListener('click', hold, { once: true });
  }, ms);
  await page.getByRole('heading', { level: 1 }).click();
  await page.waitForFunction((wanted) => performance.now() > wanted, ms);
}
