import type { Locator, Page } from '@playwright/test';
import type { Cable } from '#e2e/harness/cable.ts';
import {
  addAllergy,
  banner,
  changeDetail,
  openChart,
  takeNextFreeTime,
} from '#e2e/harness/daily-work.ts';
import { bed, freeBeds, pickFirst, registerPerson } from '#e2e/harness/desk.ts';
import type { Device } from '#e2e/harness/device.ts';
import { peopleHeld, readCopy } from '#e2e/harness/hospital-copy.ts';
import type { Hospital } from '#e2e/harness/hospital.ts';
import { expect, test } from '#e2e/harness/test.ts';

const ODA = { family: 'Nakagawa', given: 'Oda', born: '3.7.1971', sex: 'Female' } as const;
/** A line that was down may be tried again only after some seconds. */
const BACK = { timeout: 40_000 };

/** Lets both work without a network, and waits until the hospital has all of it. */
async function withoutNetwork(
  hospital: Hospital,
  devices: readonly Device[],
  work: (device: Device) => Promise<void>,
): Promise<void> {
  for (const device of devices) await device.waitUntilSaved();
  await hospital.stop();
  for (const device of devices) {
    await work(device);
    await expect(device.mark()).toContainText(/Offline since .* on this computer/);
  }
  await hospital.start();
  for (const device of devices)
    await expect(device.mark()).not.toContainText(/Offline|Saving|Sending/, BACK);
}

/** The chart of the same person on both. */
async function sameChart([one, two]: readonly [Device, Device], letters: string): Promise<string> {
  await openChart(one.page, letters);
  const path = new URL(one.page.url()).pathname;
  await two.goTo(path);
  await expect(banner(two.page)).toContainText(new RegExp(letters, 'i'));
  return path;
}

function detail(page: Page, label: string) {
  return page
    .locator('.chart-details > div')
    .filter({ has: page.getByText(label, { exact: true }) });
}

test('different fields of one record merge by themselves', async ({ hospital, deviceOf }) => {
  const both = [await deviceOf('reception'), await deviceOf('nurse')] as const;
  const [desk, tablet] = both;
  await sameChart(both, 'weiss');
  await withoutNetwork(hospital, both, ({ page }) =>
    page === desk.page
      ? changeDetail(page, 'Phone', '0171 5550199')
      : changeDetail(page, 'Given name', 'Annegret'),
  );
  for (const { page } of [desk, tablet]) {
    await expect(banner(page)).toContainText('Annegret');
    await expect(detail(page, 'Phone')).toContainText('0171 5550199');
    await expect(banner(page)).not.toContainText('Two readings');
  }
});

test('two birth dates for one person: both are shown on both devices until somebody decides in the inbox', async ({
  hospital,
  deviceOf,
}) => {
  const both = [await deviceOf('reception'), await deviceOf('nurse')] as const;
  const [desk, tablet] = both;
  const path = await sameChart(both, 'weiss');
  await withoutNetwork(hospital, both, ({ page }) =>
    changeDetail(page, 'Birth date', page === desk.page ? '14.5.1961' : '15.5.1961'),
  );
  for (const { page } of both) {
    await expect(banner(page)).toContainText('Two readings');
    const readings = page.getByRole('region', { name: 'Two readings: Birth date' });
    for (const said of ['14 May 1961', 'Lena Bauer', '15 May 1961', 'Marta Silva', 'shown now'])
      await expect(readings).toContainText(said);
  }

  const { page } = tablet;
  await page.getByRole('link', { name: /^Inbox/ }).click();
  await page.getByRole('link', { name: /Birth date.*Weiss/ }).click();
  await expect(page.getByRole('heading', { name: 'Which birth date is right?' })).toBeVisible();
  const here = page.getByRole('article').filter({ hasText: 'On this device' });
  await expect(here).toContainText('Marta Silva');
  await expect(page.getByRole('article').filter({ hasText: 'On another device' })).toContainText(
    '14 May 1961',
  );
  await here.getByRole('button', { name: 'Keep 15 May 1961' }).click();
  await expect(page.getByText(/^Marta Silva decided/)).toBeVisible();
  await tablet.goTo(path);
  for (const device of both) {
    await expect(banner(device.page)).toContainText('15 May 1961');
    await expect(banner(device.page)).not.toContainText('Two readings');
  }
  await desk.page.getByRole('link', { name: /^Inbox/ }).click();
  await expect(desk.page.getByRole('list', { name: 'Settled' })).toContainText('Birth date');
});

test('one person moved to two beds at once is shown in both, until somebody says where they lie', async ({
  hospital,
  deviceOf,
}) => {
  const both = [await deviceOf('nurse'), await deviceOf('nurse2')] as const;
  const [one, two] = both;
  for (const { page } of both) await page.getByRole('link', { name: 'Wards', exact: true }).click();
  const [first = '', second = ''] = await freeBeds(one.page);
  await freeBeds(two.page);
  const from = one.page.locator('.bed:not(.bed-empty)').first();
  const old = ((await from.getAttribute('aria-label')) ?? '').replace('Bed ', '');
  const who = (await from.getByRole('link').first().textContent()) ?? '?';
  await withoutNetwork(hospital, both, async ({ page }) => {
    const to = page === one.page ? first : second;
    await bed(page, old).getByRole('link').first().press('m');
    await page
      .getByRole('dialog')
      .getByLabel(new RegExp(`· ${to}$`))
      .check();
    await page.getByRole('button', { name: `Move to bed ${to}` }).click();
    await expect(bed(page, to)).toContainText(who);
  });
  for (const { page } of both)
    for (const name of [first, second]) await expect(bed(page, name)).toContainText(who);
  await expect(bed(one.page, first)).toContainText(`Also recorded in bed ${second}`);

  const { page } = two;
  await page.getByRole('link', { name: /^Inbox/ }).click();
  await page.getByRole('link', { name: /^Recorded in two places/ }).click();
  await expect(page.getByRole('heading', { name: 'Which bed is right?' })).toBeVisible();
  const place = (name: string) => page.getByRole('article', { name: `Bed ${name}, Ward 1` });
  await expect(place(first)).toContainText(/On another device.*Marta Silva/);
  await expect(place(second)).toContainText(/On this device.*Amina Diallo/);
  await page.getByRole('button', { name: `Lies in bed ${first}` }).click();
  await expect(page.getByRole('link', { name: /^Recorded in two places/ })).toBeHidden();
  await two.waitUntilSaved();
  await page.getByRole('link', { name: 'Wards', exact: true }).click();
  for (const device of both) {
    await expect(bed(device.page, first)).toContainText(who);
    await expect(bed(device.page, first)).not.toContainText('Also recorded');
    await expect(bed(device.page, second)).not.toContainText(who);
  }
  await one.page.getByRole('link', { name: /^Inbox/ }).click();
  const waiting = one.page.getByRole('list', { name: 'Waiting' });
  await expect(waiting.getByRole('link').first()).toBeVisible();
  await expect(waiting).not.toContainText(who);
});

test('allergies of both devices are a union, and none known never hides one', async ({
  hospital,
  deviceOf,
}) => {
  const both = [await deviceOf('reception'), await deviceOf('nurse')] as const;
  const [desk] = both;
  await desk.goTo('/patients/new');
  await registerPerson(desk.page, ODA);
  await desk.waitUntilSaved();
  await sameChart(both, 'nakagawa');
  await withoutNetwork(hospital, both, async ({ page }) => {
    if (page === desk.page) await page.getByRole('button', { name: /^Record “No known/ }).click();
    else await addAllergy(page, 'Peanut');
  });
  for (const { page } of both) {
    await expect(banner(page)).toContainText('Peanut');
    await expect(banner(page)).not.toContainText('No known allergies');
  }
  await withoutNetwork(hospital, both, ({ page }) =>
    addAllergy(page, page === desk.page ? 'Penicillin' : 'Latex'),
  );
  for (const { page } of both)
    for (const substance of ['Peanut', 'Penicillin', 'Latex'])
      await expect(banner(page)).toContainText(substance);
  const [held] = await peopleHeld(hospital, ODA.family);
  expect(Object.keys(held?.patient.content['allergies'] ?? {})).toHaveLength(3);
});

/** Registers somebody; then the line is cut, and they are booked. */
async function bookMeanwhile(desk: Device, cable: Cable): Promise<void> {
  const { page } = desk;
  await desk.goTo('/patients/new');
  await registerPerson(page, ODA);
  await expect(banner(page)).not.toContainText('Not sent yet');
  cable.pull();
  await expect(desk.mark()).toContainText('Offline');
  await page.getByRole('link', { name: 'Book an appointment' }).click();
  await takeNextFreeTime(page);
  await expect(page.getByText('Booked as provisional.')).toBeVisible();
}

/** The account of the person at reception, open on the administrator's page. */
async function openAccount(admin: Device): Promise<Locator> {
  await admin.goTo('/admin/people');
  const people = admin.page.getByRole('list', { name: 'People who can sign in' });
  await people.getByRole('listitem').filter({ hasText: 'Lena Bauer' }).getByRole('button').click();
  return admin.page.getByRole('dialog', { name: 'Change Lena Bauer' });
}

test('a right taken away counts from when the device learns of it: what was booked before is kept', async ({
  newCable,
  deviceOf,
}) => {
  const cable = await newCable();
  const desk = await deviceOf('reception', { hospital: cable });
  await bookMeanwhile(desk, cable);
  const account = await openAccount(await deviceOf('admin'));
  await account.getByLabel('Nurse').check();
  await account.getByLabel('Reception').uncheck();
  await account.getByRole('button', { name: 'Save the changes' }).click();
  await expect(account).toBeHidden();
  cable.plug();
  await expect(desk.mark()).toContainText('All saved in the hospital', BACK);
  await expect(desk.page.locator('.topbar .person')).toContainText('Nurse');
  await expect(desk.page.getByText('Your role does not book appointments.')).toBeVisible();
  await openChart(desk.page, ODA.family);
  await expect(desk.page.getByRole('region', { name: 'Coming up' })).toContainText('Confirmed');
});

test('a refused booking comes back to its author with the reason, and can be written again', async ({
  hospital,
  newCable,
  deviceOf,
}) => {
  const cable = await newCable();
  const desk = await deviceOf('nurse2', { hospital: cable });
  const { page } = desk;
  const admin = await deviceOf('admin');
  await page.getByRole('button', { name: 'Lock or switch' }).click();
  await page.getByRole('button', { name: 'Someone else' }).click();
  await desk.signIn('reception');
  await bookMeanwhile(desk, cable);
  const account = await openAccount(admin);
  await account.getByRole('button', { name: 'Take the way in away' }).click();
  await expect(account).toBeHidden();
  cable.plug();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible(BACK);
  await expect.poll(() => readCopy(hospital, (store) => store.countEscrow())).toBe(1);
  expect((await peopleHeld(hospital, ODA.family))[0]?.appointments).toEqual([]);

  await (await openAccount(admin)).getByRole('button', { name: 'Give the way in back' }).click();
  await expect(account).toBeHidden();
  await page.getByRole('button', { name: 'Someone else' }).click();
  await desk.signIn('reception');
  await expect(desk.mark()).toContainText('1 change needs you', BACK);
  await page.getByRole('link', { name: /^Inbox/ }).click();
  await page.getByRole('link', { name: /^Not accepted/ }).click();
  const opened = page.getByRole('region', { name: 'Choose what you want to settle.' });
  for (const said of [
    'The hospital did not accept this change',
    'The person who wrote it was not enrolled on that device.',
    'It is kept here for Lena Bauer.',
    'Nakagawa, Oda',
    'Time:',
  ])
    await expect(opened).toContainText(said);
  await opened.getByRole('button', { name: 'Try again' }).click();
  await desk.waitUntilSaved();
  const [held] = await peopleHeld(hospital, ODA.family);
  expect(held?.appointments.map(({ content }) => content['booking'])).toEqual(['confirmed']);
});

test('one free time taken on two devices: the first booking is confirmed, the other is told and takes another time', async ({
  hospital,
  newCable,
  newDevice,
  deviceOf,
}) => {
  const cables = [await newCable(), await newCable()] as const;
  const first = await deviceOf('reception', { hospital: cables[0] });
  const second = await newDevice({ hospital: cables[1] });
  await second.signIn('doctor');
  await second.waitUntilSaved();
  for (const [i, letters] of (['weiss', 'reddy'] as const).entries()) {
    const { page, ...device } = i === 0 ? first : second;
    await device.goTo('/book');
    cables[i]?.pull();
    await pickFirst(page, letters);
    await takeNextFreeTime(page);
    await expect(page.getByText('Booked as provisional.')).toBeVisible();
  }
  cables[0].plug();
  await expect(first.page.getByText('Booked and confirmed.')).toBeVisible(BACK);
  cables[1].plug();
  const lost = second.page.getByRole('group', { name: 'Lost time' });
  await expect(lost).toContainText(/was taken first by Weiss/, BACK);
  await expect(lost).toContainText('This booking is kept.');
  await expect(lost.getByRole('button')).toHaveCount(3);
  await expect(first.page.getByText('Booked and confirmed.')).toBeVisible();
  await lost.getByRole('button').first().click();
  await expect(second.page.getByText('Booked and confirmed.')).toBeVisible();

  await Promise.all([first.waitUntilSaved(), second.waitUntilSaved()]);
  const words = await readCopy(hospital, async (store) => {
    const where = [{ key: 'status', anyOf: ['booked'] }];
    const { documents } = await store.find({ collection: 'appointments', where, limit: 5000 });
    return documents.map(({ content }) => content['booking']);
  });
  expect(words).not.toContain('provisional');
});

test('who was seen here was here: arrived stands against did not come, and a person is asked', async ({
  hospital,
  deviceOf,
}) => {
  const both = [await deviceOf('reception'), await deviceOf('nurse')] as const;
  const [desk, tablet] = both;
  await desk.goTo('/patients/new');
  await registerPerson(desk.page, ODA);
  await desk.page.getByRole('link', { name: 'Book an appointment' }).click();
  await takeNextFreeTime(desk.page);
  await expect(desk.page.getByText('Booked and confirmed.')).toBeVisible();
  await desk.page.getByRole('link', { name: 'To the calendar' }).click();
  const booking = (page: Page) => page.locator('.ev', { hasText: ODA.family });
  await expect(booking(desk.page)).toBeVisible();
  const { pathname, search } = new URL(desk.page.url());
  await tablet.goTo(pathname + search);
  await expect(booking(tablet.page)).toBeVisible();
  await withoutNetwork(hospital, both, async ({ page }) => {
    await booking(page).click();
    const step = page === desk.page ? 'Did not come' : 'Check in';
    await page.getByRole('dialog').getByRole('button', { name: step }).click();
  });
  for (const { page } of both) await expect(booking(page)).toContainText('waiting');
  const { page } = desk;
  await page.getByRole('link', { name: /^Inbox/ }).click();
  await page.getByRole('link', { name: /^State.*Nakagawa/ }).click();
  await expect(
    page.getByRole('heading', { name: 'What happened with this appointment?' }),
  ).toBeVisible();
  for (const said of ['Did not come', 'Arrived', 'Lena Bauer', 'Marta Silva'])
    // As it is written: each side also says in small letters when it arrived, where that is another minute.
    await expect(page.getByRole('article').filter({ hasText: new RegExp(said) })).toBeVisible();
  await page.getByRole('button', { name: 'Keep arrived' }).click();
  await expect(page.getByText(/^Lena Bauer decided/)).toBeVisible();
  await tablet.page.getByRole('link', { name: /^Inbox/ }).click();
  await expect(tablet.page.getByRole('list', { name: 'Settled' })).toContainText(ODA.family);
});
