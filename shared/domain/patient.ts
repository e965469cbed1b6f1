import type { Alert, Allergy } from './allergy.ts';
import { shownName, type HumanName } from './human-name.ts';
import { foldText } from './fold-text.ts';
import type { PersonId } from './ids.ts';

export type Sex = 'male' | 'female' | 'other' | 'unknown';

export interface Identifier {
  /** `mrn` is this hospital's own number; `temporary` stands in until one is given. */
  readonly kind: 'mrn' | 'temporary' | 'national' | 'passport' | 'licence' | 'card' | 'other';
  readonly value: string;
  /** The issuer's URI, kept from an import. */
  readonly system?: string;
  readonly use?: string;
}
export interface Telecom {
  readonly kind: 'phone' | 'email' | 'fax' | 'sms' | 'other';
  readonly value: string;
  readonly use?: string;
}
export interface Address {
  readonly line?: string;
  readonly city?: string;
  readonly district?: string;
  readonly state?: string;
  readonly postalCode?: string;
  readonly country?: string;
  readonly use?: string;
}
export interface Contact {
  readonly name: string;
  readonly relationship?: string;
  readonly phone?: string;
}

/** What a person looks like: the SHA-256 of the picture, and when it was taken. */
export interface Photo {
  readonly hash: string;
  readonly at: string;
}

/** A person. Maps are keyed by ids of their own, so that two devices can add to one at the same time. */
export interface Patient {
  readonly identifiers?: Readonly<Record<string, Identifier>>;
  readonly names?: Readonly<Record<string, HumanName>>;
  /** FHIR date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. Absent is unknown. */
  readonly birthDate?: string;
  readonly isBirthDateEstimated?: boolean;
  readonly sex?: Sex;
  /** Absent is alive as far as is known; `at` may be unknown. */
  readonly deceased?: { readonly at?: string };
  readonly telecom?: Readonly<Record<string, Telecom>>;
  readonly addresses?: Readonly<Record<string, Address>>;
  readonly contacts?: Readonly<Record<string, Contact>>;
  readonly languages?: Readonly<
    Record<string, { readonly code: string; readonly isPreferred?: boolean }>
  >;
  /** Reminders that they do not want, and where their nights are, where that is not where the hospital's are. */
  readonly reminders?: {
    readonly email?: 'off';
    readonly push?: 'off';
    readonly zone?: string;
  };
  readonly maritalStatus?: string;
  readonly comment?: string;
  readonly allergies?: Readonly<Record<string, Allergy>>;
  /** Somebody asked and was told of none. Never hides an allergy (M3). */
  readonly noKnownAllergies?: { readonly at: string; readonly by: PersonId };
  readonly alerts?: Readonly<Record<string, Alert>>;
  /** Written by the server alone when two records are found to be one person. */
  readonly links?: Readonly<
    Record<string, { readonly kind: 'replaced-by' | 'replaces'; readonly patientId: string }>
  >;
  /** Written by the server alone: who is shown in their place, at the end of all merges (M11). */
  readonly survivorId?: string;
  readonly isRestricted?: boolean;
  readonly photo?: Photo;
  /** Of somebody who was born here: whose child they are. */
  readonly motherId?: string;
}

/** The hospital's own number of a person, or the temporary one; undefined where there is neither. */
export function mrnOf(patient: Pick<Patient, 'identifiers'>): string | undefined {
  const all = Object.values(patient.identifiers ?? {});
  const first = (kind: Identifier['kind'], isOld = false): Identifier | undefined =>
    all.find((one) => one.kind === kind && (one.use === 'old') === isOld);
  return (first('mrn') ?? first('temporary') ?? first('mrn', true))?.value;
}

/** What lists of people are sorted by: family then given name, folded; nameless people come last. */
export function nameKeyOf(patient: Patient): string {
  const name = shownName(patient.names);
  const family = name?.family ?? name?.text ?? '';
  const key = foldText(`${family} ${name?.given ?? ''}`);
  return (key || '\u{ffff}').slice(0, 80);
}
