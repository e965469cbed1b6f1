import type { JSX } from 'preact';
import { spanText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { daySum } from './day-sum.ts';

export interface DayFiguresProps {
  readonly rows: readonly Stored<'appointments'>[];
  readonly now: number;
  /** What stands at the end of the line. */
  readonly children?: JSX.Element;
}

/** The day in figures with their words: booked, seen, waiting and for how long, did not come. */
export function DayFigures({ rows, now, children }: DayFiguresProps): JSX.Element {
  const { booked, seen, waiting, longestSince, noshow } = daySum(rows);
  const span = longestSince ? spanText(now - Date.parse(longestSince)) : '';
  return (
    <div class="day-sum">
      <span>{t('appointment.sumBooked', { n: booked })}</span>
      <span>{t('appointment.sumSeen', { n: seen })}</span>
      <span>
        {waiting > 0
          ? t('appointment.sumLongest', { n: waiting, span })
          : t('appointment.sumWaiting', { n: 0 })}
      </span>
      <span>{t('appointment.sumNoshow', { n: noshow })}</span>
      {children}
    </div>
  );
}
