import { expect, test } from '#e2e/harness/test.ts';

test('a photo of a colleague, from any picture, is at the door of their device and stays there without a network', async ({
  hospital,
  deviceOf,
}) => {
  const [admin, tablet] = await Promise.all([deviceOf('admin'), deviceOf('nurse')]);
  await admin.goTo('/admin/people');
  await admin.page.getByRole('list').getByText('Marta Silva').click();
  const dialog = admin.page.getByRole('dialog');
  const picker = dialog.getByLabel('Photo', { exact: true });
  await picker.setInputFiles({ name: 'p.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no') });
  await expect(dialog).toContainText('cannot read that file as a picture');
  const buffer = await admin.page.screenshot({ type: 'png' });
  await picker.setInputFiles({ name: 'p.png', mimeType: 'image/png', buffer });
  await expect(dialog).toContainText('The photo is saved in the hospital.');
  const sizes = (images: Element[]): readonly number[] =>
    images.map((image) => (image as HTMLImageElement).naturalWidth);
  await expect.poll(() => dialog.locator('.face img').evaluateAll(sizes)).toEqual([256]);

  // The tablet learns of it with its next session.
  await tablet.page.reload();
  const own = tablet.page.locator('.person .face img');
  await expect.poll(() => own.evaluateAll(sizes)).toEqual([256]);
  await hospital.stop();
  await tablet.page.getByRole('button', { name: 'Lock or switch' }).first().click();
  const door = tablet.page.locator('.people .face img');
  await expect.poll(() => door.evaluateAll(sizes)).toEqual([256]);
  await tablet.page.reload();
  await expect.poll(() => door.evaluateAll(sizes)).toEqual([256]);
  expect([...admin.complaints, ...tablet.complaints]).toEqual([]);
});
