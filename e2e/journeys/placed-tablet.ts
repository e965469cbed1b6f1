import { registerPerson } from '#e2e/harness/desk.ts';
import { giveWard, SOON, rowOf } from '#e2e/harness/fleet-page.ts';
import { expect, test } from '#e2e/harness/test.ts';

const LATE = { family: 'Zwischenzeit', given: 'Ottilie', born: '5.9.1973', sex: 'Female' } as const;

test('a tablet that is given one ward keeps its people alone; somebody else is found by name and opened for a reason', async ({
  deviceOf,
}) => {
  const [admin, tablet] = await Promise.all([deviceOf('admin'), deviceOf('nurse')]);
  const { page } = tablet;
  await tablet.waitUntilSaved();
  const peopleHere = page.locator('.people-list [role="listitem"]');
  await tablet.goTo('/patients');
  await expect(peopleHere.first()).toBeVisible();

  await admin.goTo('/admin');
  const row = rowOf(admin.page, 'Marta Silva');
  await row.getByRole('button', { name: /Details and actions/ }).click();
  await admin.page.getByRole('button', { name: 'Places' }).click();
  const dialog = admin.page.getByRole('dialog');
  await dialog.getByLabel('the people of some wards and clinics').check();
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await expect(dialog).toContainText('Choose at least one ward or clinic.');
  await dialog.getByLabel('Ward 1').check();
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await expect(admin.page.getByText('Holds Ward 1')).toBeVisible(SOON);

  // Its list shrinks to the ward, at once and without a reload.
  await expect(page.getByText(/^\d\d people on this device$/)).toBeVisible({ timeout: 60_000 });
  const here = Number((await page.getByText(/people on this device$/).innerText()).split(' ')[0]);
  await expect(peopleHere).toHaveCount(here, SOON);

  // Somebody of another ward is found by the directory, and said to be elsewhere.
  const elsewhere = await page.evaluate(async () => {
    const body = JSON.stringify({ epoch: null, after: 0 });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch('/sync/v1/directory', { method: 'POST', headers, body });
    const { rows } = (await answer.json()) as {
      rows: { id: string; names?: Record<string, { family?: string; given?: string }> }[];
    };
    return rows.map(({ id, names }) => ({ id, ...Object.values(names ?? {})[0] }));
  });
  const ids = await peopleHere
    .getByRole('link')
    .evaluateAll((links) =>
      links.map((link) => link.getAttribute('href')?.split('/').at(-1) ?? ''),
    );
  const person = elsewhere.find(({ id, family, given }) => family && given && !ids.includes(id));
  const find = page.getByLabel('Find by name, MRN or birth date', { exact: true });
  await find.fill(`${person?.family ?? ''} ${person?.given ?? ''}`);
  const hit = page.getByRole('listitem').filter({ hasText: 'not on this device' }).first();
  await expect(hit).toContainText(person?.given ?? '', SOON);

  await hit.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'This person is not on this device',
  );

  await page.getByRole('button', { name: 'Open it here' }).click();
  await expect(page.getByText('Say why.')).toBeVisible();
  await page.getByLabel('Why do you open it?').fill('Brought in from the corridor');
  await page.getByRole('button', { name: 'Open it here' }).click();
  await expect(page.locator('.banner')).toContainText(person?.family ?? '', SOON);

  const opened = admin.page.getByRole('region', {
    name: 'Opened outside the places of a device',
  });
  await expect(opened).toContainText('Brought in from the corridor', SOON);
  await expect(opened).toContainText('Marta Silva');
});

test('somebody registered just before a tablet is given a ward is found there by name, though nobody types it anew', async ({
  deviceOf,
}) => {
  const [admin, desk, tablet] = await Promise.all([
    deviceOf('admin'),
    deviceOf('reception'),
    deviceOf('nurse'),
  ]);
  const { page } = tablet;
  await tablet.waitUntilSaved();
  await tablet.goTo('/patients');
  await page
    .getByLabel('Find by name, MRN or birth date', { exact: true })
    .fill(`${LATE.family} ${LATE.given}`);
  await expect(page.getByText(/people on this device$/)).toBeVisible(SOON);
  await admin.goTo('/admin');
  const row = rowOf(admin.page, 'Marta Silva');
  await expect(row).toBeVisible();

  await desk.goTo('/patients/new');
  await registerPerson(desk.page, LATE);
  await desk.waitUntilSaved();
  await giveWard(admin.page, row, 'Ward 1');

  await expect(page.getByText(/^\d\d people on this device$/)).toBeVisible({ timeout: 60_000 });
  const found = page.getByRole('listitem').filter({ hasText: LATE.family });
  await expect(found).toContainText('not on this device', SOON);
  expect(tablet.complaints).toEqual([]);
});
