import type { Encounter } from '#shared/domain/encounter.ts';
import { importedId, type EncounterId, type LocationId } from '#shared/domain/ids.ts';
import type { Location } from '#shared/domain/location.ts';
import type { Stay } from '#shared/domain/stay.ts';
import { addDays } from '#shared/scheduling/wall-time.ts';
import { instantAt } from '#shared/lib/clock.ts';
import type { DemoDay } from './bookings.ts';
import { CLASH, CLEANING, CLOSED, FREE, MOVED, WITH_NEXT } from './bed-states.ts';
import { createDice, type Dice } from './dice.ts';
import type { DemoPatient } from './people.ts';
import { bedsOf, type Bed, type Lies, type Place } from './places.ts';
import type { SpecialPeople } from './special-people.ts';
import { practitionerId } from './staff.ts';
import { STAYS } from './visits.ts';

export interface Stays {
  readonly beds: readonly Place[];
  readonly encounters: readonly { readonly id: EncounterId; readonly content: Encounter }[];
  readonly patientIds: ReadonlySet<string>;
}
type BedRow = ReturnType<typeof bedsOf>[number];
type Admission = Stays['encounters'][number];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Who lies where now, who lay there in the last weeks, and how each bed stands. */
export function staysOf(
  people: readonly DemoPatient[],
  special: SpecialPeople,
  day: DemoDay,
): Stays {
  const dice = createDice(`${day.seed} stays`);
  const rows = bedsOf();
  const draw = drawFrom(
    dice.shuffled(people.filter(({ isAlive, id }) => isAlive && id !== special.mother.id)),
  );
  const named = namedPeople(special);
  const encounters: Admission[] = [];
  const freeSince = new Map<string, number>();
  for (const bed of rows) {
    const key = `${bed.ward}/${bed.name}`;
    const isTaken = !FREE.has(key) && !CLEANING.has(key) && key !== CLOSED;
    const start = day.now - lengthMs(bed, dice) * 0.6;
    const before = MOVED.get(key);
    const patient = isTaken ? (named.get(key) ?? draw(bed.lies)) : null;
    if (patient) {
      const since = patient === special.newborn ? day.now - 22 * HOUR : start;
      const from = rows.find((other) => `${other.ward}/${other.name}` === before);
      encounters.push(admission({ bed, patient, start: since, dice, ...(from ? { from } : {}) }));
      freeSince.set(bed.id, since);
    } else {
      freeSince.set(bed.id, day.now - (CLEANING.get(key) ?? dice.between(1, 10) * 60) * MINUTE);
    }
    if (key === CLASH)
      encounters.push(
        admission({ bed, patient: draw('men'), start: day.now - 110 * MINUTE, dice }),
      );
    if (key === WITH_NEXT) encounters.push(planned(bed, draw('children'), day.now, dice));
  }
  encounters.push(...pastAdmissions({ rows, freeSince, draw, dice, encounters, now: day.now }));
  return {
    beds: rows.map((bed) => placeOf(bed, freeSince.get(bed.id) ?? day.now, day)),
    encounters,
    patientIds: new Set(
      encounters.flatMap(({ content }) =>
        content.status === 'finished' ? [] : (content.patientId ?? []),
      ),
    ),
  };
}

/** Beds that are not given by lot: mother and child share a room, the stranger lies where he can be watched. */
function namedPeople(special: SpecialPeople): ReadonlyMap<string, DemoPatient> {
  return new Map([
    ['maternity/13', special.mother],
    ['maternity/14', special.newborn],
    ['medicine/13', special.stranger],
  ]);
}

const FITS: Readonly<Record<Lies, (one: DemoPatient) => boolean>> = {
  women: ({ sex, age }) => sex === 'female' && age >= 45,
  men: ({ sex, age }) => sex === 'male' && age >= 40,
  mothers: ({ sex, age }) => sex === 'female' && age >= 19 && age <= 42,
  children: ({ age }) => age <= 15,
  anyone: ({ age }) => age >= 18,
};

/** Hands out people, each once. */
function drawFrom(people: readonly DemoPatient[]): (lies: Lies) => DemoPatient {
  const left = [...people];
  return (lies) => {
    const [found] = left.splice(left.findIndex(FITS[lies]), 1);
    if (!found) throw new Error('broken promise: the town has enough people for its beds');
    return found;
  };
}

function lengthMs(bed: Bed, dice: Dice): number {
  const [least, most] = STAYS[kindOf(bed)].days;
  return dice.between(least * 24, most * 24) * HOUR + dice.between(0, 59) * MINUTE;
}

function kindOf(bed: Bed): keyof typeof STAYS {
  return bed.lies === 'children' ? 'children' : bed.ward;
}

interface AdmissionParts {
  readonly bed: BedRow;
  readonly patient: DemoPatient;
  readonly start: number;
  readonly end?: number;
  readonly from?: BedRow;
  readonly dice: Dice;
}

function admission({ bed, patient, start, end, from, dice }: AdmissionParts): Admission {
  const admittedAt = from ? start - 20 * HOUR : start;
  const stay = (at: BedRow, first: number, last?: number): Stay => ({
    bedId: at.id,
    wardId: at.wardId,
    start: instantAt(first),
    ...(last ? { end: instantAt(last) } : {}),
  });
  const isUrgent = dice.chance(bed.ward === 'surgery' ? 0.4 : 0.8);
  return {
    id: importedId<EncounterId>('demo', 'encounter', `stay ${bed.id} ${patient.id}`),
    content: {
      patientId: patient.id,
      status: end ? 'finished' : 'in-progress',
      class: 'IMP',
      type: isUrgent ? 'Emergency admission' : 'Planned admission',
      reason: reasonFor(bed, patient, dice),
      period: { start: instantAt(admittedAt), ...(end ? { end: instantAt(end) } : {}) },
      stays: { ...(from ? { s1: stay(from, admittedAt, start) } : {}), s2: stay(bed, start, end) },
      practitionerId: practitionerId(DOCTOR[kindOf(bed)]),
      locationId: bed.wardId,
    },
  };
}

const DOCTOR = {
  surgery: 'whitcombe',
  maternity: 'mansour',
  medicine: 'patel',
  children: 'kaur',
} as const;

function reasonFor(bed: Bed, { age, content }: DemoPatient, dice: Dice): string {
  if (bed.bay === 'Side room 1' && bed.ward === 'maternity' && age > 0) return 'Labour and birth';
  const causes = STAYS[kindOf(bed)].causes.filter(([youngest]) => age >= youngest);
  const [, reason] = dice.pick(causes.length > 0 ? causes : NEWBORN);
  return content.birthDate ? reason : 'Found unconscious';
}

const NEWBORN = [[0, 'Newborn, with mother']] as const;

/** Somebody is expected in this bed later today. */
function planned(bed: BedRow, patient: DemoPatient, now: number, dice: Dice): Admission {
  const start = Math.ceil((now + 2 * HOUR) / HOUR) * HOUR;
  const { id, content } = admission({ bed, patient, start, dice });
  return {
    id,
    content: {
      ...content,
      status: 'planned',
      type: 'Planned admission',
    },
  };
}

interface PastParts {
  readonly rows: readonly BedRow[];
  /** Since when the bed is as it is now: before that lay others. */
  readonly freeSince: ReadonlyMap<string, number>;
  readonly draw: (lies: Lies) => DemoPatient;
  readonly dice: Dice;
  readonly encounters: readonly Admission[];
  readonly now: number;
}

/** The last four weeks of each bed, backwards, with hours between two people: nobody ever lay over another. */
function pastAdmissions({
  rows,
  freeSince,
  draw,
  dice,
  encounters,
  now,
}: PastParts): readonly Admission[] {
  const lent = new Map(
    encounters.flatMap(({ content }) =>
      Object.values(content.stays ?? {})
        .filter(({ end }) => end)
        .map(({ bedId, start }) => [bedId, Date.parse(start)] as const),
    ),
  );
  return rows.flatMap((bed) => {
    const past: Admission[] = [];
    let end =
      (lent.get(bed.id) ?? freeSince.get(bed.id) ?? now) -
      (freeSince.get(bed.id) && !isFreed(bed) ? dice.between(2, 9) * HOUR : 0);
    while (end > now - 28 * DAY) {
      const start = end - lengthMs(bed, dice);
      past.push(admission({ bed, patient: draw(bed.lies), start, end, dice }));
      end = start - dice.between(2, 14) * HOUR;
    }
    return past;
  });
}

/** Beds whose last person left at the very moment that `freeSince` names. */
function isFreed(bed: BedRow): boolean {
  return CLEANING.has(`${bed.ward}/${bed.name}`);
}

/** A bed says when it was last made ready; that it wants cleaning follows from the last stay's end. */
function placeOf(bed: BedRow, since: number, { today }: DemoDay): Place {
  const key = `${bed.ward}/${bed.name}`;
  const cleaned = CLEANING.has(key) ? since - 6 * DAY : since - 50 * MINUTE;
  const content: Location = {
    kind: 'bed',
    name: bed.name,
    parentId: bed.roomId as LocationId,
    status: key === CLOSED ? 'closed' : 'active',
    cleanedAt: instantAt(cleaned),
    order: bed.order,
    ...(key === CLOSED ? { closedReason: 'Ceiling leak', closedUntil: addDays(today, 2) } : {}),
  };
  return { id: bed.id, content };
}
