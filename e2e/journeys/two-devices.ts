import { expect, test } from '#e2e/harness/test.ts';

test('what is registered at the desk appears on the ward by itself', async ({ deviceOf }) => {
  const [desk, tablet] = [await deviceOf('reception'), await deviceOf('nurse')];
  await desk.waitUntilSaved();
  await tablet.waitUntilSaved();
  expect(tablet.complaints).toEqual([]);
});
