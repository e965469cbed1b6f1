import type { Page } from '@playwright/test';

/** A moment in a page's life that is still to come, in milliseconds since 1970; taken by the page itself, so that no polling is measured. */
type Moment = () => Promise<number>;

/** The end of the first request to the hospital that begins from now on and is answered. */
export function firstAnswer(page: Page): Promise<Moment> {
  return watch(page, 'answer', '');
}

/** The first moment from now on at which a text stands on the screen. */
export function firstSight(page: Page, text: string): Promise<Moment> {
  return watch(page, 'sight', text);
}

async function watch(page: Page, kind: 'answer' | 'sight', text: string): Promise<Moment> {
  const key = `moment ${kind} ${text}`;
  await page.evaluate(
    ([name, wanted, isSight]) => {
      const answer = (): Promise<number> => {
        const from = performance.now();
        return new Promise((resolve) => {
          new PerformanceObserver((list) => {
            const first = (list.getEntries() as PerformanceResourceTiming[]).find(
              ({ name: address, startTime, responseStatus }) =>
                address.includes('/sync/v1/') && startTime > from && responseStatus === 200,
            );
            if (first) resolve(performance.timeOrigin + first.responseEnd);
          }).observe({ type: 'resource' });
        });
      };
      const sight = (): Promise<number> => {
        const isShown = (): boolean => document.body.textContent.includes(wanted);
        if (isShown()) throw new Error(`"${wanted}" is on the screen already`);
        return new Promise((resolve) => {
          const observer = new MutationObserver(() => {
            if (!isShown()) return;
            observer.disconnect();
            resolve(performance.timeOrigin + performance.now());
          });
          observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        });
      };
      // In an object: a promise that is returned would be waited for here.
      Object.assign(globalThis, { [name]: { moment: isSight ? sight() : answer() } });
    },
    [key, text, kind === 'sight'] as const,
  );
  return () =>
    page.evaluate(
      (name) =>
        (globalThis as unknown as Record<string, { moment: Promise<number> }>)[name]?.moment ?? 0,
      key,
    );
}
