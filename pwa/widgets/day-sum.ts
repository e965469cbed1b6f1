import type { Stored } from '#pwa/store/rx-schema.ts';
import { lookOf } from './booking-look.ts';

/** The day in figures, for the line under the date. */
export interface DaySum {
  readonly booked: number;
  readonly seen: number;
  readonly waiting: number;
  /** Since when the one waits who waits longest; an instant. */
  readonly longestSince: string | null;
  readonly noshow: number;
  /** Ids, so that a press can show the first one. */
  readonly clashes: readonly string[];
  readonly provisional: readonly string[];
}

/** Counts what is on the day. `booked` is everybody who was to come, whatever became of it. */
export function daySum(rows: readonly Stored<'appointments'>[]): DaySum {
  const looks = rows
    .filter(({ content }) => content.status !== 'entered-in-error')
    .map((row) => ({ row, look: lookOf(row.content) }))
    .filter(({ look }) => look !== 'cancelled');
  const ids = (wanted: string): readonly string[] =>
    looks.filter(({ look }) => look === wanted).map(({ row }) => row.id);
  const since = looks
    .filter(({ look }) => look === 'arrived')
    .flatMap(({ row }) => row.content.arrivedAt ?? row.content.statusSince ?? [])
    .toSorted();
  return {
    booked: looks.length,
    seen: ids('done').length,
    waiting: ids('arrived').length,
    longestSince: since[0] ?? null,
    noshow: ids('noshow').length,
    clashes: ids('clash'),
    provisional: ids('hold'),
  };
}
