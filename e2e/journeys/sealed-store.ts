import { banner, openChart } from '#e2e/harness/daily-work.ts';
import { registerPerson } from '#e2e/harness/desk.ts';
import { DEMO_PASSWORD } from '#e2e/harness/device.ts';
import { enter } from '#e2e/harness/door.ts';
import { expect, test } from '#e2e/harness/test.ts';

const ODA = { family: 'Nakagawa', given: 'Oda', born: '3.7.1971', sex: 'Female' } as const;

test('a sealed device works over reload and in two tabs, and asks for the password when the browser was closed', async ({
  newDevice,
}) => {
  const desk = await newDevice({ store: 'sealed' });
  await desk.signIn('reception');
  await desk.waitUntilSaved();
  await desk.waitUntilInstalled();
  await desk.goTo('/patients/new');
  await registerPerson(desk.page, ODA);
  await expect(banner(desk.page)).toContainText('MRN');
  await desk.page.reload();
  await expect(banner(desk.page)).toContainText('Nakagawa');
  const second = await desk.context.newPage();
  await second.goto('http://localhost/patients');
  await openChart(second, 'nakagawa');
  await desk.reopen();
  await enter(desk.page, null, DEMO_PASSWORD);
  await openChart(desk.page, 'nakagawa');
  expect(desk.complaints).toEqual([]);
});
