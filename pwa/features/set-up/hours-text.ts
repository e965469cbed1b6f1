import { err, ok, type Result } from '#shared/lib/result.ts';
import { timeOf } from '#shared/scheduling/wall-time.ts';

/** Part of a day in minutes since midnight. */
export interface HourSpan {
  readonly from: number;
  readonly to: number;
}
export type HoursFault = 'unreadable' | 'backwards' | 'overlapping';

const SPAN = /^(\d{1,2})(?:[:.h](\d{2}))?-(\d{1,2})(?:[:.h](\d{2}))?$/;

/** Reads "9-12:30, 13:30-17": spans of one day in any of the ways in which people write them; '' is a day off. */
export function parseHours(text: string): Result<readonly HourSpan[], HoursFault> {
  const parts = text
    .replaceAll(/[–—−]/g, '-')
    .replaceAll(/\s*-\s*/g, '-')
    .split(/[\s,;+،]+/)
    .filter(Boolean);
  const spans: HourSpan[] = [];
  for (const part of parts) {
    const found = SPAN.exec(part);
    const from = found && minuteOf(found[1], found[2]);
    const to = found && minuteOf(found[3], found[4]);
    if (from === null || to === null) return err('unreadable');
    if (to <= from) return err('backwards');
    spans.push({ from, to });
  }
  const sorted = spans.toSorted((a, b) => a.from - b.from);
  const isApart = sorted.every((span, i) => i === 0 || (sorted[i - 1]?.to ?? 0) <= span.from);
  return isApart ? ok(sorted) : err('overlapping');
}

/** "09:00–12:30, 13:30–17:00": as it is shown, and read again alike. */
export function hoursText(spans: readonly HourSpan[]): string {
  return spans.map(({ from, to }) => `${timeOf(from)}–${timeOf(to)}`).join(', ');
}

/** The same inside a sentence: hours run from left to right in every language. */
export function isolatedHours(spans: readonly HourSpan[]): string {
  return spans.length === 0 ? '' : `\u2066${hoursText(spans)}\u2069`;
}

function minuteOf(hour: string | undefined, minute: string | undefined): number | null {
  const total = Number(hour) * 60 + Number(minute ?? 0);
  return Number(minute ?? 0) < 60 && total <= 1440 ? total : null;
}

const WEEKDAYS = [
  ['mo', 'mon', 'monday', 'lu', 'lun', 'lunes', 'الاثنين'],
  ['tu', 'tue', 'tues', 'tuesday', 'ma', 'mar', 'martes', 'الثلاثاء'],
  ['we', 'wed', 'wednesday', 'mi', 'mie', 'mié', 'miercoles', 'miércoles', 'الأربعاء'],
  ['th', 'thu', 'thur', 'thurs', 'thursday', 'ju', 'jue', 'jueves', 'الخميس'],
  ['fr', 'fri', 'friday', 'vi', 'vie', 'viernes', 'الجمعة'],
  ['sa', 'sat', 'saturday', 'sab', 'sáb', 'sabado', 'sábado', 'السبت'],
  ['su', 'sun', 'sunday', 'do', 'dom', 'domingo', 'الأحد'],
] as const;
const WEEKDAY_OF: ReadonlyMap<string, number> = new Map(
  WEEKDAYS.flatMap((names, i) => [String(i + 1), ...names].map((name) => [name, i + 1] as const)),
);

/** Reads "mon-fri", "tue, thu", "1 3 5", "sat-mon": ISO weekdays in order; null where a word is none. */
export function parseWeekdays(text: string): readonly number[] | null {
  const parts = text
    .toLowerCase()
    .replaceAll(/[–—−]/g, '-')
    .replaceAll(/\s*-\s*/g, '-')
    .split(/[\s,;+/،]+/)
    .filter(Boolean);
  const days = new Set<number>();
  for (const part of parts) {
    const [first = '', last = first, ...more] = part.split('-');
    const from = WEEKDAY_OF.get(first);
    const to = WEEKDAY_OF.get(last);
    if (!from || !to || more.length > 0) return null;
    for (let day = from; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === to) break;
    }
  }
  return days.size === 0 ? null : [...days].toSorted((a, b) => a - b);
}
