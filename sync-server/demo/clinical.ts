import type { Alert, Allergy } from '#shared/domain/allergy.ts';
import type { Dice } from './dice.ts';

interface Substance {
  readonly substance: string;
  readonly category: NonNullable<Allergy['category']>;
  /** Reactions seen, the gravest first. */
  readonly reactions: readonly (readonly [
    reaction: string,
    severity: NonNullable<Allergy['severity']>,
  ])[];
}

/** What people of a town are allergic to, by how often a desk hears it. */
const SUBSTANCES: readonly (readonly [weight: number, substance: Substance])[] = [
  [30, drug('Penicillin', ['anaphylaxis', 'severe'], ['rash', 'mild'], ['hives', 'moderate'])],
  [8, drug('Amoxicillin', ['swelling of the face', 'severe'], ['rash', 'mild'])],
  [7, drug('Co-trimoxazole', ['blistering rash', 'severe'], ['rash', 'moderate'])],
  [9, drug('Ibuprofen', ['wheeze', 'severe'], ['stomach pain', 'mild'])],
  [7, drug('Aspirin', ['wheeze', 'severe'], ['hives', 'moderate'])],
  [7, drug('Codeine', ['vomiting', 'moderate'], ['itching', 'mild'])],
  [5, drug('Morphine', ['confusion', 'moderate'], ['vomiting', 'moderate'])],
  [5, drug('Erythromycin', ['vomiting', 'mild'])],
  [4, drug('Trimethoprim', ['rash', 'mild'])],
  [3, drug('Iodine contrast', ['shock', 'severe'], ['hives', 'moderate'])],
  [3, drug('Ramipril', ['swelling of the tongue', 'severe'], ['cough', 'mild'])],
  [3, drug('Doxycycline', ['rash in sunlight', 'mild'])],
  [7, food('Peanut', ['anaphylaxis', 'severe'], ['swelling of the lips', 'moderate'])],
  [5, food('Shellfish', ['anaphylaxis', 'severe'], ['hives', 'moderate'])],
  [4, food('Egg', ['hives', 'mild'])],
  [3, food('Cow’s milk', ['vomiting', 'mild'], ['hives', 'moderate'])],
  [3, food('Tree nuts', ['anaphylaxis', 'severe'])],
  [8, outside('Latex', ['wheeze', 'severe'], ['rash', 'mild'])],
  [6, outside('Adhesive plaster', ['blisters', 'mild'])],
  [5, outside('Grass pollen', ['runny nose', 'mild'])],
  [3, outside('Wasp sting', ['anaphylaxis', 'severe'], ['large swelling', 'moderate'])],
  [3, outside('Chlorhexidine', ['anaphylaxis', 'severe'], ['rash', 'mild'])],
  [2, outside('Nickel', ['eczema', 'mild'])],
];

const ALERTS: readonly (readonly [weight: number, alert: Pick<Alert, 'kind' | 'text'>])[] = [
  [10, { kind: 'falls', text: 'Falls risk: two falls in the last year' }],
  [6, { kind: 'falls', text: 'Falls risk: walks with a frame, needs one person' }],
  [6, { kind: 'infection', text: 'MRSA carrier: side room where there is one' }],
  [3, { kind: 'infection', text: 'C. difficile in the last 3 months' }],
  [5, { kind: 'resuscitation', text: 'DNACPR in place, form in the notes' }],
  [3, { kind: 'safeguarding', text: 'Safeguarding plan: speak to the nurse in charge' }],
  [3, { kind: 'behaviour', text: 'May strike out when frightened: two members of staff' }],
  [7, { kind: 'other', text: 'Takes warfarin' }],
  [6, { kind: 'other', text: 'Diabetes, on insulin' }],
  [5, { kind: 'other', text: 'Pacemaker' }],
  [5, { kind: 'other', text: 'Hard of hearing: face the person and speak slowly' }],
  [4, { kind: 'other', text: 'Memory problems: ask the family as well' }],
];

export interface Recorded {
  /** The latest day on which it may have been recorded, `YYYY-MM-DD`. */
  readonly today: string;
  readonly recordedBy: readonly string[];
}

/** One to three allergies, each to another thing, with when and by whom they were recorded. */
export function allergiesOf(dice: Dice, at: Recorded): Readonly<Record<string, Allergy>> {
  const count = dice.weigh([
    [70, 1],
    [22, 2],
    [8, 3],
  ] as const);
  const picked = new Map<string, Substance>();
  while (picked.size < count) {
    const one = dice.weigh(SUBSTANCES);
    picked.set(one.substance, one);
  }
  return Object.fromEntries(
    [...picked.values()].map((one, i) => [`a${i + 1}`, allergyTo(one, dice, at)]),
  );
}

function allergyTo(one: Substance, dice: Dice, at: Recorded): Allergy {
  const [reaction, severity] = dice.pick(one.reactions);
  const year = Number(at.today.slice(0, 4)) - dice.between(1, 14);
  const isRefuted = dice.chance(0.03);
  return {
    substance: one.substance,
    category: one.category,
    clinicalStatus: 'active',
    verification: isRefuted ? 'refuted' : dice.chance(0.78) ? 'confirmed' : 'unconfirmed',
    criticality: severity === 'severe' ? 'high' : dice.chance(0.2) ? 'unable-to-assess' : 'low',
    reaction,
    severity,
    ...(dice.chance(0.6) ? { onset: String(year - dice.between(0, 9)) } : {}),
    ...(isRefuted ? { note: 'Tested in clinic and tolerated' } : {}),
    recordedAt: `${year}-${two(dice.between(1, 12))}-${two(dice.between(1, 28))}T10:${two(dice.between(0, 59))}:00.000Z`,
    recordedBy: dice.pick(at.recordedBy),
  };
}

/** One thing that everybody who meets the person has to know. */
export function alertFor(dice: Dice, age: number, at: Recorded): Alert {
  const fitting = ALERTS.filter(([, { kind, text }]) =>
    age >= 60
      ? true
      : kind === 'safeguarding' || kind === 'infection' || text.startsWith('Diabetes'),
  );
  const year = Number(at.today.slice(0, 4)) - 1;
  return {
    ...dice.weigh(fitting),
    status: 'active',
    since: `${year}-${two(dice.between(1, 12))}-${two(dice.between(1, 28))}`,
    recordedBy: dice.pick(at.recordedBy),
  };
}

type Reactions = Substance['reactions'];

function drug(substance: string, ...reactions: Reactions): Substance {
  return { substance, category: 'medication', reactions };
}

function food(substance: string, ...reactions: Reactions): Substance {
  return { substance, category: 'food', reactions };
}

function outside(substance: string, ...reactions: Reactions): Substance {
  return { substance, category: 'environment', reactions };
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
