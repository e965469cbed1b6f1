/** How long nobody must have touched a visible page before the new version starts by itself. */
const IDLE_MS = 10 * 60_000;
const LOOK_MS = 30_000;

/**
 * Tries when the page is hidden, and when nobody has touched it for long. Only what people do counts: RxDB moves the mouse by itself, so
 * that browsers do not put a page to sleep.
 */
export function startWhenIdle(start: () => Promise<void>): () => void {
  let touched = performance.now();
  const touch = ({ isTrusted }: Event): void => {
    if (isTrusted) touched = performance.now();
  };
  const onHidden = (): void => {
    if (document.visibilityState === 'hidden') void start();
  };
  const timer = setInterval(() => {
    if (performance.now() - touched > IDLE_MS) void start();
  }, LOOK_MS);
  onHidden();
  document.addEventListener('visibilitychange', onHidden);
  for (const name of ['pointerdown', 'keydown']) window.addEventListener(name, touch);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', onHidden);
    for (const name of ['pointerdown', 'keydown']) window.removeEventListener(name, touch);
  };
}
