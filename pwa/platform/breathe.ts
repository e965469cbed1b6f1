/** Lets the page answer a touch and draw between two pieces of long work. */
export function breathe(): Promise<void> {
  return 'scheduler' in globalThis && 'yield' in scheduler
    ? scheduler.yield()
    : new Promise((resolve) => setTimeout(resolve));
}
