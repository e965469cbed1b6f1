import { err, ok, type Result } from '#shared/lib/result.ts';
import type { ScheduleException } from '#shared/domain/schedule.ts';
import { timeOf } from '#shared/scheduling/wall-time.ts';
import { parseHours } from './hours-text.ts';

/** A day that differs, as it is typed. */
export interface ExceptionForm {
  readonly kind: ScheduleException['kind'];
  readonly date: string;
  readonly until: string;
  readonly hours: string;
  readonly reason: string;
}
export const NO_EXCEPTION: ExceptionForm = {
  kind: 'closed',
  date: '',
  until: '',
  hours: '',
  reason: '',
};
export type ExceptionFault =
  | 'needDate'
  | 'untilBefore'
  | 'extraNeedsHours'
  | 'oneSpan'
  | 'fault.unreadable'
  | 'fault.backwards'
  | 'fault.overlapping';

/** The exception that the form says, or what is wrong with it. */
export function exceptionFrom(form: ExceptionForm): Result<ScheduleException, ExceptionFault> {
  const { kind, date, until, reason } = form;
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return err('needDate');
  if (until !== '' && until < date) return err('untilBefore');
  const hours = parseHours(form.hours);
  if (!hours.ok) return err(`fault.${hours.error}` as const);
  const [span, ...more] = hours.value;
  if (more.length > 0) return err('oneSpan');
  if (kind === 'extra' && !span) return err('extraNeedsHours');
  return ok({
    kind,
    date,
    ...(until !== '' && until !== date ? { until } : {}),
    ...(span ? { start: timeOf(span.from), end: timeOf(span.to % 1440) } : {}),
    ...(reason.trim() ? { reason: reason.trim() } : {}),
  });
}

/** Those from today on, the next one first; what is over stays in the record and off the screen. */
export function comingExceptions(
  exceptions: Readonly<Record<string, ScheduleException>>,
  today: string,
): readonly (readonly [key: string, exception: ScheduleException])[] {
  return Object.entries(exceptions)
    .filter(([, { date, until }]) => (until ?? date) >= today)
    .toSorted(([, a], [, b]) => (a.date < b.date ? -1 : 1));
}
