import { addAllergy, banner } from '#e2e/harness/daily-work.ts';
import { registerPerson } from '#e2e/harness/desk.ts';
import { DEMO_PASSWORD } from '#e2e/harness/device.ts';
import { enter, SLOWLY } from '#e2e/harness/door.ts';
import { foundOnDisk } from '#e2e/harness/on-the-disk.ts';
import { copyProfile } from '#e2e/harness/template.ts';
import { expect, test } from '#e2e/harness/test.ts';

/** Names that no dictionary, file or browser holds by chance. */
const CANARY = { family: 'Qzvkjxwq', given: 'Wbqzkhv', born: '3.7.1971', sex: 'Female' } as const;

test('a stolen tablet shows nothing: what it kept plainly moves in, and what is written lies sealed while the browser runs and when it is closed', async ({
  newDevice,
}) => {
  const profile = copyProfile('reception');
  const desk = await newDevice({ store: 'sealed', profile, isProved: false });
  await enter(desk.page, null, DEMO_PASSWORD);
  await expect(desk.page.getByRole('navigation', { name: 'Main' })).toBeVisible(SLOWLY);
  await desk.waitUntilSaved();
  // A page that comes after it asks nobody for the password.
  await desk.goTo('/patients/new');
  await registerPerson(desk.page, CANARY);
  await addAllergy(desk.page, 'Xkqvzjwhb');
  const second = await desk.context.newPage();
  await second.goto(desk.page.url());
  await expect(banner(second)).toContainText('Xkqvzjwhb', SLOWLY);

  const words = [CANARY.family, CANARY.given, 'Xkqvzjwhb', CANARY.family.toLowerCase()];
  expect(foundOnDisk(profile, words)).toEqual([]);
  await desk.close();
  expect(foundOnDisk(profile, words)).toEqual([]);
  await desk.reopen();
  await expect(desk.page.getByRole('heading', { name: /^Who is using/ })).toBeVisible();
  expect(desk.complaints).toEqual([]);
});
