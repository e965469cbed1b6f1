import { readBirthDate } from '#shared/domain/birth-date.ts';
import {
  comparePeople,
  type Comparison,
  type TypedPerson,
} from '#shared/search/duplicate-score.ts';
import type { Demographics } from '#shared/domain/demographics.ts';
import type { Patient } from '#shared/domain/patient.ts';

/** Somebody who was found: with their record, or with what the directory says of them. */
export interface Candidate {
  readonly id: string;
  readonly content: Patient;
  readonly isHere: boolean;
}
/** Somebody who may be the person at the desk, and how each field compares. */
export interface Twin {
  readonly id: string;
  readonly patient: Patient;
  /** False for somebody whose record is not on this device. */
  readonly isHere: boolean;
  readonly comparison: Comparison;
}
const MOST = 5;
const SHORTEST_NAME = 2;

/** What is typed so far, as it is compared; a birth date that cannot be read yet is not known. */
export function typedPerson(typed: Demographics, today: string): TypedPerson {
  const { family, given, sex, phone, line, postalCode, city } = typed;
  const read = typed.isBirthUnknown ? null : readBirthDate(typed.birth, today);
  const birth = read?.ok ? read.value : { date: '', isEstimated: false };
  return {
    family,
    given,
    sex,
    phone,
    line,
    postalCode,
    city,
    birthDate: birth.date,
    isBirthDateEstimated: birth.isEstimated,
  };
}

/** What the finder is asked: the whole name, the family name alone for a short form, the birth date alone for a slip in the name. */
export function twinQueries(person: TypedPerson): readonly string[] {
  const family = person.family.trim();
  const given = person.given.trim();
  const day = person.birthDate.length === 10 ? person.birthDate : '';
  const named = [family && given ? `${family} ${given}` : '', family || given];
  return [...new Set([...named.filter((name) => name.length >= SHORTEST_NAME), day])].filter(
    Boolean,
  );
}

/** The likely ones of those that the finder named, most alike first. */
export function twinsAmong(person: TypedPerson, rows: readonly Candidate[]): readonly Twin[] {
  return rows
    .map(({ id, content, isHere }) => ({
      id,
      isHere,
      patient: content,
      comparison: comparePeople(person, content),
    }))
    .filter(({ comparison }) => comparison.verdict !== 'none')
    .toSorted((a, b) => b.comparison.score - a.comparison.score || (a.id < b.id ? -1 : 1))
    .slice(0, MOST);
}

/** The very likely twins that nobody has answered yet: while there is one, nobody is registered as new. */
export function unanswered(twins: readonly Twin[], notThem: readonly string[]): readonly Twin[] {
  return twins.filter(
    ({ id, comparison }) => comparison.verdict === 'very-likely' && !notThem.includes(id),
  );
}
