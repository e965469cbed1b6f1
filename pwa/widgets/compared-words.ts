import type { ComparedField, FieldVerdict } from '#shared/search/duplicate-score.ts';
import { t } from '#pwa/i18n/t.ts';

const FIELDS = {
  family: 'registration.family',
  given: 'registration.given',
  birthDate: 'registration.birth',
  sex: 'registration.sex',
  phone: 'registration.phone',
  line: 'registration.line',
  postalCode: 'registration.postalCode',
  city: 'registration.city',
} as const satisfies Record<ComparedField, string>;

/** What a compared field is called. */
export function comparedWords(field: ComparedField): string {
  return t(FIELDS[field]);
}

const VERDICTS = {
  same: 'registration.verdictSame',
  'one-letter': 'registration.verdictOneLetter',
  'two-letters': 'registration.verdictTwoLetters',
  'sounds-alike': 'registration.verdictSoundsAlike',
  'short-form': 'registration.verdictShortForm',
  'changed-places': 'registration.verdictChangedPlaces',
  fits: 'registration.verdictFits',
  'digits-swapped': 'registration.verdictDigitsSwapped',
  'one-digit': 'registration.verdictOneDigit',
  'about-the-same': 'registration.verdictAbout',
  different: 'registration.verdictDifferent',
} as const satisfies Record<FieldVerdict, string>;

/** How a field stands to the record's, in one or two words. */
export function verdictWords(verdict: FieldVerdict): string {
  return t(VERDICTS[verdict]);
}
