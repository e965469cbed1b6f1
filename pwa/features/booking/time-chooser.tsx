import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { BookedSlot } from '#shared/domain/appointment.ts';
import type { Offer, Wish } from '#shared/scheduling/free-times.ts';
import { isDay } from '#shared/scheduling/wall-time.ts';
import { t } from '#pwa/i18n/t.ts';
import { SelectField, TextField } from '#pwa/ui/field.tsx';
import { slotWords } from '#pwa/widgets/appointment-words.ts';
import type { BookingDraft, ChosenTime } from './booking-draft.ts';
import { FarNote } from './far-note.tsx';
import { OwnTime } from './own-time.tsx';
import { DAYS_AHEAD, type Booked, type BookingDesk } from './use-desk.ts';

export interface TimeChooserProps {
  readonly draft: BookingDraft;
  readonly desk: BookingDesk;
  readonly time: ChosenTime<Booked> | null;
  readonly moving: BookedSlot | undefined;
  readonly onSet: (change: Partial<BookingDraft>) => void;
}
const LENGTHS = [10, 15, 20, 30, 45, 60, 90, 120];
const OFFERED = 6;

/** With whom, how long and when: the next free times at a glance, all those of a day, or any other time with a reason. */
export function TimeChooser(props: TimeChooserProps): JSX.Element {
  const { draft, desk, moving, onSet } = props;
  const lengths = [...new Set([...LENGTHS, ...(draft.minutes ? [draft.minutes] : [])])];
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
      <div class="book-pair">
        <SelectField
          label={t('booking.with')}
          value={draft.practitionerId}
          options={[
            { value: '', label: t('booking.anybody') },
            ...desk.clinicians.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(practitionerId) => onSet({ practitionerId })}
        />
        <SelectField
          label={t('booking.length')}
          value={String(draft.minutes)}
          options={[
            { value: '0', label: t('booking.lengthUsual') },
            ...lengths
              .toSorted((a, b) => a - b)
              .map((n) => ({ value: String(n), label: t('booking.minutes', { n }) })),
          ]}
          onChange={(minutes) => onSet({ minutes: Number(minutes) })}
        />
      </div>
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

function NextTimes({ draft, desk, onSet }: TimeChooserProps): JSX.Element {
  const { minutes, practitionerId } = draft;
  const { free, after } = desk;
  const offers = useMemo(
    () =>
      free.next({
        ...wishOf({ minutes, practitionerId, after }),
        count: OFFERED,
        days: DAYS_AHEAD,
      }),
    [free, after, minutes, practitionerId],
  );
  return (
    <div class="field" role="group" aria-label={t('booking.next')}>
      <p class="label">{t('booking.next')}</p>
      {offers.length === 0 && <p>{t('booking.nextNone')}</p>}
      <div class="book-times">
        {offers.map((offer) => (
          <TimeButton
            key={`${offer.slot.start} ${offer.practitionerId}`}
            {...{ offer, draft, onSet }}
            label={slotWords(offer.slot)}
            name={desk.nameOf(offer.practitionerId)}
          />
        ))}
      </div>
    </div>
  );
}

interface WishParts {
  readonly minutes: number;
  readonly practitionerId: string;
  readonly after: string;
}

function wishOf({ minutes, practitionerId, after }: WishParts): Wish {
  return { minutes, after, ...(practitionerId ? { practitionerIds: [practitionerId] } : {}) };
}

function DayTimes({ draft, desk, onSet }: TimeChooserProps): JSX.Element {
  const { minutes, practitionerId, day } = draft;
  const { free, after } = desk;
  const offers = useMemo(
    () => [...free.on(day, wishOf({ minutes, practitionerId, after }))],
    [day, free, after, minutes, practitionerId],
  );
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
  readonly onSet: TimeChooserProps['onSet'];
}

function TimeButton({ offer, draft, label, name, onSet }: TimeButtonProps): JSX.Element {
  const { practitionerId, slot } = offer;
  const isChosen =
    draft.chosen?.wall === slot.wall && draft.chosen.practitionerId === practitionerId;
  return (
    <button
      type="button"
      class="btn book-time"
      aria-pressed={isChosen}
      onClick={() => onSet({ chosen: { wall: slot.wall, practitionerId } })}
    >
      <bdi>{label}</bdi>
      {name && (
        <small>
          <bdi>{name}</bdi>
        </small>
      )}
    </button>
  );
}
