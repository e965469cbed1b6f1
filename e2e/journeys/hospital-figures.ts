import type { Page } from '@playwright/test';
import type { AckRequest } from '#shared/sync/ack.ts';
import { registerPerson } from '#e2e/harness/desk.ts';
import {
  CANARY,
  countOf,
  figure,
  markPage,
  pushWithoutRight,
  readFleet,
  SOON,
} from '#e2e/harness/fleet-page.ts';
import { expect, test } from '#e2e/harness/test.ts';

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
  await expect(figure(page, 'Waiting changes')).toContainText(String(before.refusedRows + 1), SOON);
  const reason = page.getByRole('row', { name: /^Your role may not write this .* on sending/ });
  await expect(reason).toContainText('1');
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
    await untilWatched(device.page);
    // Listened for before: the word of a page that has just come up may carry it already.
    const acked = device.page.waitForRequest(
      (request) =>
        request.url().endsWith('/sync/v1/ack') &&
        (request.postData() ?? '').includes('slow-action'),
      { timeout: 60_000 },
    );
    await beSlowOnce(device.page, 400);
    await registerPerson(device.page, other);
    const said = (await acked).postData() ?? '';
    for (const name of [other.family, other.given]) expect(said).not.toContain(name);
    const { vitals } = JSON.parse(said) as AckRequest;
    expect(JSON.stringify(vitals)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
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

/** Figures are gathered once a page has settled; what it painted is told with the next touch. */
async function untilWatched(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.includes('/web-vitals-')),
  );
}

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
