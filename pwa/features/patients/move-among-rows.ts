/** Up, down, first and last among the rows under `root` (UI.md 5). True where the key was one of them. */
export function moveAmongRows(event: KeyboardEvent, root: HTMLElement | null): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || !root) return false;
  const rows = [...root.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.findIndex((row) => row === document.activeElement);
  const to = targetOf(event.key, at, rows.length);
  if (to === null) return false;
  event.preventDefault();
  const row = rows[to];
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'nearest' });
  return true;
}

function targetOf(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  if (key === 'ArrowDown') return Math.min(count - 1, at + 1);
  if (key === 'ArrowUp') return Math.max(0, at - 1);
  if (at < 0) return null;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}
