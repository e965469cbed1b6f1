import type { CollectionName } from '#shared/domain/collections.ts';
import type { PersonId } from '#shared/domain/ids.ts';
import type { Patient } from '#shared/domain/patient.ts';
import type { Role } from '#shared/domain/person.ts';
import type { Places } from '#e2e/simulator/server/template.ts';
import type { Dice } from './dice.ts';

/** Somebody at a tablet, with what is on it. */
export interface Desk {
  readonly dice: Dice;
  readonly places: Places;
  readonly by: PersonId;
  readonly roles: readonly Role[];
  /** The time on the tablet. */
  readonly at: string;
  readonly held: (collection: CollectionName) => readonly { id: string; content: unknown }[];
}

type PatientChange = (before: Patient, desk: Desk) => Patient;
export const WORDS = ['one', 'two', 'three', 'four'];
/** A change for every merge policy of a patient's fields. */
export const PATIENT_CHANGES: readonly PatientChange[] = [
  (before, { dice }) => ({
    ...before,
    birthDate: `19${50 + dice.below(4)}-02-0${1 + dice.below(3)}`,
  }),
  (before, { dice }) => ({ ...before, sex: dice.pick(['male', 'female', 'other']) }),
  (before, { dice }) => ({ ...before, comment: dice.pick(WORDS) }),
  (before, { dice }) => ({ ...before, comment: dice.pick(WORDS), maritalStatus: dice.pick(WORDS) }),
  (before, { dice }) => ({
    ...before,
    telecom: {
      ...before.telecom,
      [dice.pick(['home', 'work'])]: { kind: 'phone', value: dice.pick(WORDS) },
    },
  }),
  (before, { dice }) => {
    const key = dice.pick(['nuts', 'penicillin', 'latex']);
    const allergy = before.allergies?.[key] ?? {
      substance: key,
      clinicalStatus: 'active',
      verification: 'unconfirmed',
    };
    const changed = {
      ...allergy,
      ...(dice.chance(0.5)
        ? { criticality: dice.pick(['low', 'high', 'unable-to-assess'] as const) }
        : {}),
      ...(dice.chance(0.5) ? { verification: dice.pick(['confirmed', 'refuted'] as const) } : {}),
    };
    return { ...before, allergies: { ...before.allergies, [key]: changed } };
  },
  (before, { dice }) => ({
    ...before,
    alerts: {
      ...before.alerts,
      [dice.pick(['a', 'b'])]: {
        kind: 'falls',
        text: dice.pick(WORDS),
        status: dice.pick(['active', 'inactive'] as const),
      },
    },
  }),
  (before, { dice }) => ({
    ...before,
    names: {
      ...before.names,
      official: { use: 'official', family: dice.pick(WORDS), given: dice.pick(WORDS) },
    },
  }),
  (before, { at, by }) => ({ ...before, noKnownAllergies: { at, by } }),
  (before, { dice, at }) =>
    dice.chance(0.5) ? { ...before, deceased: { at } } : { ...before, isRestricted: true },
];
