import type { PatientId } from '#shared/domain/ids.ts';
import { scanCodeOf } from '#shared/domain/scan-code.ts';
import { banner } from '#e2e/harness/daily-work.ts';
import { typePerson } from '#e2e/harness/desk.ts';
import type { Device } from '#e2e/harness/device.ts';
import { expect, test } from '#e2e/harness/test.ts';

const ODA = { family: 'Nakagawa', given: 'Oda', born: '3.7.1971', sex: 'Female' } as const;

const face = ({ page }: Device) => banner(page).getByRole('img', { name: /^Photo of/ });

test('a photo taken at the desk without a network survives a new start, and is what the ward sees who scans the wristband', async ({
  hospital,
  deviceOf,
}) => {
  const [desk, tablet] = await Promise.all([deviceOf('reception'), deviceOf('nurse')]);
  await desk.goTo('/patients/new');
  await desk.page.getByRole('button', { name: 'Take a photo' }).click();
  await expect(desk.page.getByLabel('What the camera sees')).toBeVisible();
  await desk.waitUntilSaved();
  await hospital.stop();
  await desk.page.getByRole('button', { name: 'Take the photo', exact: true }).click();
  await desk.page.getByRole('button', { name: 'Use this photo' }).click();
  // What is typed while the dialog is still there reaches no field behind it.
  await expect(desk.page.getByRole('dialog')).toBeHidden();
  await typePerson(desk.page, ODA);
  await desk.page.getByRole('button', { name: /^Register/ }).click();
  await expect(face(desk)).toBeVisible();
  const path = new URL(desk.page.url()).pathname;
  await expect(desk.mark()).toContainText('1 change on this computer');
  await desk.reopen(path);
  await expect(face(desk)).toBeVisible();
  await hospital.start();
  await desk.waitUntilSaved();

  // The scanner types the wristband's code, wherever the focus is.
  const code = scanCodeOf(path.split('/').at(-1) as PatientId);
  await tablet.page.getByRole('button', { name: 'Find a patient' }).click();
  await tablet.page.keyboard.type(`${code}`);
  await tablet.page.keyboard.press('Enter');
  await expect(banner(tablet.page)).toContainText('Nakagawa');
  await expect(banner(tablet.page)).toContainText('3 Jul 1971');
  await expect(face(tablet)).toBeVisible();
  expect(await face(tablet).evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(
    256,
  );
  expect([...desk.complaints, ...tablet.complaints]).toEqual([]);
});
