import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { Icon } from '#pwa/ui/icon.tsx';
import { DayFigures } from '#pwa/widgets/day-figures.tsx';
import { daySum } from '#pwa/widgets/day-sum.ts';
import type { DayView } from './use-day.ts';

export interface DaySumLineProps {
  readonly view: DayView;
  readonly isCancelledShown: Signal<boolean>;
}

/** The day in figures; what needs somebody is a button that leads to it. */
export function DaySumLine({ view, isCancelledShown }: DaySumLineProps): JSX.Element {
  const { clashes, provisional } = daySum(view.rows);
  const cancelled = view.rows.filter(({ content }) => content.status === 'cancelled').length;
  return (
    <div class="cal-sum">
      <DayFigures rows={view.rows} now={view.now}>
        <>
          {clashes.length > 0 && (
            <button type="button" class="btn btn-flag-alarm" onClick={() => reveal(clashes[0])}>
              <Icon name="alert" />
              {t('calendar.sumClash', { n: clashes.length })}
            </button>
          )}
          {provisional.length > 0 && (
            <button type="button" class="btn btn-flag-hold" onClick={() => reveal(provisional[0])}>
              <Icon name="clock" />
              {t('calendar.sumHold', { n: provisional.length })}
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
        </>
      </DayFigures>
    </div>
  );
}

/** Leads to a booking in the grid below. */
function reveal(id: string | undefined): void {
  const element = document.querySelector<HTMLElement>(`[data-stop="${CSS.escape(id ?? '')}"]`);
  element?.scrollIntoView({ block: 'center', inline: 'nearest' });
  element?.focus();
}
