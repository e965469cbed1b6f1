import { readBirthDate, type BirthDateError } from './birth-date.ts';
import { plainName } from './human-name.ts';
import type { Demographics, DemographicsField } from './demographics.ts';

/** What is wrong with one field. A `caution` is said and does not hold anybody back. */
export type FieldFault =
  | { readonly kind: 'missing' }
  | { readonly kind: 'too-long'; readonly length: number; readonly limit: number }
  | { readonly kind: 'not-a-name'; readonly sign: string }
  | { readonly kind: 'phone-too-short' }
  | { readonly kind: 'phone-letters' }
  | { readonly kind: 'not-an-email' }
  | { readonly kind: 'contact-without-name' }
  | { readonly kind: `birth-${BirthDateError['kind']}` }
  | { readonly kind: 'one-letter'; readonly isCaution: true }
  | { readonly kind: 'has-figures'; readonly isCaution: true };

export type Faults = Readonly<Partial<Record<DemographicsField, FieldFault>>>;

const NAME_LIMIT = 100;
const LIMITS: Readonly<Partial<Record<DemographicsField, number>>> = {
  family: NAME_LIMIT,
  given: NAME_LIMIT,
  title: 40,
  phone: 40,
  email: 254,
  line: 200,
  city: 100,
  postalCode: 20,
  contactName: NAME_LIMIT,
  contactRelationship: 60,
  contactPhone: 40,
  comment: 2000,
};
const NAMES: readonly DemographicsField[] = ['family', 'given', 'contactName'];

/** Every field with its first fault; none where all can be stored. `today` is the hospital's day. */
export function checkDemographics(typed: Demographics, today: string): Faults {
  const faults: Partial<Record<DemographicsField, FieldFault>> = {};
  for (const field of Object.keys(typed) as DemographicsField[]) {
    const fault = faultOf(field, typed, today);
    if (fault) faults[field] = fault;
  }
  return faults;
}

/** True where nothing but cautions is said. */
export function isStorable(faults: Faults): boolean {
  return Object.values(faults).every((fault) => 'isCaution' in fault);
}

function faultOf(field: DemographicsField, typed: Demographics, today: string): FieldFault | null {
  const value = typed[field];
  if (typeof value === 'boolean') return null;
  const text = plainName(value);
  const limit = LIMITS[field] ?? 100;
  const length = lettersIn(text);
  if (length > limit) return { kind: 'too-long', length, limit };
  if (field === 'birth') return birthFault(typed, today);
  if (field === 'family' && text === '' && typed.given.trim() === '') return { kind: 'missing' };
  if (field === 'contactName' && text === '' && hasContact(typed)) {
    return { kind: 'contact-without-name' };
  }
  if (text === '') return null;
  if (NAMES.includes(field)) return nameFault(text);
  if (field === 'phone' || field === 'contactPhone') return phoneFault(text);
  if (field === 'email') return /^\S+@\S+\.\S+$/.test(text) ? null : { kind: 'not-an-email' };
  return null;
}

function birthFault({ birth, isBirthUnknown }: Demographics, today: string): FieldFault | null {
  if (isBirthUnknown) return null;
  if (birth.trim() === '') return { kind: 'missing' };
  const read = readBirthDate(birth, today);
  return read.ok ? null : { kind: `birth-${read.error.kind}` };
}

/** Letters of any script, marks, and the signs that occur in names; everything else is named back. */
export function nameFault(text: string): FieldFault | null {
  const sign = /[^\p{L}\p{M}\p{N}\p{Join_Control}\s'’‘ʼ`´.,·()/-]/u.exec(text)?.[0];
  if (sign !== undefined) return { kind: 'not-a-name', sign };
  if (!/\p{L}/u.test(text)) return { kind: 'not-a-name', sign: text.slice(0, 12) };
  if (lettersIn(text) === 1) return { kind: 'one-letter', isCaution: true };
  return /\p{N}/u.test(text) ? { kind: 'has-figures', isCaution: true } : null;
}

/** A number of any country, with an extension or without. */
export function phoneFault(text: string): FieldFault | null {
  const [number = ''] = text.split(/\b(?:ext|x)\b/i);
  if (/[^\p{N}\s()+./-]/u.test(number)) return { kind: 'phone-letters' };
  return number.replace(/\P{N}/gu, '').length < 7 ? { kind: 'phone-too-short' } : null;
}

function hasContact({ contactPhone, contactRelationship }: Demographics): boolean {
  return contactPhone.trim() !== '' || contactRelationship.trim() !== '';
}

/** What a reader counts as letters: an emoji of seven code points is one. */
function lettersIn(text: string): number {
  return [...new Intl.Segmenter().segment(text)].length;
}
