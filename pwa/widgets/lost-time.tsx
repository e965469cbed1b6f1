import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { needsOf, type BookedSlot } from '#shared/domain/appointment.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { visitKindsOf } from '#shared/domain/visit-kind.ts';
import { instantAt } from '#shared/lib/clock.ts';
import {
  createFreeTimes,
  slotOf,
  wishFor,
  type FreeTimes,
  type Offer,
  type Wish,
} from '#shared/scheduling/free-times.ts';
import { addDays, dayOf, minutesOf } from '#shared/scheduling/wall-time.ts';
import { t } from '#pwa/i18n/t.ts';
import { useAppointmentsBetween, useLocations, useSchedules } from '#pwa/store/queries.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useClinicianNames } from '#pwa/store/use-clinician-names.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { usePeopleOf } from '#pwa/store/use-people-of.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Icon } from '#pwa/ui/icon.tsx';
import { nameWords, shortSlotWords, whoWords } from './appointment-words.ts';

export interface LostTimeProps {
  readonly row: Stored<'appointments'>;
  readonly mayMove: boolean;
  readonly onMove: (row: Stored<'appointments'>, slot: BookedSlot) => void;
}
const DAYS_AHEAD = 14;
const OFFERED = 3;

/** A booking that lost its time: it is kept, says who was first, and offers the next three free times (UI.md 6). */
export function LostTime({ row, mayMove, onMove }: LostTimeProps): JSX.Element | null {
  const { slot, clashWith, patientId = '' } = row.content;
  const { offers, near, areRead } = useOffers(row);
  const holder = near.find(({ id }) => id === clashWith)?.content;
  const { people, arePeopleRead } = usePeopleOf([patientId, holder?.patientId ?? '']);
  const nameOf = useClinicianNames();
  if (!slot) return null;
  const patient = people.get(patientId);
  const values = {
    time: slot.wall.slice(11, 16),
    name: nameOf(slot.practitionerId) || t('appointment.noClinician'),
  };
  return (
    <div class="notice notice-alarm" role="group" aria-label={t('appointment.lostTitle')}>
      <Icon name="alert" />
      <p>
        <b>
          {holder
            ? t('appointment.lost', {
                ...values,
                holder: nameWords(people.get(holder.patientId ?? ''), arePeopleRead),
              })
            : t('appointment.lostUnknown', values)}
        </b>{' '}
        <bdi>{nameWords(patient, arePeopleRead)}</bdi>, <bdi>{whoWords(patient)}</bdi>.{' '}
        {t('appointment.lostKept')}{' '}
        {areRead && t(offers.length > 0 ? 'appointment.lostOffers' : 'appointment.lostNoOffer')}
      </p>
      {offers.map((offer) => (
        <Button
          key={`${offer.slot.start} ${offer.practitionerId}`}
          disabled={!mayMove}
          onClick={() => onMove(row, movedTo(slot, offer))}
        >
          <bdi>{shortSlotWords(offer.slot.wall)}</bdi>
          {offer.practitionerId !== slot.practitionerId && (
            <small>
              {' '}
              <bdi>{nameOf(offer.practitionerId)}</bdi>
            </small>
          )}
        </Button>
      ))}
      <a class="btn" href={`/book?move=${row.id}`}>
        {t('appointment.moveDay')}
      </a>
    </div>
  );
}

interface Offers {
  /** False while the next days are being read: then nothing is said of them. */
  readonly areRead: boolean;
  readonly offers: readonly Offer[];
  readonly near: readonly Stored<'appointments'>[];
}

function useOffers(row: Stored<'appointments'>): Offers {
  const now = useNow().value;
  const { slot, visitKindId } = row.content;
  const day = dayOf(slot?.wall ?? '');
  const later = useAppointmentsBetween(day, day && addDays(day, DAYS_AHEAD)).value;
  const schedules = useSchedules().value;
  const places = useLocations().value;
  const minute = Math.floor(now / 60_000) * 60_000;
  return useMemo(() => {
    if (!slot || later.kind !== 'ready' || schedules.kind !== 'ready')
      return { offers: [], near: [], areRead: false };
    const rooms = places.kind === 'ready' ? places.rows : [];
    const hours = schedules.rows.map(({ content }) => content);
    const free = createFreeTimes({
      schedules: hours,
      booked: later.rows.filter(({ id }) => id !== row.id).map(({ content }) => content),
      capacityOf: (roomId) => rooms.find(({ id }) => id === roomId)?.content.capacity ?? 1,
      now: instantAt(minute),
    });
    const wish = {
      ...wishFor(
        slot,
        visitKindsOf(rooms).find(({ id }) => id === visitKindId),
      ),
      after: [instantAt(minute), slot.start].toSorted()[1] ?? slot.start,
      days: DAYS_AHEAD,
    };
    const offers = bestTimes(free, wish, { slot, hours });
    return { offers, near: later.rows, areRead: true };
  }, [row, slot, visitKindId, later, schedules, places, minute]);
}

/** The same clinician first; where they have not three times within two weeks, colleagues of the same clinic. */
function bestTimes(
  free: FreeTimes,
  wish: Wish & { readonly days: number },
  { slot, hours }: { readonly slot: BookedSlot; readonly hours: readonly Schedule[] },
): readonly Offer[] {
  const own = slot.practitionerId ?? '';
  const mine = free.next({ ...wish, practitionerIds: [own], count: OFFERED });
  if (mine.length === OFFERED || !slot.clinicId) return mine;
  const colleagues = hours.flatMap(({ practitionerId, clinicId }) =>
    clinicId === slot.clinicId && practitionerId && practitionerId !== own ? [practitionerId] : [],
  );
  const others = { ...wish, practitionerIds: colleagues, count: OFFERED - mine.length };
  return [...mine, ...free.next(others)];
}

function movedTo(old: BookedSlot, offer: Offer): BookedSlot {
  const { roomId, clinicId } = old;
  return {
    ...needsOf(old),
    ...(roomId ? { roomId } : {}),
    ...(clinicId ? { clinicId } : {}),
    ...slotOf(offer, minutesOf(old)),
  };
}
