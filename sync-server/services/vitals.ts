import type { AckRequest } from '#shared/sync/ack.ts';
import { VITAL_BOUNDS, type VitalRow } from '#shared/sync/fleet.ts';
import type { StoredVital } from '#server/store/devices.ts';

/** How far back the distributions look. */
export const VITALS_WINDOW_MS = 7 * 86_400_000;
/** At most so many figures are kept; the oldest go first. */
export const VITALS_KEPT = 20_000;
const PER_ACK = 200;
const LONGEST_MS = 600_000;

/** The figures of one word of a device, in one unit: milliseconds, CLS in thousandths. Where they were measured is not kept. */
export function storedVitals(ack: AckRequest, at: string): readonly StoredVital[] {
  return ack.vitals.slice(0, PER_ACK).flatMap(({ name, value }) => {
    if (!Number.isFinite(value) || value < 0) return [];
    const scaled = Math.min(name === 'CLS' ? value * 1000 : value, LONGEST_MS);
    return [{ name, kind: ack.kind, appVersion: ack.appVersion, value: scaled, at }];
  });
}

/** One distribution per figure, device kind and app version. */
export function vitalRows(vitals: readonly StoredVital[]): readonly VitalRow[] {
  const groups = Map.groupBy(vitals, (v) => [v.name, v.kind, v.appVersion].join('\n'));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const values = group.map(({ value }) => value).toSorted((a, b) => a - b);
    return [
      {
        name: first.name,
        deviceKind: first.kind,
        appVersion: first.appVersion,
        samples: values.length,
        p50: atRank(values, 0.5),
        p75: atRank(values, 0.75),
        p98: atRank(values, 0.98),
        counts: countsOf(values),
      },
    ];
  });
}

/** Nearest rank: the smallest value that at least this part of all values does not exceed. */
function atRank(sorted: readonly number[], part: number): number {
  return Math.round(sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0);
}

function countsOf(values: readonly number[]): readonly number[] {
  const counts = Array.from({ length: VITAL_BOUNDS.length + 1 }, () => 0);
  for (const value of values) {
    const found = VITAL_BOUNDS.findIndex((bound) => value <= bound);
    const at = found === -1 ? VITAL_BOUNDS.length : found;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}
