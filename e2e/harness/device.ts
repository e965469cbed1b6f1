import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import type { Hospital } from './hospital.ts';
import { newProfile } from './template.ts';
import { BROWSER_ARGS } from '#e2e/browser.ts';

/** A whole hospital arrives on a new device, while other journeys use the same two cores. */
const FIRST_SYNC_MS = 180_000;
/** A password is stretched on both sides, on purpose slowly. */
const SIGN_IN_MS = 30_000;
/** The password of every demo account. */
export const DEMO_PASSWORD = 'wardline-demo';
/** One address for every hospital, whatever port it got: so a browser profile can be moved from one to the next. */
const ORIGIN = 'http://localhost';

export interface DeviceOptions {
  readonly hospital: Pick<Hospital, 'port'>;
  /** A browser profile, which is new if nothing is in it; one of its own where absent. */
  readonly profile?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly isTouch?: boolean;
  readonly language?: string;
  /** Its browser can seal what it holds, or lacks what that takes; as the whole run has it where absent. */
  readonly store?: 'sealed' | 'plain';
  /** False for a device that seals and whose journey types the password of each start of the browser by itself. */
  readonly isProved?: boolean;
}
/** One browser profile: a tablet or a desktop with its own storage, which outlives the browser. */
export interface Device {
  /** The page of the browser that is open now. */
  readonly page: Page;
  readonly context: BrowserContext;
  /** Whatever the page complained about since it was opened. */
  readonly complaints: readonly string[];
  /** Goes to an address of the hospital, as a bookmark does. */
  goTo(path: string): Promise<void>;
  /** Closes the browser; the profile stays. */
  close(): Promise<void>;
  /** Ends the browser as the system does when memory runs out: at once, without a word to the page. */
  kill(): Promise<void>;
  /** Starts the browser again on the same profile, at an address. */
  reopen(path?: string): Promise<void>;
  signIn(username: string, password?: string): Promise<void>;
  /** The sync mark: what is saved where. */
  mark(): Locator;
  /** Resolves when the mark says that the hospital has everything. */
  waitUntilSaved(): Promise<void>;
  /** Resolves when the app can start without a network: its worker has stored it and answers for it. */
  waitUntilInstalled(): Promise<void>;
  remove(): Promise<void>;
}

/** Unpacks a new device and opens the hospital on it. */
export async function openDevice(options: DeviceOptions): Promise<Device> {
  const profile = options.profile ?? newProfile();
  const isUsed = existsSync(profile) && readdirSync(profile).length > 0;
  const complaints: string[] = [];
  let context = await launch(profile, options);
  let page = await firstPage(context, complaints);
  let password = isUsed ? DEMO_PASSWORD : null;
  await page.goto(ORIGIN);
  let wasOpen = isUsed;
  // A browser that is started anew knows who was here and opens nothing without their password.
  const proveAgain = async (): Promise<void> => {
    if (storeOf(options) === 'plain' || options.isProved === false) return;
    if (password !== null && wasOpen) await prove(page, password);
  };
  // Whoever had locked it, or was shown out, is so after a start as well.
  const look = async (): Promise<void> => {
    if (page.isClosed()) return;
    wasOpen =
      (await page
        .locator('.door-form')
        .count()
        .catch(() => 1)) === 0;
  };
  await proveAgain();
  const mark = (): Locator => page.locator('.topbar .sync');
  return {
    get page() {
      return page;
    },
    get context() {
      return context;
    },
    complaints,
    mark,
    goTo: async (path) => void (await page.goto(ORIGIN + path)),
    close: () => context.close(),
    kill: async () => {
      await look();
      const gone = new Promise((resolve) => context.once('close', resolve));
      process.kill(browserOf(profile), 'SIGKILL');
      await gone;
    },
    reopen: async (path = '/') => {
      await look();
      await context.close();
      context = await launch(profile, options);
      page = await firstPage(context, complaints);
      await page.goto(ORIGIN + path);
      await proveAgain();
    },
    signIn: (username, given = DEMO_PASSWORD) => {
      password = given;
      return signIn(page, username, given);
    },
    waitUntilSaved: () =>
      expect(mark()).toContainText('All saved in the hospital', { timeout: FIRST_SYNC_MS }),
    waitUntilInstalled: () => waitUntilInstalled(page),
    remove: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Chromium locks its profile with a link to `host-pid`; one without windows does not, and is known by its command line. */
function browserOf(profile: string): number {
  const lock = lstatSync(join(profile, LOCK), { throwIfNoEntry: false });
  if (lock) return Number(readlinkSync(join(profile, LOCK)).split('-').at(-1));
  const isIt = (pid: string): boolean => {
    const file = `/proc/${pid}/cmdline`;
    const command = existsSync(file) ? readFileSync(file, 'utf8') : '';
    return command.includes(`--user-data-dir=${profile}`) && !command.includes('--type=');
  };
  return Number(readdirSync('/proc').find((pid) => /^\d+$/.test(pid) && isIt(pid)));
}
const LOCK = 'SingletonLock';

/** `WARDLINE_STORE=plain` makes a whole run in browsers that cannot seal. */
export function storeOf({ store }: Pick<DeviceOptions, 'store'>): 'sealed' | 'plain' {
  return store ?? (process.env['WARDLINE_STORE'] === 'plain' ? 'plain' : 'sealed');
}

async function launch(profile: string, options: DeviceOptions): Promise<BrowserContext> {
  const executablePath = process.env['CHROMIUM_PATH'];
  if (!executablePath) throw new Error('start the journeys with: npm run e2e');
  const extra = JSON.parse(process.env['CHROMIUM_ENV'] ?? '{}') as Record<string, string>;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [
      ...BROWSER_ARGS,
      `--host-resolver-rules=MAP localhost 127.0.0.1:${options.hospital.port}`,
    ],
    headless: true,
    env: { ...(process.env as Record<string, string>), ...extra },
    viewport: options.viewport ?? { width: 1280, height: 900 },
    hasTouch: options.isTouch ?? false,
    locale: options.language ?? 'en',
  });
  if (storeOf(options) === 'plain')
    await context.addInitScript(() => void Reflect.deleteProperty(globalThis, 'SharedWorker'));
  return context;
}

async function firstPage(context: BrowserContext, complaints: string[]): Promise<Page> {
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A server that is away is part of the story; the browser's own line about it is not a fault of the page.
    const isNetwork = /Failed to load resource|ERR_CONNECTION|ERR_INTERNET/.test(message.text());
    if (message.type() === 'error' && !isNetwork) complaints.push(message.text());
  });
  return page;
}

async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible({
    timeout: SIGN_IN_MS,
  });
}

/** The password of whoever was here last, in whatever language the door speaks. */
async function prove(page: Page, password: string): Promise<void> {
  const form = page.locator('.door-form');
  await form.locator('[name="password"]').fill(password);
  await form.locator('[type="submit"]').click();
  await expect(page.locator('.topbar')).toBeVisible({ timeout: SIGN_IN_MS });
}

async function waitUntilInstalled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
    });
  });
}
