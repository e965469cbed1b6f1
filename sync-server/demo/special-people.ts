import { dayBefore } from '#shared/domain/calendar-day.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { accountId } from './accounts.ts';
import { createDice } from './dice.ts';
import { mrnOfNth, patientId, PEOPLE_COUNT, type DemoPatient } from './people.ts';

/** People whom every hospital has and every screen must survive, beside those of the town. */
export interface SpecialPeople {
  readonly all: readonly DemoPatient[];
  readonly newborn: DemoPatient;
  readonly mother: DemoPatient;
  /** Brought in by ambulance, nobody knows who he is. */
  readonly stranger: DemoPatient;
}

/** A newborn, a stranger, an estimated age, partly known birth dates, twins, and people who were registered twice. */
export function specialPeople(
  town: readonly DemoPatient[],
  today: string,
  seed: string,
): SpecialPeople {
  const dice = createDice(`${seed} special`);
  const mother = motherAmong(town);
  let n = PEOPLE_COUNT;
  const record = (
    content: Patient,
    rest: Omit<DemoPatient, 'id' | 'content' | 'isAlive'>,
  ): DemoPatient => {
    const identifiers = content.identifiers ?? { mrn: { kind: 'mrn', value: mrnOfNth(n, dice) } };
    return { id: patientId(n++), content: { ...content, identifiers }, isAlive: true, ...rest };
  };
  const family = mother.content.names?.['official']?.family ?? '';
  const newborn = record(newbornOf(mother, family, today), { age: 0, sex: 'female' });
  const stranger = record(STRANGER, { age: 45, sex: 'male' });
  const estimated = record(
    {
      names: official('Tesfay', 'Selam'),
      birthDate: String(Number(today.slice(0, 4)) - 60),
      isBirthDateEstimated: true,
      sex: 'female',
      languages: { ti: { code: 'ti', isPreferred: true } },
      comment: 'Came without papers, interpreter by telephone',
    },
    { age: 60, sex: 'female' },
  );
  const partly = record(
    {
      names: official('Rahimi', 'Gul'),
      birthDate: `${Number(today.slice(0, 4)) - 38}-03`,
      sex: 'male',
    },
    { age: 38, sex: 'male' },
  );
  const twins = ['Ottilie', 'Rosalie'].map((given) =>
    record(twinOf(town[0], given, today), { age: 6, sex: 'female' }),
  );
  const twice = town
    .filter(({ age, isAlive, content }) => age > 20 && isAlive && !content.names?.['own'])
    .filter((_, i) => i % 97 === 40)
    .slice(0, 14)
    .map((one, i) => record(secondRecordOf(one.content, i), { age: one.age, sex: one.sex }));
  return {
    all: [newborn, stranger, estimated, partly, ...twins, ...twice],
    newborn,
    mother,
    stranger,
  };
}

/** A young woman with somebody at home and no other small child there. */
function motherAmong(town: readonly DemoPatient[]): DemoPatient {
  const hasSmallChild = (home: unknown): boolean =>
    town.some(({ age, content }) => age <= 3 && content.addresses?.['home'] === home);
  const found = town.find(
    ({ age, sex, content }) =>
      sex === 'female' &&
      age > 24 &&
      age < 34 &&
      !content.names?.['own'] &&
      content.contacts &&
      !hasSmallChild(content.addresses?.['home']),
  );
  if (!found) throw new Error('broken promise: the town has a young mother');
  return found;
}

function newbornOf(mother: DemoPatient, family: string, today: string): Patient {
  const { addresses, telecom, names } = mother.content;
  return {
    names: { official: { use: 'temp', family, given: 'Baby girl', order: 1 } },
    birthDate: dayBefore(today, 1),
    sex: 'female',
    ...(addresses ? { addresses } : {}),
    contacts: {
      kin: {
        name: [names?.['official']?.given, family].filter(Boolean).join(' '),
        relationship: 'mother',
        ...(Object.values(telecom ?? {})[0]
          ? { phone: Object.values(telecom ?? {})[0]?.value ?? '' }
          : {}),
      },
    },
  };
}

const STRANGER: Patient = {
  identifiers: { temporary: { kind: 'temporary', value: 'T-ER01-0007' } },
  names: { official: { use: 'anonymous', text: 'Unknown man' } },
  sex: 'male',
  comment:
    'Found unconscious in Quay Street without papers, about 45, tattoo of an anchor on the left forearm',
  alerts: {
    a1: {
      kind: 'other',
      text: 'Not identified: check the wristband before every act',
      status: 'active',
    },
  },
};

function official(family: string, given: string): NonNullable<Patient['names']> {
  return { official: { use: 'official', family, given, order: 1 } };
}

/** Two sisters of one day in one house: near in everything, and two persons. */
function twinOf(neighbour: DemoPatient | undefined, given: string, today: string): Patient {
  const { addresses } = neighbour?.content ?? {};
  return {
    names: official('Merriweather', given),
    birthDate: dayBefore(today, 6 * 365 + 100),
    sex: 'female',
    ...(addresses ? { addresses } : {}),
    contacts: {
      kin: { name: 'Joanna Merriweather', relationship: 'mother', phone: '01632 960977' },
    },
    noKnownAllergies: { at: `${dayBefore(today, 200)}T10:00:00.000Z`, by: accountId('nurse') },
  };
}

type Slip = (content: Patient) => Patient;
/** How one person comes to have two records: the slips of a busy desk. */
const SLIPS: readonly Slip[] = [
  (content) =>
    withName(content, (name) => ({
      ...name,
      given: (name.given ?? '').replace(/^(..)(.)(.)/, '$1$3$2'),
    })),
  (content) =>
    withName(content, (name) => ({ ...name, family: name.given ?? '', given: name.family ?? '' })),
  (content) => ({ ...content, birthDate: turned(content.birthDate ?? '') }),
  (content) =>
    withName(
      {
        ...content,
        addresses: {
          home: {
            line: '3 Harbour View',
            city: 'Harrowmere',
            postalCode: 'HW1 4NP',
            country: 'GB',
            use: 'home',
          },
        },
      },
      (name) => name,
    ),
  (content) =>
    withName(content, (name) => ({ ...name, given: `${(name.given ?? '').slice(0, 1)}.` })),
];

function secondRecordOf(first: Patient, i: number): Patient {
  const {
    identifiers: _number,
    allergies: _allergies,
    alerts: _alerts,
    noKnownAllergies: _none,
    contacts: _contacts,
    ...kept
  } = first;
  const slip = SLIPS[i % SLIPS.length] ?? ((content) => content);
  return slip(kept);
}

function withName(
  content: Patient,
  change: (name: NonNullable<Patient['names']>[string]) => NonNullable<Patient['names']>[string],
): Patient {
  const name = content.names?.['official'];
  return name ? { ...content, names: { official: change(name) } } : content;
}

/** Day and month the wrong way round, where that is a date; else the day before. */
function turned(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return Number(day) <= 12 && day !== month ? `${year}-${day}-${month}` : dayBefore(date, 1);
}
