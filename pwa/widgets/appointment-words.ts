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
      return t('appointment.waitingSince', { time: since ? timeText(since, zone) : '' });
    case 'done':
      return seenAt
        ? t('appointment.seenAt', { time: timeText(seenAt, zone) })
        : t('appointment.seen');
    case 'room':
      return t('appointment.inTheRoom');
    case 'noshow':
      return t('appointment.didNotCome');
    case 'hold':
      return t('appointment.provisional');
    case 'clash':
      return t('appointment.clash');
    case 'cancelled':
      return t('appointment.cancelled');
  }
}

const STEPS = {
  arrived: 'appointment.stepArrived',
  'checked-in': 'appointment.stepCheckedIn',
  fulfilled: 'appointment.stepSeen',
  noshow: 'appointment.stepNoshow',
  booked: 'appointment.stepBack',
} as const satisfies Record<DayStep, string>;

/** The button of a step, named after what happens; a step back names where it leads. */
export function stepWords(to: DayStep, from?: AppointmentStatus): string {
  if (to === 'arrived' && from === 'checked-in') return t('appointment.stepBackToWaiting');
  if (to === 'booked' && from === 'cancelled') return t('appointment.bookAgain');
  return t(STEPS[to]);
}

const DONE = {
  arrived: 'appointment.doneArrived',
  'checked-in': 'appointment.doneCheckedIn',
  fulfilled: 'appointment.doneSeen',
  noshow: 'appointment.doneNoshow',
  booked: 'appointment.doneBack',
} as const satisfies Record<DayStep, string>;

/** What a step did, said after it. */
export function stepDoneWords(to: DayStep): string {
  return t(DONE[to]);
}

/** "Garcia, Luis", or in words why there is no name: not read yet, or not on this device. */
export function nameWords(patient: Patient | undefined, arePeopleRead: boolean): string {
  if (patient) {
    const { family, given } = nameParts(shownName(patient.names));
    return [family, given].filter(Boolean).join(', ') || t('appointment.noName');
  }
  return arePeopleRead ? t('appointment.notOnDevice') : '…';
}

function bornWords(patient: Patient): string {
  return patient.birthDate
    ? t('appointment.born', { date: dateText(patient.birthDate) })
    : t('appointment.bornUnknown');
}

/** The two identifiers after a name: birth date and MRN. */
export function whoWords(patient: Patient | undefined): string {
  return whoParts(patient).join(', ');
}

/** The same one by one, where none of them may be broken over two lines. */
export function whoParts(patient: Patient | undefined): readonly string[] {
  if (!patient) return [t('appointment.recordElsewhere')];
  const mrn = mrnOf(patient);
  return [
    bornWords(patient),
    mrn ? t('appointment.mrn', { mrn: isolated(mrnText(mrn)) }) : t('appointment.noMrn'),
  ];
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
