import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { BookedSlot } from '#shared/domain/appointment.ts';
import { instantAt } from '#shared/lib/clock.ts';
import { createFreeTimes } from '#shared/scheduling/free-times.ts';
import { addDays } from '#shared/scheduling/wall-time.ts';
import { t } from '#pwa/i18n/t.ts';
import { useAppointmentsBetween, useLocations, useSchedules } from '#pwa/store/queries.ts';
import { useClinicianNames } from '#pwa/store/use-clinician-names.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { slotWords } from '#pwa/widgets/appointment-words.ts';
import { useToday } from '#pwa/widgets/use-today.ts';

const DAYS_AHEAD = 7;
const OFFERED = 8;

/** The next free times, so that one of them can be offered; nobody chosen shows the list as it is. */
export function TimePicker({ time }: { readonly time: BookedSlot | null }): JSX.Element | null {
  const { route } = useLocation();
  const today = useToday();
  const minute = Math.floor(useNow(60_000).value / 300_000) * 300_000;
  const booked = useAppointmentsBetween(today, addDays(today, DAYS_AHEAD)).value;
  const schedules = useSchedules().value;
  const places = useLocations().value;
  const nameOf = useClinicianNames();
  const offers = useMemo(() => {
    if (booked.kind !== 'ready' || schedules.kind !== 'ready' || places.kind !== 'ready') return [];
    const capacity = new Map(places.rows.map(({ id, content }) => [id, content.capacity ?? 1]));
    const after = instantAt(minute);
    return createFreeTimes({
      schedules: schedules.rows.map(({ content }) => content),
      booked: booked.rows.map(({ content }) => content),
      capacityOf: (roomId) => capacity.get(roomId) ?? 1,
      now: after,
    }).next({ minutes: 0, after, count: OFFERED, days: DAYS_AHEAD });
  }, [booked, schedules, places, minute]);
  if (offers.length === 0) return null;
  return (
    <div class="field" role="group" aria-label={t('waitList.nextFree')}>
      <p class="label">{t('waitList.nextFree')}</p>
      <div class="book-times">
        {offers.map(({ practitionerId, slot }) => {
          const isChosen = time?.start === slot.start && time.practitionerId === practitionerId;
          const query = new URLSearchParams({
            wall: slot.wall,
            practitioner: practitionerId,
            minutes: `${slot.minutes}`,
          });
          return (
            <button
              key={`${slot.start} ${practitionerId}`}
              type="button"
              class="btn book-time"
              aria-pressed={isChosen}
              onClick={() => route(isChosen ? '/wait-list' : `/wait-list?${query}`, true)}
            >
              <bdi>{slotWords(slot)}</bdi>
              <small>
                <bdi>{nameOf(practitionerId)}</bdi>
              </small>
            </button>
          );
        })}
      </div>
    </div>
  );
}
