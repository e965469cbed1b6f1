const REGIONS = ['.rail', '.topbar', '#main'] as const;
const REACHABLE = 'a[href], button:not([disabled]), input, select, textarea';

/** Goes to the next region of the page, or the one before: the rail, the bar, the screen. */
export function nextRegion(step: 1 | -1): void {
  const regions = REGIONS.flatMap((name) => document.querySelector<HTMLElement>(name) ?? []);
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions.at((at + step + (at < 0 && step < 0 ? 1 : 0)) % regions.length);
  const target = next?.id === 'main' ? next : next?.querySelector<HTMLElement>(REACHABLE);
  target?.focus();
}
