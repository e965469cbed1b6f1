import { expect, test } from '#e2e/harness/test.ts';

test('an empty hospital asks its first visitor to set it up', async ({
  emptyHospital,
  newDevice,
}) => {
  const { page } = await newDevice({ hospital: emptyHospital });
  await expect(page.getByRole('heading', { name: 'Set up this hospital' })).toBeVisible();
});
