import type { DayStep } from '#shared/domain/appointment-step.ts';
import { holdsSlot } from '#shared/domain/appointment.ts';
import { nameText, shownName } from '#shared/domain/human-name.ts';
import { mrnText } from '#shared/domain/mrn.ts';
import { mrnOf, type Patient } from '#shared/domain/patient.ts';
import { timeOf, wallAt } from '#shared/scheduling/wall-time.ts';
import { t } from '#pwa/i18n/t.ts';
import { dateWords } from '#pwa/i18n/date-words.ts';
import type { Look } from './booking-look.ts';
import type { Box } from './day-columns.ts';
import type { DayView } from './use-day.ts';
import type { Moving } from './use-move.ts';

type People = Pick<DayView, 'people' | 'arePeopleRead'>;

/** The sign of a state; words say the same beside it. */
export function signOf(
  look: Look,
): 'check' | 'people' | 'door' | 'noshow' | 'clock' | 'alert' | 'x' | null {
  return SIGNS[look];
}
const SIGNS = {
  booked: null,
  arrived: 'people',
  room: 'door',
  done: 'check',
  noshow: 'noshow',
  hold: 'clock',
  clash: 'alert',
  cancelled: 'x',
} as const satisfies Record<Look, string | null>;

/** The state of a booking in words; '' for a plain one that is to come. */
export function stateWords({ look, row }: Pick<Box, 'look' | 'row'>, zone: string): string {
  const { arrivedAt, seenAt, statusSince } = row.content;
  const time = (instant: string | undefined): string =>
    instant ? wallAt(instant, zone).slice(11, 16) : '';
  switch (look) {
    case 'booked':
      return '';
    case 'arrived':
      return t('calendar.waitingSince', { time: time(arrivedAt ?? statusSince) });
    case 'done':
      return seenAt ? t('calendar.seenAt', { time: time(seenAt) }) : t('calendar.seen');
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

const STEP_KEYS = {
  arrived: 'calendar.stepArrived',
  'checked-in': 'calendar.stepCheckedIn',
  fulfilled: 'calendar.stepSeen',
  noshow: 'calendar.stepNoshow',
  booked: 'calendar.stepBack',
} as const satisfies Record<DayStep, string>;

/** The button of a step, named after what happens. */
export function stepWords(to: DayStep): string {
  return t(STEP_KEYS[to]);
}

/** "Garcia, Luis", or in words why there is no name: not read yet, or not on this device. */
export function nameWords(patient: Patient | undefined, arePeopleRead: boolean): string {
  if (patient) return nameText(shownName(patient.names)) || t('calendar.noName');
  return arePeopleRead ? t('calendar.notOnDevice') : '…';
}

/** "Born 3 Aug 1974". */
export function bornWords(patient: Patient): string {
  return patient.birthDate
    ? t('calendar.born', { date: dateWords(patient.birthDate) })
    : t('calendar.bornUnknown');
}

/** The two identifiers after a name: birth date and MRN. */
export function whoWords(patient: Patient | undefined): string {
  if (!patient) return t('calendar.recordElsewhere');
  const mrn = mrnOf(patient);
  return [
    bornWords(patient),
    mrn ? t('calendar.mrn', { mrn: mrnText(mrn) }) : t('calendar.noMrn'),
  ].join(', ');
}

/** "15:00, 30 min free". */
export function freeWords(time: string, minutes: number): string {
  return t('calendar.free', { time, minutes });
}

/** One line under a carried booking: free or why not, and what the keys do. */
export function landingWords(
  { box, by, landing }: Moving,
  { people, arePeopleRead }: People,
): string {
  const how = t(by === 'keys' ? 'calendar.carryByKeys' : 'calendar.carryByPointer');
  const { verdict, target } = landing;
  const isSame =
    target.minute === box.minute && box.row.content.slot?.practitionerId === target.columnId;
  if (isSame) return `${t('calendar.carryHere')} ${how}`;
  switch (verdict.kind) {
    case 'free':
      return `${t('calendar.carryFree')} ${how}`;
    case 'outside-hours':
      return `${t('calendar.carryOutside')} ${how}`;
    case 'taken': {
      const other = verdict.by[0]?.row.content;
      const name = nameWords(people.get(other?.patientId ?? ''), arePeopleRead);
      return `${t('calendar.carryTaken', { name, time: other?.slot?.wall.slice(11, 16) ?? '' })} ${how}`;
    }
  }
}

/** Who holds the time that a booking lost, or would be lost to it. */
export function holderOf(box: Box, boxes: readonly Box[]): Box | undefined {
  const { clashWith } = box.row.content;
  return (
    boxes.find(({ id }) => id === clashWith) ??
    boxes.find(({ row }) => row.content.clashWith === box.id && holdsSlot(row.content))
  );
}

/** "13:45 – 14:15". */
export function spanWords({ minute, minutes }: Pick<Box, 'minute' | 'minutes'>): string {
  return `${timeOf(minute)} – ${timeOf((minute + minutes) % 1440)}`;
}
