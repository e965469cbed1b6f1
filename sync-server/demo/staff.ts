import { importedId, type PractitionerId, type ScheduleId } from '#shared/domain/ids.ts';
import type { Practitioner } from '#shared/domain/practitioner.ts';
import type { Schedule, ScheduleException } from '#shared/domain/schedule.ts';
import { addDays } from '#shared/scheduling/wall-time.ts';
import { placeId, roomId, type ClinicKey } from './places.ts';

type Hours = readonly [weekdays: string, start: string, end: string];

export interface Clinician {
  readonly key: string;
  readonly name: readonly [title: string, given: string, family: string];
  readonly sex: 'female' | 'male';
  readonly role: string;
  readonly specialty: string;
  readonly clinic: ClinicKey;
  readonly room: number;
  readonly slotMinutes: number;
  /** Weekdays as digits, 1 is Monday. */
  readonly hours: readonly Hours[];
}

/** Who works in the clinics, in the order of the calendar. Somebody is there on every day of the week. */
export const CLINICIANS: readonly Clinician[] = [
  clinician(
    'petrova',
    ['Dr', 'Elena', 'Petrova'],
    'female',
    ['Doctor', 'Respiratory', 'main', 4, 30],
    ['124', '08:30', '12:00'],
    ['124', '13:00', '17:00'],
    ['5', '08:30', '12:30'],
  ),
  clinician(
    'patel',
    ['Dr', 'Ravi', 'Patel'],
    'male',
    ['Doctor', 'Medicine', 'main', 6, 30],
    ['134', '08:15', '12:15'],
    ['134', '13:00', '17:00'],
    ['5', '13:00', '16:30'],
  ),
  clinician(
    'lindholm',
    ['Dr', 'Sara', 'Lindholm'],
    'female',
    ['Doctor', 'Cardiology', 'main', 7, 30],
    ['135', '09:00', '12:30'],
    ['135', '13:30', '16:30'],
    ['2', '09:00', '12:30'],
  ),
  clinician(
    'okoro',
    ['Dr', 'Grace', 'Okoro'],
    'female',
    ['Doctor', 'Diabetes', 'main', 5, 30],
    ['24', '09:00', '12:30'],
    ['24', '13:30', '17:00'],
    ['5', '09:00', '12:00'],
  ),
  clinician(
    'whitcombe',
    ['Mr', 'James', 'Whitcombe'],
    'male',
    ['Surgeon', 'General surgery', 'main', 3, 20],
    ['2', '09:00', '12:40'],
    ['4', '13:20', '17:00'],
  ),
  clinician(
    'hartley',
    ['Dr', 'Simon', 'Hartley'],
    'male',
    ['Doctor', 'Urgent care', 'main', 8, 20],
    ['67', '09:00', '13:00'],
    ['67', '13:40', '17:00'],
    ['1', '09:00', '12:00'],
  ),
  clinician(
    'diallo',
    ['Nurse', 'Amina', 'Diallo'],
    'female',
    ['Nurse', 'Wound care', 'main', 2, 15],
    ['12345', '08:00', '12:00'],
    ['12345', '12:45', '15:45'],
    ['6', '09:00', '12:00'],
  ),
  clinician(
    'byrne',
    ['Nurse', 'Ciara', 'Byrne'],
    'female',
    ['Nurse', 'Blood tests', 'main', 1, 10],
    ['123456', '07:30', '11:30'],
  ),
  clinician(
    'mansour',
    ['Dr', 'Leila', 'Mansour'],
    'female',
    ['Doctor', 'Women’s health', 'riverside', 1, 30],
    ['13', '09:00', '12:30'],
    ['13', '13:30', '16:30'],
    ['5', '09:00', '12:00'],
  ),
  clinician(
    'kaur',
    ['Dr', 'Jasleen', 'Kaur'],
    'female',
    ['Doctor', 'Children', 'riverside', 2, 30],
    ['124', '09:00', '12:30'],
    ['124', '13:30', '17:00'],
  ),
  clinician(
    'evans',
    ['Midwife', 'Bethan', 'Evans'],
    'female',
    ['Midwife', 'Antenatal', 'riverside', 3, 20],
    ['1345', '08:40', '12:20'],
    ['4', '13:00', '16:00'],
  ),
  clinician(
    'novak',
    ['', 'Marek', 'Novak'],
    'male',
    ['Physiotherapist', 'Physiotherapy', 'riverside', 4, 30],
    ['1235', '08:00', '12:00'],
    ['123', '13:00', '16:30'],
  ),
  clinician(
    'finch',
    ['', 'Rosalind', 'Finch'],
    'female',
    ['Dietitian', 'Dietetics', 'riverside', 5, 45],
    ['24', '09:00', '12:45'],
    ['2', '13:30', '16:30'],
  ),
  clinician(
    'adeyemi',
    ['Nurse', 'Tola', 'Adeyemi'],
    'female',
    ['Nurse', 'Vaccinations and dressings', 'riverside', 6, 15],
    ['67', '09:00', '12:30'],
    ['67', '13:15', '16:30'],
    ['3', '13:00', '17:00'],
  ),
];

/** The id of a clinician by key. */
export function practitionerId(key: string): PractitionerId {
  return importedId<PractitionerId>('demo', 'practitioner', key);
}

/** The id of a clinician's working hours. */
export function scheduleId(key: string): ScheduleId {
  return importedId<ScheduleId>('demo', 'schedule', key);
}

/** A clinician as the hospital keeps them. */
export function practitionerOf(one: Clinician): Practitioner {
  const [prefix, given, family] = one.name;
  return {
    names: { official: { use: 'official', family, given, ...(prefix ? { prefix } : {}) } },
    sex: one.sex,
    telecom: {
      work: {
        kind: 'email',
        value: `${given}.${family}@harrowmere.example`.toLowerCase(),
        use: 'work',
      },
    },
    roles: {
      main: { role: one.role, specialty: one.specialty, clinicId: placeId(`clinic/${one.clinic}`) },
    },
    isActive: true,
    order: CLINICIANS.indexOf(one) + 1,
  };
}

/** Working hours with the days that differ, counted from today so that some lie behind and some ahead. */
export function scheduleOf(one: Clinician, today: string, zone: string): Schedule {
  const rules = one.hours.flatMap(([weekdays, start, end], i) =>
    [...weekdays].map(
      (weekday) => [`${weekday}-${i + 1}`, { weekday: Number(weekday), start, end }] as const,
    ),
  );
  const own = EXCEPTIONS[one.key]?.(today) ?? [];
  const exceptions = [...own, ...holidaysAround(today)].map((exception, i) => [
    `e${i + 1}`,
    exception,
  ]);
  return {
    practitionerId: practitionerId(one.key),
    roomId: roomId(one.clinic, one.room),
    clinicId: placeId(`clinic/${one.clinic}`),
    zone,
    slotMinutes: one.slotMinutes,
    rules: Object.fromEntries(rules),
    ...(exceptions.length > 0 ? { exceptions: Object.fromEntries(exceptions) } : {}),
    isActive: true,
  };
}

const EXCEPTIONS: Readonly<Record<string, (today: string) => readonly ScheduleException[]>> = {
  lindholm: (today) => [
    { kind: 'closed', date: addDays(today, 10), until: addDays(today, 16), reason: 'Annual leave' },
  ],
  petrova: (today) => [
    { kind: 'closed', date: addDays(today, 15), until: addDays(today, 16), reason: 'Course' },
    {
      kind: 'closed',
      date: addDays(today, 3),
      start: '13:00',
      end: '14:30',
      reason: 'Ward meeting',
    },
  ],
  patel: (today) => [
    {
      kind: 'extra',
      date: addDays(today, 8),
      start: '17:30',
      end: '19:30',
      reason: 'Evening clinic',
    },
  ],
  novak: (today) => [
    { kind: 'closed', date: addDays(today, -11), until: addDays(today, -9), reason: 'Sick leave' },
  ],
};

const HOLIDAYS: Readonly<Record<string, string>> = {
  '12-25': 'Christmas Day',
  '12-26': 'Boxing Day',
  '01-01': 'New Year’s Day',
};

/** The clinics are closed on holidays; but not today, or the first day with the demo would be an empty one. */
function holidaysAround(today: string): readonly ScheduleException[] {
  return Array.from({ length: 64 }, (_, i) => addDays(today, i - 21)).flatMap((date) => {
    const reason = HOLIDAYS[date.slice(5)];
    return reason && date !== today ? [{ kind: 'closed' as const, date, reason }] : [];
  });
}

function clinician(
  key: string,
  name: Clinician['name'],
  sex: Clinician['sex'],
  ...[[role, specialty, clinic, room, slotMinutes], ...hours]: [
    readonly [string, string, ClinicKey, number, number],
    ...Hours[],
  ]
): Clinician {
  return { key, name, sex, role, specialty, clinic, room, slotMinutes, hours };
}
