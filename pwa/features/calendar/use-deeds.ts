import { useSignal, type ReadonlySignal } from '@preact/signals';
import type { BookedSlot } from '#shared/domain/appointment.ts';
import type { DayStep } from '#shared/domain/appointment-step.ts';
import type { Result } from '#shared/lib/result.ts';
import { t } from '#pwa/i18n/t.ts';
import type { Receipt } from '#pwa/store/replica.ts';
import { useAppointmentWrites, type Refusal } from '#pwa/store/use-appointment-writes.ts';
import { useSeriesWrites } from '#pwa/store/use-series-writes.ts';
import { useClinicianNames } from '#pwa/store/use-clinician-names.ts';
import type { ReachChoice } from '#pwa/widgets/reach-field.tsx';
import { personLine, slotWords, stepDoneWords } from '#pwa/widgets/appointment-words.ts';
import { tellOutcome } from '#pwa/widgets/tell-outcome.ts';
import type { AppointmentRow, Box } from './day-columns.ts';
import type { Landing } from './move-target.ts';
import type { DayView } from './use-day.ts';

/** A question that stands before a deed: each wants a reason. */
export type Ask =
  | { readonly kind: 'overbook'; readonly row: AppointmentRow; readonly landing: Landing }
  | { readonly kind: 'cancel'; readonly row: AppointmentRow };

/** What a hand can do on the calendar. Every deed is told with its undo, or why it was refused. */
export interface Deeds {
  readonly ask: ReadonlySignal<Ask | null>;
  step(row: AppointmentRow, to: DayStep): void;
  /** Lets a carried booking go: on a free time at once, elsewhere after a reason. */
  land(box: Box, landing: Landing): void;
  move(row: AppointmentRow, slot: BookedSlot): void;
  askToCancel(row: AppointmentRow): void;
  answer(reason: string, reach: ReachChoice): void;
  giveUp(): void;
}

/** The deeds of one day: judged, asked about where a reason is due, written, told. */
export function useDeeds(view: Pick<DayView, 'people'>): Deeds {
  const writes = useAppointmentWrites();
  const series = useSeriesWrites();
  const ask = useSignal<Ask | null>(null);
  const tell = (
    row: AppointmentRow,
    said: string,
    done: Promise<Result<Receipt, Refusal>>,
  ): void => {
    const about = personLine(view.people.get(row.content.patientId ?? ''));
    void done.then((result) => tellOutcome(result, { about, said, undo: writes.undo }));
  };
  const nameOf = useClinicianNames();
  const move = (row: AppointmentRow, slot: BookedSlot, reason?: string): void => {
    const name = nameOf(slot.practitionerId);
    const said = t('calendar.movedTo', { when: slotWords(slot), name });
    tell(row, said, writes.move(row.id, slot, reason));
  };
  return {
    ask,
    move,
    step: (row, to) => tell(row, stepDoneWords(to), writes.step(row.id, to)),
    land: ({ row }, landing) => {
      if (landing.verdict.kind === 'free') move(row, landing.slot);
      else ask.value = { kind: 'overbook', row, landing };
    },
    askToCancel: (row) => void (ask.value = { kind: 'cancel', row }),
    answer: (reason, reach) => {
      const asked = ask.peek();
      ask.value = null;
      if (asked?.kind === 'overbook') move(asked.row, asked.landing.slot, reason);
      if (asked?.kind === 'cancel')
        tell(
          asked.row,
          t(reach ? 'booking.reachDone' : 'calendar.cancelDone'),
          reach ? series.cancel(asked.row.id, reason, reach) : writes.cancel(asked.row.id, reason),
        );
    },
    giveUp: () => void (ask.value = null),
  };
}
