import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { BROWSER_ARGS, findBrowser } from '#e2e/browser.ts';
import { startBenchHospital } from './bench-hospital.ts';
import { buildPage } from './build-page.ts';

/** A real browser, and a hospital that serves the page of a benchmark in the app's place. */
export interface BenchPage {
  readonly running: Browser;
  readonly url: string;
  /** A tab with the page in it, ready: `cases` is what it can do. */
  readonly open: (context?: BrowserContext) => Promise<Page>;
  readonly close: () => Promise<void>;
}

/** Opens the page that lies in a folder, over a hospital of so many people; says so where there is no browser. */
export async function openBenchPage(root: string, people: number): Promise<BenchPage> {
  const browser = await findBrowser();
  if (!browser) throw new Error('there is no Chromium here: set CHROMIUM_PATH or install one');
  const folder = mkdtempSync(join(tmpdir(), 'wardline-bench-page-'));
  const hospital = await startBenchHospital(people, await buildPage(root, folder));
  const running = await chromium.launch({
    executablePath: browser.file,
    args: [...BROWSER_ARGS],
    env: { ...(process.env as Record<string, string>), ...browser.env },
  });
  const { url } = hospital.server;
  return {
    running,
    url,
    open: async (context) => {
      const page = await (context ?? running).newPage();
      await page.goto(url);
      await page.waitForFunction(() => 'cases' in globalThis);
      return page;
    },
    close: async () => {
      await running.close();
      await hospital.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
