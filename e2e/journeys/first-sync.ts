import { countOn, heldBy } from '#e2e/harness/held-documents.ts';
import { expect, test } from '#e2e/harness/test.ts';

const LOADED_BEFORE = 3;
const LONG = { timeout: 60_000 };
/** The address of a segment. */
const SEGMENT = /\/sync\/v1\/snapshot\/[^/]+\/([0-9a-f]+)$/;

test('a page that is closed while the hospital arrives goes on where it was, ends complete, and pushes nothing back (S15)', async ({
  hospital,
  newDevice,
}) => {
  const desk = await newDevice();
  const { page } = desk;
  const asked: string[] = [];
  const doors: string[] = [];
  let isHeld = true;
  page.on('request', (request) => doors.push(new URL(request.url()).pathname));
  await desk.context.route(SEGMENT, async (route) => {
    const [, hash = ''] = SEGMENT.exec(route.request().url()) ?? [];
    asked.push(hash);
    // Beyond the first ones the line hangs.
    if (!isHeld || asked.length <= LOADED_BEFORE) await route.continue();
  });
  await desk.signIn('reception');
  await expect(desk.mark()).toContainText(/Loading: [1-9][\d,]* of [\d,]+ records/, LONG);
  await expect.poll(() => asked.length, LONG).toBeGreaterThan(LOADED_BEFORE);
  await expect
    .poll(async () => Object.keys(await countOn(desk)).length, LONG)
    .toBeGreaterThanOrEqual(LOADED_BEFORE);
  const before = asked.splice(0).slice(0, LOADED_BEFORE);
  isHeld = false;
  await page.reload();
  await desk.waitUntilSaved();
  expect(await countOn(desk)).toEqual(heldBy(hospital));
  for (const hash of before.slice(0, -1)) expect(asked).not.toContain(hash);
  expect(doors.filter((path) => path.endsWith('/push'))).toEqual([]);
  await desk.mark().click();
  await page.getByRole('button', { name: 'Compare now' }).click();
  await expect(page.getByText('everything here is as it is there')).toBeVisible(LONG);
});
