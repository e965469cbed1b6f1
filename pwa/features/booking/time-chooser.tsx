import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { BookedSlot } from '#shared/domain/appointment.ts';
import type { Offer, Wish } from '#shared/scheduling/free-times.ts';
import { isDay } from '#shared/scheduling/wall-time.ts';
import { t } from '#pwa/i18n/t.ts';
import { TextField } from '#pwa/ui/field.tsx';
import { slotWords } from '#pwa/widgets/appointment-words.ts';
import { wishIn, type BookingDraft, type Chosen, type ChosenTime } from './booking-draft.ts';
import { FarNote } from './far-note.tsx';
import { OwnTime } from './own-time.tsx';
import { DAYS_MOST, type Booked, type BookingDesk } from './use-desk.ts';
import { useDigitKeys } from './use-digit-keys.ts';
import { WithWhom } from './with-whom.tsx';

export interface TimeChooserProps {
  readonly draft: BookingDraft;
  readonly desk: BookingDesk;
  readonly time: ChosenTime<Booked> | null;
  readonly moving: BookedSlot | undefined;
  readonly onSet: (change: Partial<BookingDraft>) => void;
  /** Two weeks have not enough: a quarter of a year is looked at. */
  readonly onFurther: () => void;
}
const OFFERED = 5;

/** With whom, how long and when: the next free times at a glance, all those of a day, or any other time with a reason. */
export function TimeChooser(props: TimeChooserProps): JSX.Element {
  const { draft, desk, moving, onSet } = props;
  return (
    <section class="card pad stack book-right" aria-labelledby="book-when">
      <h2 id="book-when">{t('booking.when')}</h2>
      {moving && (
        <p class="soft">
          {t('booking.was', {
            time: slotWords(moving),
            name: desk.nameOf(moving.practitionerId) || t('appointment.noClinician'),
          })}
        </p>
      )}
      <WithWhom {...props} />
      <NextTimes {...props} />
      <TextField
        label={t('booking.onDay')}
        optional
        type="date"
        value={draft.day}
        onInput={(day) => onSet({ day: isDay(day) ? day : '' })}
      />
      {draft.day && <DayTimes {...props} />}
      <OwnTime draft={draft} desk={desk} onSet={onSet} />
    </section>
  );
}

/** The next times over everybody who is wished for, kept up to date; each one press or one figure away. */
function NextTimes({ draft, desk, onSet, onFurther }: TimeChooserProps): JSX.Element {
  const { free, days } = desk;
  const wish = useWish(draft, desk);
  const offers = useMemo(() => free.next({ ...wish, count: OFFERED, days }), [free, wish, days]);
  const isShort = offers.length < OFFERED && days < DAYS_MOST;
  useEffect(() => {
    if (isShort) onFurther();
    // Asked once; a new way to ask changes nothing.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isShort]);
  useDigitKeys((n) => {
    const offer = offers[n - 1];
    if (offer) onSet({ chosen: chosenOf(offer) });
  });
  return (
    <div class="field" role="group" aria-label={t('booking.next')}>
      <p class="label">{t('booking.next')}</p>
      {offers.length === 0 && (
        <p role="status">{t(isShort ? 'booking.nextLooking' : 'booking.nextNone')}</p>
      )}
      <div class="book-times">
        {offers.map((offer, n) => (
          <TimeButton
            key={`${offer.slot.start} ${offer.practitionerId}`}
            {...{ offer, draft, onSet }}
            digit={n + 1}
            label={slotWords(offer.slot)}
            name={desk.nameOf(offer.practitionerId)}
          />
        ))}
      </div>
    </div>
  );
}

function useWish(draft: BookingDraft, { kinds, after }: BookingDesk): Wish {
  const { minutes, practitionerId, among, visitKindId } = draft;
  return useMemo(
    () => wishIn({ minutes, practitionerId, among, visitKindId }, { kinds, after }),
    [minutes, practitionerId, among, visitKindId, kinds, after],
  );
}

function chosenOf({ practitionerId, slot }: Offer): Chosen {
  return { wall: slot.wall, practitionerId, roomId: slot.roomId };
}

function DayTimes({ draft, desk, onSet }: TimeChooserProps): JSX.Element {
  const { day } = draft;
  const { free } = desk;
  const wish = useWish(draft, desk);
  const offers = useMemo(() => [...free.on(day, wish)], [day, free, wish]);
  const some = offers.filter(([, times]) => times.length > 0);
  return (
    <div class="stack" role="group" aria-label={t('booking.onDay')}>
      <FarNote day={day} isBooked={false} />
      {some.length === 0 && <p>{t('booking.onDayNone')}</p>}
      {some.map(([id, times]) => (
        <div key={id} class="field">
          <p class="label">
            <bdi>{desk.nameOf(id)}</bdi> · {t('booking.someFree', { n: times.length })}
          </p>
          <div class="book-times book-times-short">
            {times.map((offer) => (
              <TimeButton
                key={offer.slot.start}
                {...{ offer, draft, onSet }}
                label={offer.slot.wall.slice(11, 16)}
              />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

interface TimeButtonProps {
  readonly offer: Offer;
  readonly draft: BookingDraft;
  readonly label: string;
  readonly name?: string;
  /** The key that takes it. */
  readonly digit?: number;
  readonly onSet: TimeChooserProps['onSet'];
}

function TimeButton({ offer, draft, label, name, digit, onSet }: TimeButtonProps): JSX.Element {
  const { practitionerId, slot } = offer;
  const isChosen =
    draft.chosen?.wall === slot.wall && draft.chosen.practitionerId === practitionerId;
  return (
    <button
      type="button"
      class="btn book-time"
      aria-pressed={isChosen}
      {...(digit ? { 'aria-keyshortcuts': String(digit) } : {})}
      onClick={() => onSet({ chosen: chosenOf(offer) })}
    >
      <bdi>{label}</bdi>
      {digit && (
        <kbd class="book-digit" aria-hidden="true">
          {digit}
        </kbd>
      )}
      {name && (
        <small>
          <bdi>{name}</bdi>
        </small>
      )}
    </button>
  );
}
