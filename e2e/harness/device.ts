import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { BROWSER_ARGS } from '#e2e/browser.ts';

/** A whole hospital arrives on a new device, while other journeys use the same two cores. */
const FIRST_SYNC_MS = 60_000;
/** The password of every demo account. */
export const DEMO_PASSWORD = process.env['WARDLINE_DEMO_PASSWORD'] ?? 'wardline-demo';

export interface DeviceOptions {
  readonly url: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly isTouch?: boolean;
  readonly language?: string;
}
/** One browser profile: a tablet or a desktop with its own storage, which outlives the browser. */
export interface Device {
  /** The page of the browser that is open now. */
  readonly page: Page;
  readonly context: BrowserContext;
  /** Whatever the page complained about since it was opened. */
  readonly complaints: readonly string[];
  /** Closes the browser; the profile stays. */
  close(): Promise<void>;
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
  const profile = mkdtempSync(join(tmpdir(), 'wardline-device-'));
  const complaints: string[] = [];
  let context = await launch(profile, options);
  let page = await firstPage(context, complaints);
  await page.goto(options.url);
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
    close: () => context.close(),
    reopen: async (path = '/') => {
      await context.close();
      context = await launch(profile, options);
      page = await firstPage(context, complaints);
      await page.goto(options.url + path);
    },
    signIn: (username, password = DEMO_PASSWORD) => signIn(page, username, password),
    waitUntilSaved: () =>
      expect(mark()).toContainText('All saved in the hospital', { timeout: FIRST_SYNC_MS }),
    waitUntilInstalled: () => waitUntilInstalled(page),
    remove: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

function launch(profile: string, options: DeviceOptions): Promise<BrowserContext> {
  const executablePath = process.env['CHROMIUM_PATH'];
  if (!executablePath) throw new Error('start the journeys with: npm run e2e');
  const extra = JSON.parse(process.env['CHROMIUM_ENV'] ?? '{}') as Record<string, string>;
  return chromium.launchPersistentContext(profile, {
    executablePath,
    args: [...BROWSER_ARGS],
    headless: true,
    env: { ...(process.env as Record<string, string>), ...extra },
    viewport: options.viewport ?? { width: 1280, height: 900 },
    hasTouch: options.isTouch ?? false,
    locale: options.language ?? 'en',
  });
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
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
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
