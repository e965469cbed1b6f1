import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Chip } from '#pwa/ui/chip.tsx';
import { nameWords, slotWords } from '#pwa/widgets/appointment-words.ts';
import { usePeopleOf } from '#pwa/store/use-people-of.ts';
import { useIsFar } from './far-note.tsx';
import type { Answer, PlannedDate } from './series-plan.ts';
import type { BookingDesk } from './use-desk.ts';

export interface SeriesDateProps {
  readonly date: PlannedDate;
  readonly desk: BookingDesk;
  /** Undefined takes the answer back. */
  readonly onAnswer: (answer: Answer | undefined) => void;
}

/** One date of a series: free, or why not, with up to three other times, and what somebody said to it. */
export function SeriesDate({ date, desk, onAnswer }: SeriesDateProps): JSX.Element {
  const { wall, time, answer, isOpen } = date;
  const isLeftOut = answer?.kind === 'left-out';
  const { slot } = time;
  const isOther = answer?.kind === 'other';
  return (
    <li class="series-date" data-open={isOpen}>
      <p class={isLeftOut ? 'series-when series-out' : 'series-when'}>
        <b>
          <bdi>{slotWords(isLeftOut ? { wall } : slot)}</bdi>
        </b>
        {isOther && (
          <span class="soft">
            <bdi>{desk.nameOf(slot.practitionerId)}</bdi>
          </span>
        )}
      </p>
      <State date={date} desk={desk} />
      {isOpen && <Others {...{ date, desk, onAnswer }} />}
      {!isOpen &&
        (answer ? (
          <Button kind="quiet" icon="undo" onClick={() => onAnswer(undefined)}>
            {t('series.again')}
          </Button>
        ) : (
          <Button kind="quiet" onClick={() => onAnswer({ kind: 'left-out' })}>
            {t('series.leaveOut')}
          </Button>
        ))}
    </li>
  );
}

/** What else is free, and what else can be said to a date that is not. */
function Others({ date, desk, onAnswer }: SeriesDateProps): JSX.Element {
  const { wall, others } = date;
  const { slot } = date.time;
  return (
    <div
      class="series-others"
      role="group"
      aria-label={t('series.instead', { time: slotWords({ wall }) })}
    >
      {others.map((offer) => (
        <Button
          key={`${offer.slot.start} ${offer.practitionerId}`}
          onClick={() =>
            onAnswer({
              kind: 'other',
              chosen: {
                wall: offer.slot.wall,
                practitionerId: offer.practitionerId,
                roomId: offer.slot.roomId,
              },
            })
          }
        >
          <bdi>{otherWords(date, offer.slot.wall)}</bdi>
          {offer.practitionerId !== slot.practitionerId && (
            <small>
              {' '}
              <bdi>{desk.nameOf(offer.practitionerId)}</bdi>
            </small>
          )}
        </Button>
      ))}
      <Button kind="quiet" onClick={() => onAnswer({ kind: 'anyway' })}>
        {t('series.anyway')}
      </Button>
      <Button kind="quiet" onClick={() => onAnswer({ kind: 'left-out' })}>
        {t('series.leaveOut')}
      </Button>
    </div>
  );
}

/** The time alone on the same day, with its day on another. */
function otherWords({ wall }: PlannedDate, other: string): string {
  return other.startsWith(wall.slice(0, 10)) ? other.slice(11, 16) : slotWords({ wall: other });
}

function State({ date, desk }: Pick<SeriesDateProps, 'date' | 'desk'>): JSX.Element {
  const { answer, time } = date;
  const { verdict, slot } = time;
  const isFar = useIsFar(slot.wall.slice(0, 10));
  const by = verdict.kind === 'taken' ? (verdict.by[0]?.row.content.patientId ?? '') : '';
  const { people, arePeopleRead } = usePeopleOf([by]);
  if (answer?.kind === 'left-out') return <Chip tone="plain">{t('series.leftOut')}</Chip>;
  switch (verdict.kind) {
    case 'free':
      return (
        <Chip tone={isFar ? 'hold' : 'good'}>
          {t(isFar ? 'booking.farMaybe' : 'booking.isFree')}
        </Chip>
      );
    case 'taken':
      return (
        <Chip tone="caution">
          {t('series.taken', { name: nameWords(people.get(by), arePeopleRead) })}
        </Chip>
      );
    case 'room-full':
      return (
        <Chip tone="caution">
          {t('series.taken', { name: desk.places.get(verdict.placeId)?.name ?? '' })}
        </Chip>
      );
    case 'outside-hours':
      return <Chip tone="caution">{t('booking.isOutside')}</Chip>;
  }
}
