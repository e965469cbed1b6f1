import { expect, test } from '#e2e/harness/test.ts';

test('only an administrator sees the devices', async ({ deviceOf }) => {
  const { page, goTo } = await deviceOf('nurse');
  await goTo('/admin');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'This page is for the administration',
  );
  const status = await page.evaluate(async () => (await fetch('/api/v1/fleet')).status);
  expect(status).toBe(403);
});
