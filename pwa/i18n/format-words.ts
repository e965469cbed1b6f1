import type { Age } from '#shared/domain/age.ts';
import type { Language } from './language.ts';

interface SpanWords {
  readonly seconds: (n: number) => string;
  readonly minutes: (n: number) => string;
  readonly hours: (n: number) => string;
  readonly days: (n: number) => string;
}

/** Months short, as the ward writes them. Asking the browser for them takes longer than drawing a list (Intl, pwa/i18n/formats.test.ts). */
export const monthWords: Readonly<Record<Language, readonly string[]>> = {
  en: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
  es: 'ene feb mar abr may jun jul ago sept oct nov dic'.split(' '),
  ar: 'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر'.split(' '),
};

/** Lengths of time, short as on a ward board. They are needed by every screen, so all languages come with the app. */
export const spanWords: Readonly<Record<Language, SpanWords>> = {
  en: {
    seconds: (n) => `${n} s`,
    minutes: (n) => `${n} min`,
    hours: (n) => `${n} h`,
    days: (n) => (n === 1 ? '1 day' : `${n} days`),
  },
  es: {
    seconds: (n) => `${n} s`,
    minutes: (n) => `${n} min`,
    hours: (n) => `${n} h`,
    days: (n) => (n === 1 ? '1 día' : `${n} días`),
  },
  ar: {
    seconds: (n) => `${n} ث`,
    minutes: (n) => `${n} د`,
    hours: (n) => `${n} س`,
    days: (n) => arabic(n, ['يوم', 'يومان', 'أيام', 'يومًا']),
  },
};

export const agoWords: Readonly<Record<Language, (span: string) => string>> = {
  en: (span) => `${span} ago`,
  es: (span) => `hace ${span}`,
  ar: (span) => `قبل ${span}`,
};

/** Ages as UI.md 7 has them: years as `y`, months and days in words, estimates with "about". */
export const ageWords: Readonly<Record<Language, (age: Age) => string>> = {
  en: ({ unit, n, isAbout }) => {
    const word = {
      years: 'y',
      months: n === 1 ? 'month' : 'months',
      days: n === 1 ? 'day' : 'days',
    };
    return `${isAbout ? 'about ' : ''}${n} ${word[unit]}`;
  },
  es: ({ unit, n, isAbout }) => {
    const word = {
      years: n === 1 ? 'año' : 'años',
      months: n === 1 ? 'mes' : 'meses',
      days: n === 1 ? 'día' : 'días',
    };
    return `${isAbout ? 'unos ' : ''}${n} ${word[unit]}`;
  },
  ar: ({ unit, n, isAbout }) => {
    const forms: Record<Age['unit'], Forms> = {
      years: ['سنة', 'سنتان', 'سنوات', 'سنة'],
      months: ['شهر', 'شهران', 'أشهر', 'شهرًا'],
      days: ['يوم', 'يومان', 'أيام', 'يومًا'],
    };
    return `${isAbout ? 'حوالي ' : ''}${arabic(n, forms[unit])}`;
  },
};

type Forms = readonly [one: string, two: string, few: string, many: string];

/** One and two are words of their own; 3 to 10 take the plural, 11 to 99 the accusative, round hundreds the singular. */
function arabic(n: number, [one, two, few, many]: Forms): string {
  if (n === 1) return one;
  if (n === 2) return two;
  const rest = n % 100;
  if (rest >= 3 && rest <= 10) return `${n} ${few}`;
  return `${n} ${rest >= 11 ? many : one}`;
}
