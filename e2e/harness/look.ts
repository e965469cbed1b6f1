import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { expectNoAxeViolations } from './axe.ts';

const FOLDER = join(import.meta.dirname, '../../screenshots');
const SIZES = [
  { width: 1280, height: 900 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
] as const;
/** axe takes a second on a long list; it looks once in each light, once with each density. */
const AXE_AT = { light: 1280, dark: 390 } as const;

/** Holds the screen that is open against everybody's needs, in both lights and at every size, and takes its pictures; it is left as a desktop shows it. */
export async function look(page: Page, name: string): Promise<void> {
  await settle(page);
  for (const scheme of ['light', 'dark'] as const) {
    // Colours change at once: a contrast is never measured on its way from one light to the other.
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await expectNoSidewaysScroll(page, `${name} at ${size.width}`);
      await takePicture(page, `${name}-${size.width}-${scheme}`);
      if (size.width === AXE_AT[scheme])
        await expectNoAxeViolations(page, `${name} ${scheme} ${size.width}`);
    }
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
  await page.setViewportSize(SIZES[0]);
}

/** The heading is there and nothing is being opened any more. */
export async function settle(page: Page): Promise<void> {
  await expect(page.locator('h1, h2').first()).toBeVisible();
  await expect(page.locator('.bone')).toHaveCount(0);
}

/** Nothing stands beside the screen. */
export async function expectNoSidewaysScroll(page: Page, where: string): Promise<void> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over, `${where}: wider than the screen by`).toBeLessThanOrEqual(0);
}

/** A picture of the page in `screenshots/`, for somebody to look at; on a build server nobody does. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (process.env['CI'] === undefined) await page.screenshot({ path: join(FOLDER, `${name}.png`) });
}
