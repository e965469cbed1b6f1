import { readCheckInCode } from '#shared/domain/check-in-code.ts';
import { foldText } from '#shared/domain/fold-text.ts';
import { mrnOf, type Patient } from '#shared/domain/patient.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';

type Row = Stored<'appointments'>;

/** What somebody gave at the tablet: a slip's code, or their birth date with a part of their MRN or their family name. */
export type Given =
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'typed'; readonly born: string | null; readonly proof: string };

export interface KioskDesk {
  /** The appointments of today. */
  readonly rows: readonly Row[];
  readonly people: ReadonlyMap<string, Patient>;
  readonly now: number;
}
/** Nobody checks in for the evening in the morning, and nobody long after their time. */
const EARLY_MS = 4 * 3_600_000;
const LATE_MS = 3 * 3_600_000;
/** Fewer figures of an MRN would be guessed. */
const LEAST_DIGITS = 4;

/**
 * The appointment that somebody checks in for; null for every reason there may be. Whoever stands there learns nothing of the reason:
 * not whether such a person exists, nor whether they have an appointment.
 */
export function kioskMatch(given: Given, desk: KioskDesk): Row | null {
  const open = desk.rows.filter((row) => isOpen(row, desk.now));
  if (given.kind === 'code') {
    const id = readCheckInCode(given.text);
    return open.find((row) => row.id === id) ?? null;
  }
  const { born, proof } = given;
  if (born === null) return null;
  const theirs = open.filter(({ content: { patientId = '' } }) => {
    const patient = desk.people.get(patientId);
    return patient !== undefined && patient.birthDate === born && isProof(proof, patient);
  });
  // Two people who are equal in all of it are told apart at the desk.
  const one = new Set(theirs.map(({ content }) => content.patientId)).size === 1;
  return one ? (theirs.toSorted(byStart)[0] ?? null) : null;
}

function isOpen({ content: { status, slot } }: Row, now: number): boolean {
  if (!slot || (status !== 'booked' && status !== 'arrived')) return false;
  const [start, end] = [Date.parse(slot.start), Date.parse(slot.end)];
  return start - EARLY_MS <= now && now <= end + LATE_MS;
}

/** The last figures of the MRN, or the family name in any writing of case and accents. */
function isProof(proof: string, patient: Patient): boolean {
  const digits = proof.replaceAll(/\D/g, '');
  if (digits !== '') {
    const mrn = (mrnOf(patient) ?? '').replaceAll(/\D/g, '');
    return digits.length >= LEAST_DIGITS && mrn.endsWith(digits);
  }
  const name = foldText(proof);
  return (
    name !== '' &&
    Object.values(patient.names ?? {}).some(({ family }) => family && foldText(family) === name)
  );
}

/** Whoever waits already is told their token again; a later appointment of the day is another time's business. */
function byStart(a: Row, b: Row): number {
  const isToCome = ({ content }: Row): number => Number(content.status === 'booked');
  const [one = '', other = ''] = [a.content.slot?.start, b.content.slot?.start];
  return isToCome(a) - isToCome(b) || (one < other ? -1 : 1);
}

/** How long nobody may try after so many tries in a row that found nobody: guessing is slower than asking at the desk. */
export function pauseMs(failures: number): number {
  return failures < 3 ? 0 : Math.min(5 * 60_000, 15_000 * 2 ** (failures - 3));
}
