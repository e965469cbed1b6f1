import { addAllergy, banner } from '#e2e/harness/daily-work.ts';
import { registerPerson } from '#e2e/harness/desk.ts';
import { expect, test } from '#e2e/harness/test.ts';

const ODA = { family: 'Nakagawa', given: 'Oda', born: '3.7.1971', sex: 'Female' } as const;
/** A line that was down may be tried again only after some seconds. */
const BACK = { timeout: 40_000 };

test('two records become one without a network, what was written to the other meanwhile lands on it, and both come back', async ({
  hospital,
  newDevice,
  deviceOf,
}) => {
  const [desk, tablet] = [await newDevice(), await deviceOf('nurse')];
  await desk.signIn('records');
  await desk.waitUntilSaved();
  const { page } = desk;
  const paths: string[] = [];
  for (const given of ['Oda', 'Odette']) {
    await desk.goTo('/patients/new');
    await registerPerson(page, { ...ODA, given });
    await expect(banner(page)).toContainText(given);
    paths.push(new URL(page.url()).pathname);
  }
  const [oda = '', odette = ''] = paths;
  await desk.waitUntilSaved();
  await tablet.goTo(odette);
  await expect(banner(tablet.page)).toContainText('Odette');
  await desk.goTo('/duplicates');
  await page.getByRole('button', { name: 'Compare everybody' }).click();
  await expect(page.getByText(/people compared, finished/)).toBeVisible();
  const pair = page.getByRole('listitem').filter({ hasText: 'Odette' });
  await expect(pair).toContainText('Birth date: Same');

  await hospital.stop();
  await addAllergy(tablet.page, 'Latex');
  await pair.getByRole('link', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Merge the two' }).click();
  await page.getByRole('button', { name: /^Merge into/ }).click();
  await expect(page.getByText(/^Merged\. The hospital carries it out/)).toBeVisible();
  await hospital.start();
  for (const device of [desk, tablet])
    await expect(device.mark()).not.toContainText(/Offline|Saving|Sending/, BACK);
  await expect(banner(tablet.page)).toContainText('Was also');
  await expect(banner(tablet.page)).toContainText('Oda');
  await expect(banner(tablet.page)).toContainText('Latex');
  await expect(tablet.page.getByText(/It was merged into this one/)).toBeVisible();

  await desk.goTo('/duplicates?part=merged');
  await page.getByRole('button', { name: 'Undo the merge' }).click();
  await page.getByRole('button', { name: 'They are two people' }).click();
  await expect(banner(tablet.page)).toContainText('Odette');
  await expect(banner(tablet.page)).toContainText('Latex');
  await desk.goTo(oda);
  await expect(banner(page)).not.toContainText('Was also');
  await expect(banner(page)).not.toContainText('Latex');
});
