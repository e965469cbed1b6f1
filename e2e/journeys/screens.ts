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
/** Every screen behind the door, by somebody who uses it. `:first` is the first person of the list. */
const SCREENS = {
  reception: {
    today: '/',
    patients: '/patients',
    registration: '/patients/new',
    'edit-patient': '/patients/:first/edit',
    calendar: '/calendar',
    booking: '/book?patient=:first',
  },
  // Like reception, in a journey of its own: a screen takes seconds in every light and size.
  desk: {
    'calendar-week': '/calendar/week',
    'calendar-month': '/calendar/month',
    queue: '/queue',
    wall: '/queue/wall',
    'wait-list': '/wait-list',
    away: '/calendar/away',
  },
  nurse: {
    'bed-board': '/wards',
    chart: '/patients/:first',
    admission: '/admit?patient=:first',
    inbox: '/inbox',
    account: '/account',
  },
  admin: {
    fleet: '/admin',
    speed: '/admin?part=speed',
    escrow: '/admin/escrow',
    reminders: '/admin/reminders',
    people: '/admin/people',
    'set-up': '/admin/set-up',
  },
} as const satisfies Partial<Record<ReadyPerson | 'desk', Readonly<Record<string, string>>>>;

test.describe.configure({ timeout: 300_000 });

for (const person of ['reception', 'desk', 'nurse', 'admin'] as const) {
  test(`every screen of ${person} can be used by everybody, in any light and at any size`, async ({
    deviceOf,
  }) => {
    const device = await deviceOf(person === 'desk' ? 'reception' : person);
    await device.waitUntilSaved();
    const first = person === 'admin' || person === 'desk' ? '' : await firstPerson(device);
    for (const [name, path] of Object.entries(SCREENS[person])) {
      await device.goTo(path.replace(':first', first));
      await device.waitUntilSaved();
      await test.step(name, () => look(device.page, name));
    }
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
    await takePicture(page, `${name}-820-ar`);
  }
});

async function look(page: Page, name: string): Promise<void> {
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
}

/** For somebody to look at; on a build server nobody does. */
async function takePicture(page: Page, name: string): Promise<void> {
  if (process.env['CI'] === undefined) await page.screenshot({ path: join(FOLDER, `${name}.png`) });
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
