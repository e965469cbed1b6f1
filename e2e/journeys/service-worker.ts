import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { addAllergy, banner, openChart } from '#e2e/harness/daily-work.ts';
import { freeBeds, registerPerson, typePerson } from '#e2e/harness/desk.ts';
import type { Device } from '#e2e/harness/device.ts';
import { waitUntilKept } from '#e2e/harness/half-typed.ts';
import { assetsOf, filesToKeep, keptFiles } from '#e2e/harness/kept-files.ts';
import { secondBuild } from '#e2e/harness/second-build.ts';
import { expect, test } from '#e2e/harness/test.ts';
import { isOfStaff } from '#sw/what-is-kept.ts';

const CANARY = { family: 'Kanarienvogel', given: 'Oda', born: '3.7.1971', sex: 'Female' } as const;
const NEXT = '9.9.9';
/** A whole build, while other journeys use the same two cores. */
const BUILD_MS = 240_000;
/** The new worker fetches every file before it says that it is ready. */
const SLOWLY = { timeout: 60_000 };

const OLD_WORD = 'الأجنحة';
const NEW_WORD = 'أجنحة المستشفى';

interface Manifest {
  readonly icons: readonly Picture[];
  readonly screenshots: readonly (Picture & { readonly form_factor: string })[];
  readonly shortcuts: readonly { readonly name: string; readonly url: string }[];
}
interface Picture {
  readonly src: string;
  readonly sizes: string;
  readonly type: string;
  readonly purpose?: string;
}

test('no cache holds a patient, whatever screen was opened', async ({ deviceOf }) => {
  const desk = await deviceOf('reception');
  const { page } = desk;
  await desk.goTo('/patients/new');
  await registerPerson(page, CANARY);
  await addAllergy(page, 'Penicillin');
  await expect(banner(page)).not.toContainText('Not sent yet');
  const chart = new URL(page.url()).pathname;
  for (const part of ['appointments', 'stays', 'history']) {
    await desk.goTo(`${chart}?tab=${part}`);
    await expect(banner(page)).toContainText(CANARY.family);
    await expect(
      page.getByText(/^(Older ones|From the hospital|The hospital holds nothing)/),
    ).toBeVisible();
  }
  for (const path of [
    '/',
    '/patients',
    '/calendar',
    '/book',
    '/wards',
    '/admit',
    '/inbox',
    '/account',
  ]) {
    await desk.goTo(path);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
    await desk.waitUntilSaved();
  }
  const kept = await keptFiles(page);
  // Staff are kept on purpose: so the search finds what is there.
  expect(kept.filter(({ text }) => text.includes('Marta Silva')).map(({ path }) => path)).toEqual([
    '/api/v1/staff',
  ]);
  for (const { path, text } of kept) {
    expect(text, path).not.toContain(CANARY.family);
    expect(text, path).not.toMatch(/"birthDate"\s*:\s*"/);
    expect(path).not.toMatch(/^\/(sync|fhir)\/|^\/api\/v1\/(patients|people|fleet)/);
  }
});

test('every file of this version is kept, as the hospital serves it', async ({
  hospital,
  deviceOf,
}) => {
  const { page } = await deviceOf('nurse');
  const wanted = await filesToKeep(hospital);
  expect(wanted.length).toBeGreaterThan(20);
  const kept = await keptFiles(page, 'precache');
  expect(kept.map(({ path }) => path).toSorted()).toEqual(wanted.toSorted());
  for (const { path, text } of kept)
    expect(text, path).toBe(await (await fetch(hospital.url + path)).text());
});

for (const store of ['sealed', 'plain'] as const)
  test(`a browser starts without a network after its first visit, whether it can seal or not: ${store}`, async ({
    hospital,
    newDevice,
  }) => {
    const tablet = await newDevice({ store });
    await tablet.signIn('nurse');
    await tablet.waitUntilSaved();
    await tablet.waitUntilInstalled();
    if (store === 'plain')
      await expect
        .poll(async () => (await keptFiles(tablet.page, 'parts')).map(({ path }) => path).join())
        .toMatch(/open-plain-store/);
    await hospital.stop();
    await tablet.reopen('/patients');
    await expect(tablet.page.locator('.people-list [role="listitem"]').first()).toBeVisible();
    expect(tablet.complaints).toEqual([]);
  });

test('without a network every address opens, and what is no page is not answered with one', async ({
  hospital,
  deviceOf,
}) => {
  const desk = await deviceOf('reception');
  const { page } = desk;
  await openChart(page, 'weiss');
  const chart = new URL(page.url()).pathname;
  const wanted = (await assetsOf(hospital)).filter(isOfStaff);
  await expect
    .poll(async () => (await keptFiles(page, 'parts')).map(({ path }) => path), SLOWLY)
    .toEqual(expect.arrayContaining(wanted));
  expect(wanted.length).toBeGreaterThan(20);
  await hospital.stop();
  for (const [path, words] of [
    [chart, /Weiss/],
    [`${chart}/edit`, /Edit details/],
    [`${chart}/labels`, /Wristband/],
    ['/scan', /Hold the code|A scanner that types/],
    ['/queue', /Walk-in/],
    ['/queue/wall', /called|Room/],
    ['/wait-list', /Put on the wait list/],
    ['/wait-list/rebook', /lost a time|lost its time/],
    ['/calendar/week', /Week|booked|Nov|\d/],
    ['/calendar/month', /\d/],
    ['/calendar/away', /A clinician is away/],
    ['/patients/new', /Register a person/],
    ['/book', /Book an appointment/],
    ['/admit', /Admit a person/],
    ['/calendar', /Show|booked/],
    ['/wards', /Beds 1/],
    ['/inbox', /Inbox/],
    ['/account', /Single letters/],
    ['/nowhere/at/all', /Nothing at this address/],
  ] as const) {
    await desk.goTo(path);
    await expect(page.getByRole('main'), path).toContainText(words);
  }
  for (const path of [
    '/api/v1/me',
    '/sync/v1/nothing',
    '/fhir/Patient',
    '/livez',
    '/assets/gone-1a2b3c.js',
    '/version.txt',
  ])
    expect(await pageAt(desk, path), path).toBe('no answer');
  await hospital.start();
  for (const path of [
    '/api/v1/nothing',
    '/sync/v1/nothing',
    '/fhir/Nothing',
    '/assets/gone-1a2b3c.js',
    '/version.txt',
  ])
    expect(await pageAt(desk, path), path).toMatch(/^4\d\d application\/(problem|fhir)\+json/);
});

test('the app can be installed: name, icons, pictures and shortcuts are really there', async ({
  hospital,
  deviceOf,
}) => {
  const desk = await deviceOf('reception');
  const manifest = (await (await fetch(`${hospital.url}/manifest.webmanifest`)).json()) as Manifest;
  expect(manifest).toMatchObject({ name: 'Wardline', short_name: 'Wardline', start_url: '/' });
  expect(manifest.icons.map(({ purpose }) => purpose)).toContain('maskable');
  for (const { src, sizes, type } of [...manifest.icons, ...manifest.screenshots]) {
    const answer = await fetch(hospital.url + src);
    expect(answer.headers.get('content-type'), src).toBe(type);
    if (type === 'image/png')
      expect(sizeOf(Buffer.from(await answer.arrayBuffer())), src).toBe(sizes);
  }
  expect(manifest.screenshots.map((one) => one.form_factor)).toEqual(['wide', 'narrow']);
  expect(manifest.shortcuts.length).toBeGreaterThan(0);
  for (const { name, url } of manifest.shortcuts) {
    await desk.goTo(url);
    // The board soon says which ward it is of.
    const title = name === 'Wards' ? /^Ward.* · Wardline$/ : `${name} · Wardline`;
    await expect(desk.page).toHaveTitle(title);
  }
  const devtools = await desk.context.newCDPSession(desk.page);
  const { errors } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  expect(installabilityErrors).toEqual([]);
});

test.describe('an update', () => {
  test.describe.configure({ mode: 'default' });
  let next: ReturnType<typeof secondBuild> | undefined;
  test.beforeAll(() => {
    test.setTimeout(BUILD_MS);
    next = secondBuild(NEXT, renameWardsInArabic);
  });
  test.afterAll(() => next?.remove());

  test('is told in words, waits for what is half typed, and starts on a press with nothing lost', async ({
    hospital,
    deviceOf,
  }) => {
    const desk = await deviceOf('reception');
    const { page } = desk;
    await desk.goTo('/patients/new');
    await typePerson(page, CANARY);
    await waitUntilKept(page, CANARY.born);
    const before = await filesToKeep(hospital);
    await hospital.stop();
    await hospital.start(next?.root);
    await expect(page.getByText('A new version is ready.')).toBeVisible(SLOWLY);
    await expect(page.getByText('It starts when you have saved.')).toBeVisible();

    await hide(page);
    await waitUntilKept(page, CANARY.born);
    expect(await isOneWaiting(page)).toBe(true);
    await expect(page.getByLabel('Family name')).toHaveValue(CANARY.family);
    const reloaded = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Start now' }).click();
    await reloaded;
    await expect(page.getByText('What you had typed is back.')).toBeVisible();
    await expect(page.getByLabel('Birth date', { exact: true })).toHaveValue(CANARY.born);
    await expect(page.getByText('A new version is ready.')).toBeHidden();

    const after = await filesToKeep(hospital);
    const old = before.filter((path) => !after.includes(path));
    expect(old.length).toBeGreaterThan(0);
    const keptOld = async () => (await keptFiles(page)).filter(({ path }) => old.includes(path));
    await expect.poll(keptOld).toEqual([]);
    await expectVersion(desk, NEXT);
  });

  test('starts by itself where nothing is half typed and nobody looks', async ({
    hospital,
    deviceOf,
  }) => {
    const tablet = await deviceOf('nurse');
    const { page } = tablet;
    await page.evaluate(() => caches.open('wardline-hospital-0'));
    await hospital.stop();
    await hospital.start(next?.root);
    await expect(page.getByText('A new version is ready.')).toBeVisible(SLOWLY);
    const reloaded = page.waitForEvent('load');
    await hide(page);
    await reloaded;
    await expectVersion(tablet, NEXT);
    expect(await page.evaluate(() => caches.keys())).not.toContain('wardline-hospital-0');
  });

  test('goes on in the language that was chosen, without a network too', async ({
    hospital,
    deviceOf,
  }) => {
    const tablet = await deviceOf('nurse');
    const { page } = tablet;
    await tablet.goTo('/account');
    await page
      .getByRole('main')
      .getByRole('combobox', { name: 'Language' })
      .selectOption({ label: 'العربية' });
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await hospital.stop();
    await hospital.start(next?.root);
    const start = page.getByRole('button', { name: 'ابدأ الآن' });
    await expect(start).toBeVisible(SLOWLY);
    const reloaded = page.waitForEvent('load');
    await start.click();
    await reloaded;
    await hospital.stop();
    await tablet.reopen('/wards');
    await expect(tablet.page.locator('html')).toHaveAttribute('dir', 'rtl');
    await freeBeds(tablet.page);
    await expect(tablet.page.getByRole('link', { name: NEW_WORD, exact: true })).toBeVisible();
    await expect(tablet.mark()).toContainText('بلا اتصال منذ');
    await expectVersion(tablet, NEXT);
  });
});

/** What a browser gets that goes to an address as to a page. */
async function pageAt(device: Device, path: string): Promise<string> {
  const answer = await device.page.goto(`http://localhost${path}`).catch(() => null);
  if (!answer) return 'no answer';
  return `${answer.status()} ${answer.headers()['content-type'] ?? ''}`;
}

/** Nobody looks at the page any more. Playwright keeps every page in sight, so it is told to the page in the browser's own way. */
function hide(page: Page): Promise<void> {
  return page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

function isOneWaiting(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return registration?.waiting !== null && registration?.waiting !== undefined;
  });
}

async function expectVersion(device: Device, version: string): Promise<void> {
  await device.goTo('/account');
  await expect(device.page.getByText(`${version}+`)).toBeVisible();
}

/** Other words in the part of the app that speaks Arabic: it is another file then. */
function renameWardsInArabic(root: string): void {
  const file = join(root, 'pwa/i18n/ar/shell.ts');
  writeFileSync(file, readFileSync(file, 'utf8').replace(`'${OLD_WORD}'`, `'${NEW_WORD}'`));
}

/** Width and height as a PNG says them. */
function sizeOf(png: Buffer): string {
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}
