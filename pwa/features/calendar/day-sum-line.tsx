import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { spanText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { Icon } from '#pwa/ui/icon.tsx';
import { daySum } from '#pwa/widgets/day-sum.ts';
import type { DayView } from './use-day.ts';

export interface DaySumLineProps {
  readonly view: DayView;
  readonly isCancelledShown: Signal<boolean>;
}

/** The day in figures; what needs somebody is a button that leads to it. */
export function DaySumLine({ view, isCancelledShown }: DaySumLineProps): JSX.Element {
  const sum = daySum(view.rows);
  const cancelled = view.rows.filter(({ content }) => content.status === 'cancelled').length;
  const span = sum.longestSince ? spanText(view.now - Date.parse(sum.longestSince)) : '';
  return (
    <p class="day-sum cal-sum">
      <span>{t('calendar.sumBooked', { n: sum.booked })}</span>
      <span>{t('calendar.sumSeen', { n: sum.seen })}</span>
      <span>
        {sum.waiting > 0
          ? t('calendar.sumLongest', { n: sum.waiting, span })
          : t('calendar.sumWaiting', { n: 0 })}
      </span>
      <span>{t('calendar.sumNoshow', { n: sum.noshow })}</span>
      {sum.clashes.length > 0 && (
        <button type="button" class="btn btn-flag-alarm" onClick={() => reveal(sum.clashes[0])}>
          <Icon name="alert" />
          {t('calendar.sumClash', { n: sum.clashes.length })}
        </button>
      )}
      {sum.provisional.length > 0 && (
        <button type="button" class="btn btn-flag-hold" onClick={() => reveal(sum.provisional[0])}>
          <Icon name="clock" />
          {t('calendar.sumHold', { n: sum.provisional.length })}
        </button>
      )}
      {cancelled > 0 && (
        <button
          type="button"
          class="btn btn-quiet"
          aria-pressed={isCancelledShown.value}
          onClick={() => (isCancelledShown.value = !isCancelledShown.value)}
        >
          {isCancelledShown.value
            ? t('calendar.hideCancelled')
            : t('calendar.showCancelled', { n: cancelled })}
        </button>
      )}
    </p>
  );
}

/** Leads to a booking in the grid below. */
function reveal(id: string | undefined): void {
  const element = document.querySelector<HTMLElement>(`[data-stop="${CSS.escape(id ?? '')}"]`);
  element?.scrollIntoView({ block: 'center', inline: 'nearest' });
  element?.focus();
}
