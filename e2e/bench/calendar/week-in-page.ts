import type { Page } from '@playwright/test';

export interface WeekShown {
  /** From the click until names stand in every row in sight and have been painted. */
  readonly ms: number;
  readonly longestTaskMs: number;
  readonly rows: number;
}
export interface Drag {
  readonly frames: number;
  readonly seconds: number;
  readonly longestGapMs: number;
}

/** Presses "Week" on the day that is open, and waits until the week has been painted with everybody's name. */
export async function openWeek(page: Page): Promise<WeekShown> {
  const shown = page.evaluate(async () => {
    const tasks: number[] = [];
    const watch = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    });
    watch.observe({ type: 'longtask' });
    const began = await new Promise<number>((resolve) => {
      const hear = ({ timeStamp }: Event): void => resolve(timeStamp);
      window.addEventListener('click', hear, { capture: true, once: true });
      document.title = 'ready';
    });
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const isNamed = (): boolean => {
      const names = [...document.querySelectorAll('.wk b')];
      return names.length > 0 && names.every((name) => name.textContent !== '…');
    };
    while (!isNamed()) await frame();
    await frame();
    const ms = performance.now() - began;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    watch.disconnect();
    const rows = document.querySelectorAll('.week-row').length;
    return { ms, longestTaskMs: Math.max(0, ...tasks), rows };
  });
  await page.waitForFunction(() => document.title === 'ready');
  await page.getByRole('button', { name: 'Week', exact: true }).click();
  return shown;
}

/** Carries a booking over the cells of the week with the mouse for about two seconds, and counts the frames. */
export async function drag(page: Page): Promise<Drag> {
  const line = page.locator('.wk[data-movable]').first();
  await line.scrollIntoViewIfNeeded();
  const from = await line.boundingBox();
  const grid = await page.locator('.cal-week').boundingBox();
  if (!from || !grid) throw new Error('there is no booking to carry');
  const at = { x: from.x + from.width / 2, y: from.y + from.height / 2 };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 20, at.y + 20);
  const counted = page.evaluate(
    () =>
      new Promise<Drag>((resolve) => {
        const times: number[] = [];
        const step = (now: number): void => {
          times.push(now);
          const seconds = (now - (times[0] ?? now)) / 1000;
          if (seconds < 2) return void requestAnimationFrame(step);
          const gaps = times.slice(1).map((time, n) => time - (times[n] ?? time));
          resolve({ frames: gaps.length, seconds, longestGapMs: Math.max(...gaps) });
        };
        requestAnimationFrame(step);
      }),
  );
  let isOver = false;
  void counted.finally(() => (isOver = true));
  for (let n = 0; !isOver; n += 1) {
    const x = grid.x + grid.width * (0.5 + 0.45 * Math.sin(n / 15));
    const y = grid.y + grid.height * (0.5 + 0.25 * Math.cos(n / 11));
    await page.mouse.move(x, y);
  }
  const figures = await counted;
  await page.keyboard.press('Escape');
  await page.mouse.up();
  return figures;
}
