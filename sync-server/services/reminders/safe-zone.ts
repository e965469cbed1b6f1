const known = new Map<string, boolean>();
const MOST_KNOWN = 1000;

/** The first that is a zone of the clock; what stands in a record may be anything. */
export function safeZone(...names: readonly (string | undefined)[]): string {
  return names.find((name) => name !== undefined && isZone(name)) ?? 'UTC';
}

function isZone(name: string): boolean {
  const before = known.get(name);
  if (before !== undefined) return before;
  let is: boolean;
  try {
    is = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    is = false;
  }
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(name, is);
  return is;
}
