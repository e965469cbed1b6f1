import type { JSX } from 'preact';
import type { Appointment } from '#shared/domain/appointment.ts';
import { dateText, weekdayText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { Chip } from '#pwa/ui/chip.tsx';
import { RemindersOf } from '#pwa/widgets/reminders-of.tsx';
import { UnsentChip } from '#pwa/widgets/unsent-chip.tsx';
import { signOf, stateWords } from '#pwa/widgets/appointment-words.ts';
import { lookOf, type Look } from '#pwa/widgets/booking-look.ts';
import type { Tone } from '#pwa/ui/tone.ts';
import type { AppointmentRow } from './appointment-order.ts';
import { disputesOf, TwoReadings } from './disputed.tsx';
import type { Chart } from './use-chart.ts';

const TONES: Readonly<Record<Look, Tone>> = {
  booked: 'good',
  arrived: 'accent',
  room: 'accent',
  done: 'plain',
  noshow: 'caution',
  hold: 'hold',
  clash: 'alarm',
  cancelled: 'plain',
};

interface AppointmentItemProps {
  readonly row: AppointmentRow;
  readonly chart: Chart;
  readonly today: string;
}

/** One appointment: when, with whom and what for, and how it stands. */
export function AppointmentItem({ row, chart, today }: AppointmentItemProps): JSX.Element {
  const { slot, visitType, reason, cancelReason } = row.content;
  const { names } = chart;
  const who =
    slot?.practitionerId && (names.practitioner(slot.practitionerId) ?? t('chart.personUnknown'));
  const places = [slot?.clinicId, slot?.roomId].flatMap((id) =>
    id ? (names.place(id) ?? []) : [],
  );
  const about = [visitType, reason, cancelReason].filter(Boolean).join(' · ');
  return (
    <li class="appt">
      <time dateTime={slot?.wall}>
        <b>
          <bdi>{slot ? slot.wall.slice(11, 16) : t('chart.noTime')}</bdi>
        </b>
        {slot && <bdi class="small soft">{dayWords(slot.wall, today)}</bdi>}
      </time>
      <div>
        <b>
          <bdi>{who ?? places[0] ?? t('chart.appointment')}</bdi>
        </b>
        <p class="small soft">
          <bdi>{[...(who ? places : places.slice(1)), about].filter(Boolean).join(', ')}</bdi>
        </p>
        <TwoReadings disputes={disputesOf(chart.disputes, row.id)} names={names} />
        {slot && slot.wall >= today && <RemindersOf id={row.id} appointment={row.content} />}
      </div>
      <span class="row">
        <State row={row} zone={names.zone} />
        <UnsentChip trail={row.trail} />
      </span>
    </li>
  );
}

/** Days near today with their weekday, far ones with their year. */
function dayWords(wall: string, today: string): string {
  const isNear = Math.abs(Date.parse(wall.slice(0, 10)) - Date.parse(today)) < NEAR_MS;
  return isNear ? weekdayText(wall) : dateText(wall);
}
const NEAR_MS = 200 * 24 * 3_600_000;

function State({
  row,
  zone,
}: {
  readonly row: AppointmentRow;
  readonly zone: string;
}): JSX.Element {
  const look = lookOf(row.content);
  return (
    <Chip tone={TONES[look]} icon={signOf(look) ?? 'check'}>
      {stateOf(row, look, zone)}
    </Chip>
  );
}

/** The state as it stands alone on a chip; times are told for those who came. */
function stateOf(row: AppointmentRow, look: Look, zone: string): string {
  const { status, booking } = row.content;
  if (look === 'clash') return t('chart.clash');
  if (look === 'arrived' || look === 'done') {
    const words = stateWords({ look, row }, zone);
    return words.charAt(0).toLocaleUpperCase() + words.slice(1);
  }
  if (status === 'booked' && booking) return t(`chart.${booking}`);
  return t(STATUS[status]);
}
const STATUS = {
  proposed: 'chart.statusProposed',
  pending: 'chart.statusPending',
  booked: 'chart.statusBooked',
  arrived: 'chart.statusArrived',
  fulfilled: 'chart.statusFulfilled',
  cancelled: 'chart.statusCancelled',
  noshow: 'chart.statusNoshow',
  'entered-in-error': 'chart.statusError',
  'checked-in': 'chart.statusCheckedIn',
  waitlist: 'chart.statusWaitlist',
} as const satisfies Record<Appointment['status'], string>;
