import type { AppointmentStatus, BookedSlot } from '#shared/domain/appointment.ts';
import type { DayStep } from '#shared/domain/appointment-step.ts';
import { nameParts, shownName } from '#shared/domain/human-name.ts';
import { mrnText } from '#shared/domain/mrn.ts';
import { mrnOf, type Patient } from '#shared/domain/patient.ts';
import { dateText, timeText, weekdayText } from '#pwa/i18n/formats.ts';
import { isolated } from '#pwa/i18n/isolated.ts';
import { t } from '#pwa/i18n/t.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import type { IconName } from '#pwa/ui/icon.tsx';
import type { Look } from './booking-look.ts';

const SIGNS = {
  booked: null,
  arrived: 'people',
  room: 'door',
  done: 'check',
  noshow: 'noshow',
  hold: 'clock',
  clash: 'alert',
  cancelled: 'close',
} as const satisfies Record<Look, IconName | null>;

/** The sign of a state; words say the same beside it. */
export function signOf(look: Look): IconName | null {
  return SIGNS[look];
}

/** The state of a booking in words; '' for a plain one that is to come. */
export function stateWords(
  { look, row }: { readonly look: Look; readonly row: Pick<Stored<'appointments'>, 'content'> },
  zone: string,
): string {
  const { arrivedAt, seenAt, statusSince } = row.content;
  const since = arrivedAt ?? statusSince;
  switch (look) {
    case 'booked':
      return '';
    case 'arrived':
      return t('calendar.waitingSince', { time: since ? timeText(since, zone) : '' });
    case 'done':
      return seenAt ? t('calendar.seenAt', { time: timeText(seenAt, zone) }) : t('calendar.seen');
    case 'room':
      return t('calendar.inTheRoom');
    case 'noshow':
      return t('calendar.didNotCome');
    case 'hold':
      return t('calendar.provisional');
    case 'clash':
      return t('calendar.clash');
    case 'cancelled':
      return t('calendar.cancelled');
  }
}

const STEPS = {
  arrived: 'calendar.stepArrived',
  'checked-in': 'calendar.stepCheckedIn',
  fulfilled: 'calendar.stepSeen',
  noshow: 'calendar.stepNoshow',
  booked: 'calendar.stepBack',
} as const satisfies Record<DayStep, string>;

/** The button of a step, named after what happens; a step back names where it leads. */
export function stepWords(to: DayStep, from?: AppointmentStatus): string {
  if (to === 'arrived' && from === 'checked-in') return t('calendar.stepBackToWaiting');
  if (to === 'booked' && from === 'cancelled') return t('calendar.bookAgain');
  return t(STEPS[to]);
}

const DONE = {
  arrived: 'calendar.doneArrived',
  'checked-in': 'calendar.doneCheckedIn',
  fulfilled: 'calendar.doneSeen',
  noshow: 'calendar.doneNoshow',
  booked: 'calendar.doneBack',
} as const satisfies Record<DayStep, string>;

/** What a step did, said after it. */
export function stepDoneWords(to: DayStep): string {
  return t(DONE[to]);
}

/** "Garcia, Luis", or in words why there is no name: not read yet, or not on this device. */
export function nameWords(patient: Patient | undefined, arePeopleRead: boolean): string {
  if (patient) {
    const { family, given } = nameParts(shownName(patient.names));
    return [family, given].filter(Boolean).join(', ') || t('calendar.noName');
  }
  return arePeopleRead ? t('calendar.notOnDevice') : '…';
}

function bornWords(patient: Patient): string {
  return patient.birthDate
    ? t('calendar.born', { date: dateText(patient.birthDate) })
    : t('calendar.bornUnknown');
}

/** The two identifiers after a name: birth date and MRN. */
export function whoWords(patient: Patient | undefined): string {
  if (!patient) return t('calendar.recordElsewhere');
  const mrn = mrnOf(patient);
  return [
    bornWords(patient),
    mrn ? t('calendar.mrn', { mrn: isolated(mrnText(mrn)) }) : t('calendar.noMrn'),
  ].join(', ');
}

/** A name with its two identifiers in one line of plain text, for messages that cannot be styled. */
export function personLine(patient: Patient | undefined): string {
  return `${isolated(nameWords(patient, true))}, ${isolated(whoWords(patient))}`;
}

/** "Tue 24 Nov, 10:30". */
export function slotWords({ wall }: Pick<BookedSlot, 'wall'>): string {
  return `${weekdayText(wall)}, ${wall.slice(11, 16)}`;
}

/** "Tue 10:45": a time of the next days on a button. */
export function shortSlotWords(wall: string): string {
  return `${weekdayText(wall).split(' ')[0] ?? ''} ${wall.slice(11, 16)}`;
}
