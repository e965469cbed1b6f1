import type { Page } from '@playwright/test';
import { expectNoAxeViolations } from '#e2e/harness/axe.ts';
import { addAllergy, banner } from '#e2e/harness/daily-work.ts';
import { DEMO_PASSWORD } from '#e2e/harness/device.ts';
import { enter, lock, SLOWLY } from '#e2e/harness/door.ts';
import { expect, test } from '#e2e/harness/test.ts';

/** Registered twice among the people of the demo: a slip in the given name. */
const SLIP = 'Alife';

test('two records become one without a network, what was written to the other meanwhile lands on it, and both come back', async ({
  hospital,
  deviceOf,
}) => {
  const [desk, tablet] = [await deviceOf('reception'), await deviceOf('nurse')];
  const { page } = desk;
  await lock(page);
  await page.getByRole('button', { name: 'Someone else' }).click();
  await enter(page, 'records', DEMO_PASSWORD);
  await expect(page.locator('.topbar .person')).toContainText('Records', SLOWLY);
  await page.getByRole('link', { name: 'Patients', exact: true }).click();
  await page.getByRole('link', { name: 'Likely duplicates' }).click();
  // Nobody has been compared: that nothing is to be reviewed is not known yet.
  await expect(page.getByText('Nobody has been compared')).toBeVisible();
  await expect(page.getByText('No likely duplicates')).toBeHidden();
  await page.getByRole('button', { name: 'Compare everybody' }).click();
  await expect(page.getByText(/people compared, finished/)).toBeVisible();
  const pair = page.locator('.pair').filter({ hasText: SLIP });
  await expect(pair).toContainText('Birth date: Same');
  await look(page, 'duplicates');
  await pair.getByRole('link', { name: 'Compare' }).click();
  await expect(page.getByRole('button', { name: 'Merge the two' })).toBeVisible();
  await look(page, 'duplicates-compare');
  const { searchParams } = new URL(page.url());
  const [survivor, replaced] = ['one', 'other'].map((side) => searchParams.get(side) ?? '');
  await tablet.goTo(`/patients/${replaced}`);
  await expect(banner(tablet.page)).toBeVisible();

  await hospital.stop();
  await addAllergy(tablet.page, 'Latex');
  await page.getByRole('button', { name: 'Merge the two' }).click();
  await page.getByRole('button', { name: /^Merge into/ }).click();
  await expect(page.getByText(/^Merged\. The hospital carries it out/)).toBeVisible();
  await expect(pair).toBeHidden();
  await hospital.start();

  // Whoever opens the page anew does not wait for the next try.
  await desk.goTo(`/patients/${survivor}?tab=history`);
  await tablet.goTo(`/patients/${replaced}`);
  for (const device of [desk, tablet]) {
    await expect(banner(device.page)).toContainText('Was also');
    await expect(banner(device.page)).toContainText('Latex');
  }
  await expect(tablet.page.getByText(/It was merged into this one/)).toBeVisible();

  await page.getByRole('link', { name: 'Undo this merge' }).click();
  await page.getByRole('button', { name: 'Undo the merge' }).click();
  await page.getByRole('button', { name: 'They are two people' }).click();
  await expect(banner(tablet.page)).not.toContainText('Was also');
  await expect(banner(tablet.page)).toContainText('Latex');
  await desk.goTo(`/patients/${survivor}`);
  await expect(banner(page)).toBeVisible();
  await expect(banner(page)).not.toContainText('Was also');
  await expect(banner(page)).not.toContainText('Latex');
});

/** Everybody can use it, on a phone in the dark and at a desk. The other screens are looked at in `screens.ts`: this one needs a scan first. */
async function look(page: Page, name: string): Promise<void> {
  for (const [width, colorScheme] of [
    [390, 'dark'],
    [1280, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over, `${name} at ${width}: wider than the screen by`).toBeLessThanOrEqual(0);
    await expectNoAxeViolations(page, `${name} at ${width}, ${colorScheme}`);
  }
}
