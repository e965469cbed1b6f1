import { VITAL_BOUNDS, type VitalRow } from '#shared/sync/fleet.ts';

/** What is measured, in the order in which a person meets it, with the figure above which it is too slow (DESIGN.md 8). */
export const VITALS = [
  { name: 'FCP', limit: 1000, at: 'p75' },
  { name: 'LCP', limit: 1500, at: 'p75' },
  { name: 'INP', limit: 100, at: 'p98' },
  { name: 'CLS', limit: 50, at: 'p75' },
  { name: 'TTFB', limit: 500, at: 'p75' },
  { name: 'slow-action', limit: 1000, at: 'p98' },
] as const satisfies readonly {
  readonly name: VitalRow['name'];
  readonly limit: number;
  readonly at: 'p75' | 'p98';
}[];
export type Vital = (typeof VITALS)[number];

/** The distributions of one figure, the newest version first, tablets before computers before phones. */
export function rowsOf(name: VitalRow['name'], rows: readonly VitalRow[]): readonly VitalRow[] {
  const rank = { tablet: 0, desktop: 1, phone: 2 };
  return rows
    .filter((row) => row.name === name)
    .toSorted(
      (a, b) =>
        b.appVersion.localeCompare(a.appVersion, 'en', { numeric: true }) ||
        rank[a.deviceKind] - rank[b.deviceKind],
    );
}

/** Heights of the bars from 0 to 1, the tallest one whole; something measured is never invisible. */
export function barsOf(counts: readonly number[]): readonly number[] {
  const most = Math.max(1, ...counts);
  return VITAL_BOUNDS.map((_, i) => counts[i] ?? 0)
    .concat(counts[VITAL_BOUNDS.length] ?? 0)
    .map((n) => (n === 0 ? 0 : Math.max(0.08, n / most)));
}

/** Bars from this index on lie wholly above the limit. */
export function firstSlowBar(limit: number): number {
  const at = VITAL_BOUNDS.findIndex((bound) => bound > limit);
  return at < 0 ? VITAL_BOUNDS.length : at;
}

/** True if the figure that counts is above its limit. */
export function isSlow(row: VitalRow, { limit, at }: Vital): boolean {
  return row[at] > limit;
}
