import { expect, test } from '#e2e/harness/test.ts';

test('a second tab is told apart: changes made there appear here', async ({ deviceOf }) => {
  const desk = await deviceOf('reception');
  const second = await desk.context.newPage();
  await second.goto(desk.page.url());
  await expect(second.getByText('Wardline is open in another tab.')).toBeVisible();
  await expect(desk.page.getByText('Wardline is open in another tab.')).toBeVisible();
});
