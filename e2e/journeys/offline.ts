import { firstAnswer, firstSight } from '#e2e/harness/arrival.ts';
import {
  addAllergy,
  banner,
  changeDetail,
  openChart,
  takeNextFreeTime,
} from '#e2e/harness/daily-work.ts';
import { bed, freeBeds, registerPerson, typePerson } from '#e2e/harness/desk.ts';
import type { Device } from '#e2e/harness/device.ts';
import { waitUntilKept } from '#e2e/harness/half-typed.ts';
import { peopleHeld } from '#e2e/harness/hospital-copy.ts';
import { expect, test } from '#e2e/harness/test.ts';

const ODA = { family: 'Nakagawa', given: 'Oda', born: '3.7.1971', sex: 'Female' } as const;

/** The mark says since when the network is away and how much waits. */
async function expectWaiting(device: Device, changes: string): Promise<void> {
  await expect(device.mark()).toContainText(/Offline since \d\d:\d\d/);
  await expect(device.mark()).toContainText(changes);
}

test('after one visit a tablet starts cold without a network and shows the whole hospital', async ({
  hospital,
  deviceOf,
}) => {
  const tablet = await deviceOf('nurse');
  await hospital.stop();
  await tablet.reopen('/');
  const { page } = tablet;
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
  await expectWaiting(tablet, 'nothing waiting to be sent');

  await openChart(page, 'weiss');
  await expect(banner(page)).toContainText('MRN');
  await page.getByRole('link', { name: 'Calendar', exact: true }).click();
  await expect(page.getByRole('heading', { name: /day \d+ /, level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Wards', exact: true }).click();
  const [free = ''] = await freeBeds(page);
  await expect(bed(page, free)).toContainText('Free');
  await page.getByRole('link', { name: /^Inbox/ }).click();
  await expect(page.getByRole('list', { name: 'Waiting' }).getByRole('link').first()).toBeVisible();

  // A bookmark works too, and another start of the browser.
  await tablet.reopen('/wards');
  await expect(bed(tablet.page, free)).toContainText('Free');
  expect(tablet.complaints).toEqual([]);
});

test(
  'a desk without a network registers, books, checks in, admits and edits, counts every change, and all of it arrives once',
  { tag: '@alone' },
  async ({ hospital, deviceOf }) => {
    const desk = await deviceOf('reception');
    await desk.waitUntilSaved();
    await hospital.stop('SIGKILL');
    await desk.page.goto('http://localhost/patients/new');
    await expectWaiting(desk, 'nothing waiting to be sent');

    await registerPerson(desk.page, ODA);
    await expect(banner(desk.page)).toContainText('Not sent yet');
    await expectWaiting(desk, '1 change on this computer');
    const chart = new URL(desk.page.url()).pathname;
    await addAllergy(desk.page, 'Penicillin');
    await expectWaiting(desk, '2 changes on this computer');
    await changeDetail(desk.page, 'Phone', '0171 5550199');
    await expectWaiting(desk, '3 changes on this computer');

    await desk.page.getByRole('link', { name: 'Book an appointment' }).click();
    await takeNextFreeTime(desk.page);
    await expect(desk.page.getByText('Booked as provisional.')).toBeVisible();
    await expectWaiting(desk, '4 changes on this computer');
    await desk.page.getByRole('link', { name: 'To the calendar' }).click();
    await desk.page.locator('.ev', { hasText: 'Nakagawa' }).click();
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Check in' }).click();
    await expectWaiting(desk, '5 changes on this computer');

    await desk.reopen(chart);
    await expectWaiting(desk, '5 changes on this computer');
    await desk.page.getByRole('link', { name: 'Admit', exact: true }).click();
    const admit = desk.page.getByRole('button', { name: /^Admit to bed/ });
    await desk.page.getByRole('radio').first().check();
    await admit.click();
    await expectWaiting(desk, '6 changes on this computer');
    await desk.page.reload();
    await expectWaiting(desk, '6 changes on this computer');

    const [answered, saved] = await Promise.all([
      firstAnswer(desk.page),
      firstSight(desk.page, 'All saved in the hospital'),
    ]);
    await hospital.start();
    await expect(desk.mark()).toContainText('All saved in the hospital', { timeout: 40_000 });
    expect((await saved()) - (await answered())).toBeLessThan(2000);
    await hospital.stop();
    const [held, ...twice] = await peopleHeld(hospital, ODA.family);
    expect(twice).toEqual([]);
    expect(Object.values(held?.patient.content['allergies'] ?? {})).toMatchObject([
      { substance: 'Penicillin' },
    ]);
    expect(held?.appointments.map(({ content }) => content['status'])).toEqual(['arrived']);
    expect(held?.appointments.map(({ content }) => content['booking'])).toEqual(['confirmed']);
    expect(held?.encounters.map(({ content }) => content['class'])).toEqual(['IMP']);
    const mutations = held?.history.flatMap(({ mutationId }) => mutationId ?? []) ?? [];
    expect(mutations).toHaveLength(6);
    expect(new Set(mutations)).toHaveProperty('size', 6);
    expect(desk.complaints).toEqual([]);
  },
);

test(
  'a change made elsewhere meanwhile and one made here arrive within two seconds of the first answer, without a reload',
  { tag: '@alone' },
  async ({ newCable, deviceOf }) => {
    const cable = await newCable();
    const tablet = await deviceOf('nurse', { hospital: cable });
    const desk = await deviceOf('reception');
    await openChart(tablet.page, 'weiss');
    await desk.goTo(new URL(tablet.page.url()).pathname);
    cable.pull();
    await expectWaiting(tablet, 'nothing waiting to be sent');
    await addAllergy(tablet.page, 'Natural rubber');
    await addAllergy(desk.page, 'Kiwi fruit');
    await desk.waitUntilSaved();
    await expectWaiting(tablet, '1 change on this computer');

    const [answered, saved, kiwi, rubber] = await Promise.all([
      firstAnswer(tablet.page),
      firstSight(tablet.page, 'All saved in the hospital'),
      firstSight(tablet.page, 'Kiwi fruit'),
      firstSight(desk.page, 'Natural rubber'),
    ]);
    cable.plug();
    await expect(banner(tablet.page)).toContainText('Kiwi fruit', { timeout: 30_000 });
    for (const arrived of [saved, kiwi, rubber])
      expect((await arrived()) - (await answered())).toBeLessThan(2000);
    for (const { page } of [tablet, desk])
      for (const substance of ['Kiwi fruit', 'Natural rubber'])
        await expect(banner(page)).toContainText(substance);
  },
);

test('what is half typed survives reload and the sudden end of the browser, and is registered without a network', async ({
  hospital,
  deviceOf,
}) => {
  const desk = await deviceOf('reception');
  await desk.goTo('/patients/new');
  await hospital.stop('SIGKILL');
  await typePerson(desk.page, ODA);
  await desk.page.reload();
  await expect(desk.page.getByText('What you had typed is back.')).toBeVisible();
  await expect(desk.page.getByLabel('Birth date', { exact: true })).toHaveValue(ODA.born);
  await desk.page.getByLabel('Phone').fill('0171 5550199');
  await waitUntilKept(desk.page, '5550199');
  await desk.kill();

  await desk.reopen('/patients/new');
  await expect(desk.page.getByLabel('Phone')).toHaveValue('0171 5550199');
  await expect(desk.page.getByLabel('Family name')).toHaveValue(ODA.family);
  await expect(desk.page.getByLabel('Birth date', { exact: true })).toHaveValue(ODA.born);
  await expectWaiting(desk, 'nothing waiting to be sent');
  await desk.page.getByRole('button', { name: /^Register/ }).click();
  await expect(banner(desk.page)).toContainText('Nakagawa, Oda');
  await expectWaiting(desk, '1 change on this computer');
  await desk.kill();
  await desk.reopen('/patients/new');
  await expect(desk.page.getByLabel('Family name')).toHaveValue('');
  await expectWaiting(desk, '1 change on this computer');
});

test('an answer that is lost on its way back makes no second record', async ({
  hospital,
  newCable,
  deviceOf,
}) => {
  const cable = await newCable();
  const desk = await deviceOf('reception', { hospital: cable });
  await desk.waitUntilSaved();
  await desk.goTo('/patients/new');
  const lost = cable.loseAnswers('/sync/v1/push');
  await registerPerson(desk.page, ODA);
  await lost;
  await expect(banner(desk.page)).not.toContainText('Not sent yet', { timeout: 30_000 });
  await desk.waitUntilSaved();
  const [held, ...twice] = await peopleHeld(hospital, ODA.family);
  expect(twice).toEqual([]);
  expect(held?.history).toHaveLength(1);
});

test('a power cut in the hospital between its commit and its answer makes no second record', async ({
  hospital,
  newCable,
  deviceOf,
}) => {
  const cable = await newCable();
  const desk = await deviceOf('reception', { hospital: cable });
  await desk.waitUntilSaved();
  await desk.goTo('/patients/new');
  const lost = cable.loseAnswers('/sync/v1/push').then(() => hospital.stop('SIGKILL'));
  await registerPerson(desk.page, ODA);
  await lost;
  await expectWaiting(desk, '1 change on this computer');
  expect(await peopleHeld(hospital, ODA.family)).toHaveLength(1);

  await hospital.start();
  await expect(banner(desk.page)).not.toContainText('Not sent yet', { timeout: 30_000 });
  await desk.waitUntilSaved();
  const [held, ...twice] = await peopleHeld(hospital, ODA.family);
  expect(twice).toEqual([]);
  expect(held?.history).toHaveLength(1);
});
