import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { BookedSlot } from '#shared/domain/appointment.ts';
import type { PractitionerId } from '#shared/domain/ids.ts';
import { instantAt } from '#shared/lib/clock.ts';
import type { FreeSlot } from '#shared/scheduling/availability.ts';
import { nextFree } from '#shared/scheduling/next-free.ts';
import { addDays, intervalAt, minutesOf } from '#shared/scheduling/wall-time.ts';
import { t } from '#pwa/i18n/t.ts';
import { useAppointmentsBetween } from '#pwa/store/queries.ts';
import { Icon } from '#pwa/ui/icon.tsx';
import { nameWords, shortSlotWords, whoWords } from '#pwa/widgets/appointment-words.ts';
import type { AppointmentRow, Column } from './day-columns.ts';
import type { DayView } from './use-day.ts';

export interface LostTimesProps {
  readonly view: DayView;
  readonly mayMove: boolean;
  readonly onMove: (row: AppointmentRow, slot: BookedSlot) => void;
}

/** Bookings of the day that lost their time: each is kept, says who was first, and offers the next three free times. */
export function LostTimes(props: LostTimesProps): JSX.Element | null {
  const lost = props.view.columns.flatMap((column) =>
    column.boxes
      .filter(({ look, row }) => look === 'clash' && row.content.booking === 'clash')
      .map(({ row }) => ({ row, column })),
  );
  if (lost.length === 0) return null;
  return (
    <div class="cal-lost stack">
      {lost.map(({ row, column }) => (
        <LostTime key={row.id} {...props} row={row} column={column} />
      ))}
    </div>
  );
}

interface LostTimeProps extends LostTimesProps {
  readonly row: AppointmentRow;
  readonly column: Column;
}
const DAYS_AHEAD = 14;
const OFFERED = 3;

function LostTime({ row, column, view, mayMove, onMove }: LostTimeProps): JSX.Element | null {
  const { slot, clashWith } = row.content;
  const offers = useOffers({ row, column, view });
  if (!slot) return null;
  const patient = view.people.get(row.content.patientId ?? '');
  const holder = view.rows.find(({ id }) => id === clashWith);
  const values = {
    time: slot.wall.slice(11, 16),
    name: column.name,
    holder: nameWords(view.people.get(holder?.content.patientId ?? ''), view.arePeopleRead),
  };
  return (
    <div class="notice notice-alarm" role="group" aria-label={t('calendar.lostTitle')}>
      <Icon name="alert" />
      <p>
        <b>{t(holder ? 'calendar.lost' : 'calendar.lostUnknown', values)}</b>{' '}
        <bdi>{nameWords(patient, view.arePeopleRead)}</bdi>, <bdi>{whoWords(patient)}</bdi>.{' '}
        {t('calendar.lostKept')}{' '}
        {t(offers.length > 0 ? 'calendar.lostOffers' : 'calendar.lostNoOffer')}
      </p>
      {offers.map((offer) => (
        <button
          key={offer.start}
          type="button"
          class="btn"
          aria-disabled={!mayMove}
          onClick={() => mayMove && onMove(row, movedTo(slot, offer))}
        >
          <bdi>{shortSlotWords(offer.wall)}</bdi>
        </button>
      ))}
    </div>
  );
}

function useOffers({
  row,
  column,
  view,
}: Pick<LostTimeProps, 'row' | 'column' | 'view'>): readonly FreeSlot[] {
  const { day, now } = view;
  const later = useAppointmentsBetween(day, addDays(day, DAYS_AHEAD)).value;
  const minute = Math.floor(now / 60_000) * 60_000;
  return useMemo(() => {
    const { slot } = row.content;
    if (!slot || later.kind !== 'ready') return [];
    const booked = later.rows
      .filter(({ id, content }) => id !== row.id && content.slot?.practitionerId === column.id)
      .map(({ content }) => content);
    const after = [instantAt(minute), slot.start].toSorted()[1] ?? slot.start;
    return nextFree({
      schedules: column.schedules,
      booked,
      after,
      count: OFFERED,
      minutes: minutesOf(slot),
      days: DAYS_AHEAD,
    });
  }, [row, column, later, minute]);
}

function movedTo(slot: BookedSlot, { wall, zone, schedule }: FreeSlot): BookedSlot {
  const { practitionerId = '' as PractitionerId, roomId, clinicId } = slot;
  const room = schedule.roomId ?? roomId;
  const clinic = schedule.clinicId ?? clinicId;
  return {
    ...intervalAt(wall, minutesOf(slot), zone),
    practitionerId,
    ...(room ? { roomId: room } : {}),
    ...(clinic ? { clinicId: clinic } : {}),
  };
}
