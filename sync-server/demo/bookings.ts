import type { Appointment, BookedSlot } from '#shared/domain/appointment.ts';
import type { Encounter } from '#shared/domain/encounter.ts';
import { importedId, type AppointmentId, type EncounterId } from '#shared/domain/ids.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { instantAt } from '#shared/lib/clock.ts';
import { openHours } from '#shared/scheduling/opening-hours.ts';
import { addDays, intervalAt, wallOf } from '#shared/scheduling/wall-time.ts';
import { createDice, type Dice } from './dice.ts';
import type { DemoPatient } from './people.ts';
import { placeId, roomId } from './places.ts';
import { CLINICIANS, practitionerId, scheduleOf, type Clinician } from './staff.ts';
import { stateOf } from './state-now.ts';
import { VISITS, type VisitWords } from './visits.ts';

export interface DemoDay {
  readonly today: string;
  /** Milliseconds since 1970: decides what today's people have done by now. */
  readonly now: number;
  readonly zone: string;
  readonly seed: string;
}
export interface Bookings {
  readonly appointments: readonly { readonly id: AppointmentId; readonly content: Appointment }[];
  /** The visits that came of them. */
  readonly encounters: readonly { readonly id: EncounterId; readonly content: Encounter }[];
}

const FIRST_DAY = -21;
const LAST_DAY = 42;
const MINUTE = 60_000;

/** Three weeks of visits behind and six of bookings ahead, inside everybody's working hours. */
export function bookingsOf(people: readonly DemoPatient[], day: DemoDay): Bookings {
  const booked: Booked[] = [];
  const busy = new Set<string>();
  for (const clinician of CLINICIANS) {
    const dice = createDice(`${day.seed} bookings ${clinician.key}`);
    const words = VISITS[clinician.specialty];
    if (!words) throw new Error(`broken promise: nobody knows what ${clinician.specialty} is for`);
    const regulars = dice.shuffled(people.filter((one) => comesTo(words, one))).slice(0, 170);
    const place = placeOf(clinician);
    const schedule = scheduleOf(clinician, day.today, day.zone);
    for (let n = FIRST_DAY; n <= LAST_DAY; n++)
      booked.push(...dayOf({ clinician, place, words, regulars, dice, busy, schedule, n }, day));
  }
  const clash = clashIn(booked, people, day);
  return {
    appointments: [
      ...booked.map(({ id, content }) => ({ id, content })),
      ...clash,
      ...wishes(people, day),
    ],
    encounters: booked.flatMap((one) => visitOf(one)),
  };
}

interface Booked {
  readonly id: AppointmentId;
  readonly content: Appointment & { readonly slot: BookedSlot };
}
type Place = Pick<BookedSlot, 'practitionerId' | 'roomId' | 'clinicId'>;
interface DayParts {
  readonly place: Place;
  readonly clinician: Clinician;
  readonly words: VisitWords;
  readonly regulars: readonly DemoPatient[];
  readonly dice: Dice;
  /** Who has an appointment on which day: nobody comes twice. */
  readonly busy: Set<string>;
  readonly schedule: Schedule;
  readonly n: number;
}

function comesTo({ ages: [youngest, oldest], sex }: VisitWords, one: DemoPatient): boolean {
  return one.isAlive && one.age >= youngest && one.age <= oldest && (!sex || sex === one.sex);
}

/** How full a day is: the past was busy, next week nearly full, next month still open. */
function fillOf(n: number): number {
  if (n < 0) return 0.78;
  if (n === 0) return 0.86;
  return Math.max(0.12, 0.74 - n * 0.016);
}

function dayOf(
  { clinician, place, words, regulars, dice, busy, schedule, n }: DayParts,
  day: DemoDay,
): readonly Booked[] {
  const date = addDays(day.today, n);
  const step = clinician.slotMinutes;
  const booked: Booked[] = [];
  for (const { from, to } of openHours(schedule, date)) {
    for (let minute = from; minute + step <= to; minute += step) {
      if (!dice.chance(fillOf(n))) continue;
      const isLong = step >= 20 && minute + 2 * step <= to && dice.chance(0.1);
      const minutes = isLong ? 2 * step : step;
      const patient = dice.pick(regulars);
      if (busy.has(`${date} ${patient.id}`)) continue;
      busy.add(`${date} ${patient.id}`);
      const slot = { ...intervalAt(wallOf(date, minute), minutes, day.zone), ...place };
      booked.push(bookingOf({ slot, patient, words, dice, isLong }, day));
      if (isLong) minute += step;
    }
  }
  return booked;
}

/** Who, in which room of which clinic. */
function placeOf(clinician: Clinician): Place {
  return {
    practitionerId: practitionerId(clinician.key),
    roomId: roomId(clinician.clinic, clinician.room),
    clinicId: placeId(`clinic/${clinician.clinic}`),
  };
}

interface BookingParts {
  readonly slot: BookedSlot;
  readonly patient: DemoPatient;
  readonly words: VisitWords;
  readonly dice: Dice;
  readonly isLong: boolean;
}

function bookingOf({ slot, patient, words, dice, isLong }: BookingParts, { now }: DemoDay): Booked {
  const id = importedId<AppointmentId>(
    'demo',
    'appointment',
    `${slot.wall} ${slot.practitionerId ?? ''}`,
  );
  const start = Date.parse(slot.start);
  const bookedAt =
    Math.min(start, now) - dice.between(1, 24) * 24 * 60 * MINUTE - dice.between(0, 300) * MINUTE;
  const isNew = isLong && words.types.includes('New patient');
  const state = stateOf({ start, end: Date.parse(slot.end), now, bookedAt }, dice);
  const encounterId = importedId<EncounterId>('demo', 'encounter', `visit ${id}`);
  return {
    id,
    content: {
      patientId: patient.id,
      slot,
      booking: 'confirmed',
      visitType: isNew ? 'New patient' : dice.pick(words.types),
      reason: dice.pick(words.reasons),
      ...state,
      ...(state.status === 'fulfilled' ? { encounterId } : {}),
    },
  };
}

/** A visit for each appointment that was kept, linked both ways by id. */
function visitOf({ id, content }: Booked): Bookings['encounters'] {
  if (content.status !== 'fulfilled' || !content.encounterId) return [];
  const { slot, seenAt } = content;
  return [
    {
      id: content.encounterId,
      content: {
        ...(content.patientId ? { patientId: content.patientId } : {}),
        status: 'finished',
        class: 'AMB',
        ...(content.visitType ? { type: content.visitType } : {}),
        ...(content.reason ? { reason: content.reason } : {}),
        period: { start: seenAt ?? slot.start, end: slot.end },
        ...(slot.practitionerId ? { practitionerId: slot.practitionerId } : {}),
        ...(slot.clinicId ? { locationId: slot.clinicId } : {}),
        appointmentId: id,
      },
    },
  ];
}

/** The one double booking: two desks gave away the same time, the second one lost. It lies on the next time that is still to come. */
function clashIn(
  booked: readonly Booked[],
  people: readonly DemoPatient[],
  { now, seed }: DemoDay,
): readonly Booked[] {
  const doctor = new Set(['patel', 'hartley', 'petrova'].map(practitionerId));
  const first = booked
    .filter(
      ({ content }) =>
        content.status === 'booked' && Date.parse(content.slot.start) > now + 40 * MINUTE,
    )
    .filter(({ content }) => content.slot.practitionerId && doctor.has(content.slot.practitionerId))
    .toSorted((a, b) => (a.content.slot.start < b.content.slot.start ? -1 : 1))[0];
  if (!first) return [];
  const other = createDice(`${seed} clash`).pick(
    people.filter(({ age, isAlive }) => isAlive && age > 30),
  );
  const { clashWith: _none, ...content } = first.content;
  return [
    {
      id: importedId<AppointmentId>('demo', 'appointment', `clash with ${first.id}`),
      content: {
        ...content,
        patientId: other.id,
        booking: 'clash',
        clashWith: first.id,
        reason: 'Result',
        statusSince: instantAt(now - 95 * MINUTE),
      },
    },
  ];
}

/** People who wait for a date. */
function wishes(people: readonly DemoPatient[], { now, seed }: DemoDay): Bookings['appointments'] {
  const dice = createDice(`${seed} wishes`);
  return Array.from({ length: 9 }, (_, i) => {
    const clinician = dice.pick(CLINICIANS);
    const words = VISITS[clinician.specialty];
    const fitting = people.filter((one) => words && comesTo(words, one));
    return {
      id: importedId<AppointmentId>('demo', 'appointment', `wish ${i}`),
      content: {
        patientId: dice.pick(fitting).id,
        status: i < 7 ? ('waitlist' as const) : ('proposed' as const),
        visitType: 'New patient',
        reason: dice.pick(words?.reasons ?? ['Review']),
        comment: `${clinician.specialty}, any weekday`,
        statusSince: instantAt(now - dice.between(2, 60) * 24 * 60 * MINUTE),
      },
    };
  });
}
