import type { Browser, CDPSession } from '@playwright/test';

/** Seconds of processor time that a browser has used so far, all its processes together. */
export async function openBrowserCpu(browser: Browser | null): Promise<() => Promise<number>> {
  const cdp = (await browser?.newBrowserCDPSession().catch(() => null)) ?? null;
  return () => cpuOf(cdp);
}

async function cpuOf(cdp: CDPSession | null): Promise<number> {
  if (!cdp) return Number.NaN;
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}
