import type { Page } from '@playwright/test';

/**
 * Watches a page from now on: resolves with the milliseconds between the end of the first answered request to the hospital and
 * the moment at which the text stood on the screen. Both are taken by the page itself, so that no polling is measured.
 */
export async function watchArrival(page: Page, text: string): Promise<() => Promise<number>> {
  await page.evaluate((wanted) => {
    const from = performance.now();
    const answered = new Promise<number>((resolve) => {
      new PerformanceObserver((list) => {
        const first = (list.getEntries() as PerformanceResourceTiming[]).find(
          ({ name, startTime, responseStatus }) =>
            name.includes('/sync/v1/') && startTime > from && responseStatus === 200,
        );
        if (first) resolve(first.responseEnd);
      }).observe({ type: 'resource' });
    });
    const isShown = (): boolean => document.body.textContent.includes(wanted);
    const shown = new Promise<number>((resolve) => {
      if (isShown()) throw new Error(`"${wanted}" is on the screen already`);
      const observer = new MutationObserver(() => {
        if (!isShown()) return;
        observer.disconnect();
        resolve(performance.now());
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    Object.assign(globalThis, {
      arrival: Promise.all([answered, shown]).then(([answer, sight]) => sight - answer),
    });
  }, text);
  return () =>
    page.evaluate(() => (globalThis as unknown as { readonly arrival: Promise<number> }).arrival);
}
