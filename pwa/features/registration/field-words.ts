import { readBirthDate } from '#shared/domain/birth-date.ts';
import type { FieldFault } from '#shared/domain/check-demographics.ts';
import type { DemographicsField } from '#shared/domain/demographics.ts';
import { ageText, dateText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';

/** What is wrong with a field and what to do about it. */
export function faultWords(field: DemographicsField, fault: FieldFault): string {
  switch (fault.kind) {
    case 'missing':
      return t(
        field === 'birth' ? 'registration.faultMissingBirth' : 'registration.faultMissingName',
      );
    case 'too-long':
      return t('registration.faultTooLong', fault);
    case 'not-a-name':
      return t('registration.faultNotAName', fault);
    default:
      return t(PLAIN[fault.kind]);
  }
}
const PLAIN = {
  'phone-too-short': 'registration.faultPhoneShort',
  'phone-letters': 'registration.faultPhoneLetters',
  'not-an-email': 'registration.faultEmail',
  'contact-without-name': 'registration.faultContactName',
  'birth-unreadable': 'registration.faultBirthUnreadable',
  'birth-no-such-day': 'registration.faultBirthNoSuchDay',
  'birth-future': 'registration.faultBirthFuture',
  'birth-buddhist': 'registration.faultBirthBuddhist',
  'birth-too-long-ago': 'registration.faultBirthLongAgo',
  'one-letter': 'registration.cautionOneLetter',
  'has-figures': 'registration.cautionFigures',
} as const satisfies Record<
  Exclude<FieldFault['kind'], 'missing' | 'too-long' | 'not-a-name'>,
  string
>;

/** How a birth date was read, said back: "Read as 14 Mar 1959, 67 y."; the usual hint while it cannot be read. */
export function birthHint(text: string, today: string): string {
  const read = readBirthDate(text, today);
  if (!read.ok) return t('registration.birthHint');
  const { date, isEstimated } = read.value;
  const age = ageText(date, today, isEstimated);
  return age
    ? t('registration.birthReadAge', { date: dateText(date), age })
    : t('registration.birthRead', { date: dateText(date) });
}

/** A date where day and month could change places: both readings, as typed first. A year of the Buddhist calendar: as it is stored here. */
export function birthReadings(text: string, today: string): readonly string[] {
  const read = readBirthDate(text, today);
  if (read.ok) return read.value.other ? [read.value.date, read.value.other] : [];
  return read.error.kind === 'buddhist' ? [read.error.date] : [];
}
