import type { JSX } from 'preact';
import { memo } from '#pwa/ui/memo.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { isMovable } from '#shared/domain/move-appointment.ts';
import { timeOf } from '#shared/scheduling/wall-time.ts';
import { dateText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { Icon } from '#pwa/ui/icon.tsx';
import { nameWords, signOf, stateWords, whoWords } from '#pwa/widgets/appointment-words.ts';
import type { Box } from './day-columns.ts';

export interface BookingBoxProps {
  readonly box: Box;
  readonly patient: Patient | undefined;
  readonly arePeopleRead: boolean;
  readonly mayMove: boolean;
  readonly zone: string;
}
/** From this length on the birth date is printed in the booking (UI.md 4). */
const ROOMY_MINUTES = 45;
/** Below this there is room for one line only. */
const TIGHT_MINUTES = 25;

/** One booking: family name first, then sign, time and state in words. */
export const BookingBox = memo(function BookingBox(props: BookingBoxProps): JSX.Element {
  const { box, patient, arePeopleRead, zone } = props;
  const { minute, minutes, look, row } = box;
  const isTight = minutes < TIGHT_MINUTES;
  const sign = signOf(look);
  const time = timeOf(minute);
  const state = stateWords(box, zone);
  return (
    <button
      type="button"
      class={`ev ev-${look}${isTight ? ' ev-tight' : ''}`}
      style={{ '--t': minute, '--n': Math.max(minutes, 10), '--a': box.a, '--z': box.z }}
      data-stop={box.id}
      data-movable={props.mayMove && isMovable(row.content) ? '' : undefined}
      tabIndex={-1}
      aria-haspopup="dialog"
    >
      <b dir="auto">
        <bdi>{nameWords(patient, arePeopleRead)}</bdi>
      </b>
      <small aria-hidden="true">
        {sign && <Icon name={sign} />}
        <span>{isTight || look === 'clash' ? state || time : `${time} ${state}`}</span>
      </small>
      {minutes >= ROOMY_MINUTES && patient?.birthDate && (
        <small aria-hidden="true">{`${t('widgets.born')} ${dateText(patient.birthDate)}`}</small>
      )}
      <span class="vh">
        {`, ${time} – ${timeOf(minute + minutes)}, ${state}, ${whoWords(patient)}`}
      </span>
    </button>
  );
});
