import { expect, test } from '#e2e/harness/test.ts';

test('the two cookies of a sign-in are out of reach of any script and of any other site', async ({
  deviceOf,
}) => {
  const { context, page } = await deviceOf('nurse');
  const cookies = await context.cookies();
  for (const name of ['wardline-session', 'wardline-device']) {
    const cookie = cookies.find((one) => one.name === name);
    expect(cookie, name).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
  }
  expect(await page.evaluate(() => document.cookie)).toBe('');
});
