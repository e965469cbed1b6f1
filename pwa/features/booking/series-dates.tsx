import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Wall } from '#shared/scheduling/wall-time.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { TextField } from '#pwa/ui/field.tsx';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import type { BookingDraft } from './booking-draft.ts';
import { SeriesDate } from './series-date.tsx';
import {
  daysAround,
  missingInSeries,
  planSeries,
  type Answer,
  type Answers,
  type PlannedDate,
} from './series-plan.ts';
import { useDesk, type BookingDesk } from './use-desk.ts';

export interface SeriesDatesProps {
  readonly draft: BookingDraft;
  readonly walls: readonly Wall[];
  readonly answers: Answers;
  readonly reason: string;
  readonly onAnswer: (wall: Wall, answer: Answer | undefined) => void;
  readonly onReason: (text: string) => void;
  readonly book: (planned: readonly PlannedDate[]) => Promise<void>;
}

/** Every date of the series before it is booked: free, or why not and what else is free. */
export function SeriesDates(props: SeriesDatesProps): JSX.Element {
  const { walls } = props;
  const around = useSignal<readonly string[]>([]);
  const days = [...walls.map((wall) => wall.slice(0, 10)), ...around.value];
  const live = useDesk({ day: '', isFar: false, moreDays: days });
  return (
    <section class="card stack book-right" aria-labelledby="series-dates">
      <div class="card-head">
        <h2 id="series-dates">{t('series.dates', { n: walls.length })}</h2>
      </div>
      <WhenReady live={live}>
        {(desk) => <Planned {...props} desk={desk} onLook={(more) => (around.value = more)} />}
      </WhenReady>
    </section>
  );
}

interface PlannedProps extends SeriesDatesProps {
  readonly desk: BookingDesk;
  /** Days that have to be read before other times can be offered. */
  readonly onLook: (days: readonly string[]) => void;
}

function Planned(props: PlannedProps): JSX.Element {
  const { draft, walls, answers, desk, reason, onAnswer, onReason, book } = props;
  const planned = planSeries({ draft, walls, answers, desk });
  const unknown = daysAround(walls, planned).filter((day) => !desk.isKnown(day));
  const asked = unknown.join();
  useEffect(() => {
    if (unknown.length > 0) props.onLook(unknown);
    // Asked for the days themselves, not for the list that names them.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [asked]);
  const missing = missingInSeries(planned, reason);
  const kept = planned.filter(({ answer }) => answer?.kind !== 'left-out');
  const needsReason = kept.some(({ time, isOpen }) => !isOpen && time.verdict.kind !== 'free');
  return (
    <>
      <ol class="series-dates">
        {planned.map((date) => (
          <SeriesDate
            key={date.wall}
            {...{ date, desk }}
            onAnswer={(answer) => onAnswer(date.wall, answer)}
          />
        ))}
      </ol>
      <div class="stack pad">
        {needsReason && (
          <TextField
            label={t('booking.overbookReason')}
            autoComplete="off"
            maxLength={200}
            value={reason}
            onInput={onReason}
          />
        )}
        <div class="row">
          <Button
            kind="main"
            disabled={missing !== null}
            why={missing ? whyWords(missing) : undefined}
            onClick={() => void book(planned)}
          >
            {t('series.book', { n: kept.length })}
          </Button>
        </div>
      </div>
    </>
  );
}

function whyWords(missing: NonNullable<ReturnType<typeof missingInSeries>>): string {
  if (missing.kind === 'open') return t('series.needAnswers', { n: missing.n });
  return t(missing.kind === 'reason' ? 'booking.needReason' : 'series.needDates');
}
