import type { JSX } from 'preact';
import type { Appointment, BookedSlot } from '#shared/domain/appointment.ts';
import { acceptOffer, isOfferOver, offerTime, withdrawOffer } from '#shared/domain/hold-time.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { instantAt } from '#shared/lib/clock.ts';
import type { Ranked } from '#shared/scheduling/wait-list.ts';
import { timeText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useAppointmentWrites } from '#pwa/store/use-appointment-writes.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { heldUntil } from '#pwa/store/use-wait-list.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Chip } from '#pwa/ui/chip.tsx';
import { nameWords, personLine, slotWords, whoWords } from '#pwa/widgets/appointment-words.ts';
import { tellOutcome } from '#pwa/widgets/tell-outcome.ts';
import { wishWords } from './wish-words.ts';

type Row = Stored<'appointments'>;
interface Shared {
  readonly patient: Patient | undefined;
  readonly arePeopleRead: boolean;
  readonly mayBook: boolean;
  readonly nameOf: (practitionerId: string | undefined) => string;
}
export interface WaitingRowProps extends Shared {
  readonly ranked: Ranked<Row>;
  readonly time: BookedSlot | null;
}
/** How long an offered time is held. */
const HELD_MINUTES = 30;

/** Somebody who waits: who, since when, what they would take; with a time in mind, the offer. */
export function WaitingRow(props: WaitingRowProps): JSX.Element {
  const { ranked, time, patient, mayBook, nameOf } = props;
  const { row, days, priority } = ranked;
  const deed = useDeed(row, patient);
  const offer = (slot: BookedSlot): void =>
    deed(
      'offer a time',
      (before, at) =>
        offerTime(before, {
          slot: slotFor(slot, before),
          at,
          expiresAt: heldUntil(Date.parse(at), HELD_MINUTES),
        }),
      t('waitList.offerDone', { time: slotWords(slot), n: HELD_MINUTES }),
    );
  return (
    <div class="wait-row">
      <Who {...props} row={row} />
      <div>
        <Chip tone={priority === 'urgent' ? 'alarm' : 'accent'}>{t(`waitList.${priority}`)}</Chip>{' '}
        <span class="soft">
          {[t('waitList.days', { n: days }), wishWords(row.content.wish, nameOf)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      {time && (
        <Button disabled={!mayBook} onClick={() => offer(time)}>
          {t('waitList.offer')}
          <span class="vh"> {nameWords(patient, true)}</span>
        </Button>
      )}
    </div>
  );
}

/** Somebody who was offered a time: it is held for them until it expires. */
export function OfferedRow({ row, ...props }: Shared & { readonly row: Row }): JSX.Element {
  const { patient, mayBook, nameOf } = props;
  const now = useNow().value;
  const zone = useZone();
  const deed = useDeed(row, patient);
  const { slot, expiresAt = '' } = row.content;
  const isOver = isOfferOver(row.content, instantAt(now));
  return (
    <div class="wait-row">
      <Who {...props} row={row} />
      <div>
        <b>
          <bdi>{slot ? slotWords(slot) : ''}</bdi>
        </b>{' '}
        <bdi>{nameOf(slot?.practitionerId)}</bdi>
        <p>
          <Chip tone={isOver ? 'caution' : 'hold'} icon="clock">
            {t(isOver ? 'waitList.ranOut' : 'waitList.heldUntil', {
              time: expiresAt ? timeText(expiresAt, zone) : '',
            })}
          </Chip>
        </p>
      </div>
      <div class="row">
        <Button
          kind="main"
          disabled={!mayBook || isOver}
          why={isOver ? t('waitList.tooLate') : undefined}
          onClick={() => deed('accept an offer', acceptOffer, t('waitList.acceptDone'))}
        >
          {t('waitList.accept')}
        </Button>
        <Button
          disabled={!mayBook}
          onClick={() => deed('withdraw an offer', withdrawOffer, t('waitList.withdrawDone'))}
        >
          {t('waitList.withdraw')}
        </Button>
      </div>
    </div>
  );
}

function Who({ row, patient, arePeopleRead }: Shared & { readonly row: Row }): JSX.Element {
  const { visitType, reason, comment } = row.content;
  return (
    <div>
      <b>
        <bdi>{nameWords(patient, arePeopleRead)}</bdi>
      </b>
      <p class="facts">
        <bdi>{whoWords(patient)}</bdi>
      </p>
      <p class="soft">{[visitType, reason, comment].filter(Boolean).join(' · ')}</p>
    </div>
  );
}

type Change = Parameters<ReturnType<typeof useAppointmentWrites>['change']>[2];

function useDeed(row: Row, patient: Patient | undefined) {
  const writes = useAppointmentWrites();
  const about = personLine(patient);
  const deed = async (name: string, change: Change, said: string): Promise<void> =>
    tellOutcome(await writes.change(name, row.id, change), { about, said, undo: writes.undo });
  return (name: string, change: Change, said: string): void => void deed(name, change, said);
}

/** As long as they need it, where that is shorter than the time that is free. */
function slotFor(slot: BookedSlot, { wish }: Appointment): BookedSlot {
  const minutes = wish?.minutes;
  if (!minutes) return slot;
  const end = instantAt(Date.parse(slot.start) + minutes * 60_000);
  return end < slot.end ? { ...slot, end } : slot;
}
