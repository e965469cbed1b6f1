import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectNoAxeViolations } from '#e2e/harness/axe.ts';
import type { Device } from '#e2e/harness/device.ts';
import type { ReadyPerson } from '#e2e/harness/template.ts';
import { expect, test } from '#e2e/harness/test.ts';

const FOLDER = join(import.meta.dirname, '../../screenshots');
const SIZES = [
  { width: 1280, height: 900 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
] as const;
/** axe takes seconds on a long list; it looks once in each light, once with each density. */
const AXE_AT = { light: 1280, dark: 390 } as const;
interface Shown {
  readonly name: string;
  readonly path: string;
  readonly as: ReadyPerson;
}
/** Every screen behind the door, seen by somebody who uses it. `:first` is the first person of the list. */
const SCREENS: readonly Shown[] = [
  { name: 'today', path: '/', as: 'doctor' },
  { name: 'patients', path: '/patients', as: 'reception' },
  { name: 'registration', path: '/patients/new', as: 'reception' },
  { name: 'chart', path: '/patients/:first', as: 'doctor' },
  { name: 'edit-patient', path: '/patients/:first/edit', as: 'reception' },
  { name: 'calendar', path: '/calendar', as: 'reception' },
  { name: 'booking', path: '/book?patient=:first', as: 'reception' },
  { name: 'bed-board', path: '/wards', as: 'nurse' },
  { name: 'admission', path: '/admit?patient=:first', as: 'nurse' },
  { name: 'inbox', path: '/inbox', as: 'records' },
  { name: 'fleet', path: '/admin', as: 'admin' },
  { name: 'speed', path: '/admin?part=speed', as: 'admin' },
  { name: 'people', path: '/admin/people', as: 'admin' },
  { name: 'set-up', path: '/admin/set-up', as: 'admin' },
  { name: 'account', path: '/account', as: 'nurse' },
];

test.describe.configure({ timeout: 240_000 });

for (const screen of SCREENS) {
  test(`everybody can use the screen ${screen.name}, in any light and at any size`, async ({
    deviceOf,
  }) => {
    const device = await deviceOf(screen.as);
    await device.waitUntilSaved();
    const path = screen.path.includes(':first')
      ? screen.path.replace(':first', await firstPerson(device))
      : screen.path;
    await device.goTo(path);
    await device.waitUntilSaved();
    await look(device.page, screen.name);
    expect(device.complaints).toEqual([]);
  });
}

test('everybody can use the door, in any light and at any size', async ({ newDevice }) => {
  const { page } = await newDevice();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await look(page, 'sign-in');
});

test('the ward and the door are read from right to left in Arabic', async ({ deviceOf }) => {
  const device = await deviceOf('nurse');
  const { page } = device;
  const chart = `/patients/${await firstPerson(device)}`;
  await page.locator('.topbar .person').click();
  await page.locator('.menu').getByLabel('Language').selectOption('ar');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  for (const [name, path] of [
    ['bed-board', '/wards'],
    ['chart', chart],
    ['calendar', '/calendar'],
  ] as const) {
    await device.goTo(path);
    await settle(page);
    await page.setViewportSize({ width: 820, height: 1180 });
    await expectNoAxeViolations(page, `${name} in Arabic`);
    await expectNoSidewaysScroll(page, name);
    await page.screenshot({ path: join(FOLDER, `${name}-820-ar.png`) });
  }
});

async function look(page: Page, name: string): Promise<void> {
  await settle(page);
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await expectNoSidewaysScroll(page, `${name} at ${size.width}`);
      await page.screenshot({ path: join(FOLDER, `${name}-${size.width}-${scheme}.png`) });
      if (size.width === AXE_AT[scheme])
        await expectNoAxeViolations(page, `${name} ${scheme} ${size.width}`);
    }
  }
}

/** The heading is there and nothing is being opened any more. */
async function settle(page: Page): Promise<void> {
  await expect(page.locator('h1, h2').first()).toBeVisible();
  await expect(page.locator('.bone')).toHaveCount(0);
}

async function expectNoSidewaysScroll(page: Page, where: string): Promise<void> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over, `${where}: wider than the screen by`).toBeLessThanOrEqual(0);
}

async function firstPerson({ page, goTo }: Device): Promise<string> {
  await goTo('/patients');
  const link = page.getByRole('list', { name: 'People by name' }).getByRole('link').first();
  return (await link.getAttribute('href'))?.split('/').at(-1) ?? '';
}
