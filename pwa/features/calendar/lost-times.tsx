import type { JSX } from 'preact';
import type { BookedSlot } from '#shared/domain/appointment.ts';
import { LostTime } from '#pwa/widgets/lost-time.tsx';
import type { AppointmentRow } from './day-columns.ts';
import type { DayView } from './use-day.ts';

export interface LostTimesProps {
  readonly view: Pick<DayView, 'columns'>;
  readonly mayMove: boolean;
  readonly onMove: (row: AppointmentRow, slot: BookedSlot) => void;
}

/** Bookings of the day that lost their time, each with what can be done. */
export function LostTimes({ view, mayMove, onMove }: LostTimesProps): JSX.Element | null {
  const lost = view.columns
    .flatMap(({ boxes }) => boxes)
    .filter(({ look, row }) => look === 'clash' && row.content.booking === 'clash');
  if (lost.length === 0) return null;
  return (
    <div class="cal-lost stack">
      {lost.map(({ row }) => (
        <LostTime key={row.id} row={row} mayMove={mayMove} onMove={onMove} />
      ))}
    </div>
  );
}
