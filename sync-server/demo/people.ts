import type { Patient } from '#shared/domain/patient.ts';
import { foldText } from '#shared/domain/fold-text.ts';
import type { HumanName } from '#shared/domain/human-name.ts';
import { importedId, type PatientId } from '#shared/domain/ids.ts';
import { mrnAt } from '#shared/domain/mrn.ts';
import { dayBefore } from '#shared/domain/calendar-day.ts';
import { alertFor, allergiesOf } from './clinical.ts';
import { createDice, type Dice } from './dice.ts';
import { townspeople, type Townsperson, type Tie } from './households.ts';
import { accountId } from './accounts.ts';
import { addressIn, landLineAt, mobileAt } from './town.ts';

/** A patient of the demo hospital with what the other parts need to choose among them. */
export interface DemoPatient {
  readonly id: PatientId;
  readonly content: Patient;
  readonly age: number;
  readonly sex: 'female' | 'male';
  readonly isAlive: boolean;
}
export const PEOPLE_COUNT = 1976;

/** The demo's numbers begin here and end below 100,000: the pools of devices begin above. */
const MRN = { first: 51_000, step: 24 } as const;

/** Everybody in the town who has a record, oldest record first. */
export function peopleOf(today: string, seed: string): readonly DemoPatient[] {
  const town = townspeople(PEOPLE_COUNT, seed);
  const homes = new Map<number, ReturnType<typeof addressIn>>();
  let mobiles = 0;
  return town.map((person) => {
    const dice = createDice(`${seed} person ${person.n}`);
    const home =
      homes.get(person.household) ?? addressIn(createDice(`${seed} home ${person.household}`));
    homes.set(person.household, home);
    const mobile =
      person.age >= 13 && dice.chance(person.age > 80 ? 0.35 : 0.8) ? mobileAt(mobiles++) : null;
    const kin = person.kin ? town[person.kin.n] : undefined;
    const isAlive = !(person.age > 66 && dice.chance(0.045));
    const content: Patient = {
      ...identity(person, dice, today),
      telecom: telecomOf(person, dice, mobile),
      addresses: { home },
      ...contactOf(person, kin, dice),
      ...languagesOf(person, dice),
      ...(isAlive
        ? {}
        : { deceased: dice.chance(0.1) ? {} : { at: dayBefore(today, dice.between(12, 700)) } }),
      ...(dice.chance(0.03) ? { comment: dice.pick(COMMENTS) } : {}),
      ...clinicalOf(person, dice, today),
    };
    return { id: patientId(person.n), content, age: person.age, sex: person.sex, isAlive };
  });
}

/** The id of the n-th patient. */
export function patientId(n: number | string): PatientId {
  return importedId<PatientId>('demo', 'patient', String(n));
}

/** A number of this hospital for the n-th patient; records that are older have lower ones. */
export function mrnOfNth(n: number, dice: Dice): string {
  return mrnAt(MRN.first + n * MRN.step + dice.between(0, MRN.step - 1));
}

const COMMENTS = [
  'Prefers mornings',
  'Needs transport from the village',
  'Please ring, does not read letters',
  'Comes with a carer',
  'Works nights, appointments after 14:00',
  'Wheelchair, needs a ground floor room',
] as const;

function identity(person: Townsperson, dice: Dice, today: string): Patient {
  const nhs = dice.chance(0.72) ? nhsNumber(dice) : null;
  const birthDate = dayBefore(today, Math.round(person.age * 365.2425) + dice.between(1, 364));
  return {
    identifiers: {
      mrn: { kind: 'mrn', value: mrnOfNth(person.n, dice) },
      ...(nhs
        ? { nhs: { kind: 'national', value: nhs, system: 'https://fhir.nhs.uk/Id/nhs-number' } }
        : {}),
    },
    names: namesOf(person, dice),
    birthDate,
    sex: person.sex,
  };
}

/** The official name, and beside it the same in its own script where the person writes it so. */
function namesOf(person: Townsperson, dice: Dice): Readonly<Record<string, HumanName>> {
  const [family = '', ownFamily] = person.family.split('=');
  const [given = '', ownGiven] = person.given.split('=');
  const prefix = titleOf(person, dice);
  const own =
    ownFamily && ownGiven
      ? { use: 'usual' as const, family: ownFamily, given: ownGiven, order: 2 }
      : null;
  return {
    official: { use: 'official', family, given, order: 1, ...(prefix ? { prefix } : {}) },
    ...(own ? { own } : {}),
  };
}

function titleOf({ age, sex }: Townsperson, dice: Dice): string {
  if (age < 18 || dice.chance(0.3)) return '';
  if (dice.chance(0.015)) return 'Dr';
  if (sex === 'male') return 'Mr';
  return age > 60
    ? dice.weigh([
        [80, 'Mrs'],
        [20, 'Miss'],
      ] as const)
    : dice.weigh([
        [45, 'Mrs'],
        [40, 'Ms'],
        [15, 'Miss'],
      ] as const);
}

/** Numbers that begin with 999 are kept free for tests; the last digit checks the others, modulo 11. */
function nhsNumber(dice: Dice): string | null {
  const digits = `999${String(dice.between(0, 999_999)).padStart(6, '0')}`;
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (10 - i), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? null : `${digits}${check}`;
}

function telecomOf(
  person: Townsperson,
  dice: Dice,
  mobile: string | null,
): NonNullable<Patient['telecom']> {
  const [family = ''] = person.family.split('=');
  const [given = ''] = person.given.split('=');
  const mail = `${folded(given)}.${folded(family)}${person.n}@mail.example`;
  return {
    ...(mobile ? { mobile: { kind: 'phone', value: mobile, use: 'mobile' } } : {}),
    ...(!mobile || person.age > 60
      ? { home: { kind: 'phone', value: landLineAt(person.household), use: 'home' } }
      : {}),
    ...(person.age > 17 && dice.chance(0.4) ? { mail: { kind: 'email', value: mail } } : {}),
  };
}

function folded(name: string): string {
  return foldText(name).replaceAll(' ', '');
}

const TIES: Readonly<Record<Tie, Readonly<Record<'female' | 'male', string>>>> = {
  partner: { female: 'wife', male: 'husband' },
  parent: { female: 'mother', male: 'father' },
  child: { female: 'daughter', male: 'son' },
};

function contactOf(
  person: Townsperson,
  kin: Townsperson | undefined,
  dice: Dice,
): Pick<Patient, 'contacts'> {
  if (kin && person.kin) {
    const name = [kin.given, kin.family].map((part) => part.split('=')[0]).join(' ');
    const relationship =
      kin.sex === person.sex && person.kin.tie === 'partner'
        ? 'partner'
        : TIES[person.kin.tie][kin.sex];
    return { contacts: { kin: { name, relationship, phone: landLineAt(kin.household) } } };
  }
  if (person.age < 60 || dice.chance(0.3)) return {};
  const sex = dice.chance(0.5) ? 'female' : 'male';
  const given = dice.pick(
    sex === 'female' ? ['Susan', 'Karen', 'Helen', 'Nicola'] : ['David', 'Mark', 'Ian', 'Paul'],
  );
  const name = `${given} ${person.family.split('=')[0] ?? ''}`;
  return {
    contacts: {
      kin: {
        name,
        relationship: TIES.child[sex],
        phone: landLineAt((person.household + 411) % 960),
      },
    },
  };
}

function languagesOf({ origin, age }: Townsperson, dice: Dice): Pick<Patient, 'languages'> {
  const code = origin?.language ?? 'en';
  if (code === 'en')
    return dice.chance(0.5) ? { languages: { en: { code: 'en', isPreferred: true } } } : {};
  const prefersOwn = dice.chance(age > 55 ? 0.5 : 0.12);
  return {
    languages: {
      [code]: { code, ...(prefersOwn ? { isPreferred: true } : {}) },
      en: { code: 'en', ...(prefersOwn ? {} : { isPreferred: true }) },
    },
  };
}

/** Roughly one in five has an allergy; of the others most were asked and said no, and some were never asked. */
function clinicalOf(
  { age }: Townsperson,
  dice: Dice,
  today: string,
): Pick<Patient, 'allergies' | 'alerts' | 'noKnownAllergies'> {
  const recordedBy = [
    accountId('nurse'),
    accountId('nurse2'),
    accountId('doctor'),
    accountId('reception'),
  ];
  const at = { today, recordedBy };
  const hasAllergy = dice.chance(age < 12 ? 0.1 : 0.195);
  const wasAsked = dice.chance(0.74);
  const hasAlert = dice.chance(age >= 75 ? 0.22 : age >= 60 ? 0.1 : 0.02);
  return {
    ...(hasAllergy ? { allergies: allergiesOf(dice, at) } : {}),
    ...(!hasAllergy && wasAsked
      ? {
          noKnownAllergies: {
            at: `${dayBefore(today, dice.between(3, 900))}T09:30:00.000Z`,
            by: dice.pick(recordedBy),
          },
        }
      : {}),
    ...(hasAlert ? { alerts: { a1: alertFor(dice, age, at) } } : {}),
  };
}
