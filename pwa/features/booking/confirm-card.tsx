import type { JSX } from 'preact';
import type { PatientId } from '#shared/domain/ids.ts';
import { holdsSlot, overlaps } from '#shared/domain/appointment.ts';
import { timeOf, minuteOf, minutesOf } from '#shared/scheduling/wall-time.ts';
import { weekdayText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { usePeopleOf } from '#pwa/store/use-people-of.ts';
import { Button } from '#pwa/ui/button.tsx';
import { TextField } from '#pwa/ui/field.tsx';
import { nameWords, slotWords } from '#pwa/widgets/appointment-words.ts';
import { IdentityLine } from '#pwa/widgets/identity-line.tsx';
import { PatientName } from '#pwa/widgets/patient-name.tsx';
import { useToday } from '#pwa/widgets/use-today.ts';
import type { BookingDraft, ChosenTime, Missing } from './booking-draft.ts';
import { useIsFar } from './far-note.tsx';
import type { Booked, BookingDesk } from './use-desk.ts';

export interface ConfirmCardProps {
  readonly draft: BookingDraft;
  readonly desk: BookingDesk;
  readonly time: ChosenTime<Booked> | null;
  readonly missing: Missing | null;
  readonly isMove: boolean;
  readonly onRepeat?: (() => void) | undefined;
  readonly onSet: (change: Partial<BookingDraft>) => void;
}
const WHY = {
  person: 'booking.needPerson',
  time: 'booking.needTime',
  reason: 'booking.needReason',
} as const satisfies Record<Missing, string>;

/** Who, when and with whom once more, with two identifiers, what stands in the way, and the one button. */
export function ConfirmCard(props: ConfirmCardProps): JSX.Element {
  const { draft, desk, time, missing, isMove, onRepeat } = props;
  return (
    <section class="card pad stack book-confirm" aria-labelledby="book-confirm">
      <h2 id="book-confirm">{t('booking.confirm')}</h2>
      {draft.patientId && <ForWhom id={draft.patientId} />}
      {time ? <Chosen {...props} time={time} /> : <p class="soft">{t('booking.nothingChosen')}</p>}
      {time && <SameDay draft={draft} desk={desk} time={time} />}
      <div class="row">
        <Button
          type="submit"
          kind="main"
          disabled={missing !== null}
          why={missing ? t(WHY[missing]) : undefined}
        >
          {t(isMove ? 'booking.move' : 'booking.book')}
        </Button>
        {onRepeat && missing === null && <Button onClick={onRepeat}>{t('booking.repeat')}</Button>}
      </div>
    </section>
  );
}

function ForWhom({ id }: { readonly id: string }): JSX.Element {
  const { people, arePeopleRead } = usePeopleOf([id]);
  const patient = people.get(id);
  const today = useToday();
  return (
    <p>
      {patient ? <PatientName patient={patient} /> : nameWords(patient, arePeopleRead)}{' '}
      {patient && <IdentityLine patient={patient} today={today} />}
    </p>
  );
}

interface ChosenProps extends ConfirmCardProps {
  readonly time: ChosenTime<Booked>;
}

function Chosen({ draft, desk, time, onSet }: ChosenProps): JSX.Element {
  const { slot, verdict } = time;
  const isFar = useIsFar(slot.wall.slice(0, 10));
  const by =
    verdict.kind === 'taken' ? verdict.by.map(({ row }) => row.content.patientId ?? '') : [];
  const { people, arePeopleRead } = usePeopleOf(by);
  const places = [slot.roomId ?? '', ...Object.keys(slot.equipment ?? {})];
  const end = timeOf((minuteOf(slot.wall) + minutesOf(slot)) % 1440);
  const name = nameWords(people.get(by[0] ?? ''), arePeopleRead);
  return (
    <>
      <p class="book-when">
        <b>
          <bdi>{`${weekdayText(slot.wall, 'long')}, ${slot.wall.slice(11, 16)} – ${end}`}</bdi>
        </b>
        <br />
        <bdi>
          {[desk.nameOf(slot.practitionerId), ...places.map((id) => desk.places.get(id)?.name)]
            .filter(Boolean)
            .join(' · ')}
        </bdi>
      </p>
      {verdict.kind === 'free' ? (
        <p class={`chip ${isFar ? 'chip-hold' : 'chip-good'}`}>
          {t(isFar ? 'booking.farMaybe' : 'booking.isFree')}
        </p>
      ) : (
        <>
          <p class="chip chip-caution" role="status">
            {verdict.kind === 'taken' && t('booking.isTaken', { name })}
            {verdict.kind === 'room-full' &&
              t('booking.isPlaceFull', { name: desk.places.get(verdict.placeId)?.name ?? '' })}
            {verdict.kind === 'outside-hours' && t('booking.isOutside')}
          </p>
          <TextField
            label={t(
              verdict.kind === 'outside-hours' ? 'booking.outsideReason' : 'booking.overbookReason',
            )}
            autoComplete="off"
            maxLength={200}
            value={draft.overbookingReason}
            onInput={(overbookingReason) => onSet({ overbookingReason })}
          />
        </>
      )}
    </>
  );
}

/** Another booking of the same person on that day, or even at that time: said, never forbidden. */
function SameDay({
  draft,
  desk,
  time,
}: Pick<ChosenProps, 'draft' | 'desk' | 'time'>): JSX.Element | null {
  const day = time.slot.wall.slice(0, 10);
  const other = desk.booked.find(
    ({ row, slot }) =>
      row.content.patientId === (draft.patientId as PatientId) &&
      slot?.wall.startsWith(day) === true &&
      holdsSlot(row.content),
  );
  if (!draft.patientId || !other?.slot) return null;
  const values = { time: slotWords(other.slot), name: desk.nameOf(other.slot.practitionerId) };
  return overlaps(other.slot, time.slot) ? (
    <p class="chip chip-caution">{t('booking.sameTime', values)}</p>
  ) : (
    <p class="soft">{t('booking.sameDay', values)}</p>
  );
}
