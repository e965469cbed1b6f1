import type { Page } from '@playwright/test';
import { expectNoAxeViolations } from '#e2e/harness/axe.ts';
import type { Device } from '#e2e/harness/device.ts';
import { expectNoSidewaysScroll, look, settle, takePicture } from '#e2e/harness/look.ts';
import type { ReadyPerson } from '#e2e/harness/template.ts';
import { expect, test } from '#e2e/harness/test.ts';

/**
 * Every screen behind the door, by somebody who uses it. `:first` is the first person of the list. Three are looked at where they have
 * something on them: a series (series.ts), files of people (files.ts), the self check-in (few-steps.ts).
 */
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
    rebook: '/wait-list/rebook',
    labels: '/patients/:first/labels',
    scan: '/scan',
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

/** What is done on a screen before it is looked at: the widest paper is the one that can be too wide. */
const FIRST: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  labels: (page) => page.getByLabel('Wristband', { exact: true }).check(),
};

test.describe.configure({ timeout: 300_000 });

for (const person of ['reception', 'desk', 'nurse', 'admin'] as const) {
  test(`every screen of ${person} can be used by everybody, in any light and at any size`, async ({
    deviceOf,
  }) => {
    const device = await deviceOf(person === 'desk' ? 'reception' : person);
    await device.waitUntilSaved();
    const first = person === 'admin' ? '' : await firstPerson(device);
    for (const [name, path] of Object.entries(SCREENS[person])) {
      await device.goTo(path.replace(':first', first));
      await device.waitUntilSaved();
      await FIRST[name]?.(device.page);
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

async function firstPerson({ page, goTo }: Device): Promise<string> {
  await goTo('/patients');
  const link = page.getByRole('list', { name: 'People by name' }).getByRole('link').first();
  return (await link.getAttribute('href'))?.split('/').at(-1) ?? '';
}
