import { ageAt } from '#shared/domain/age.ts';
import { ageWords, agoWords, monthWords, spanWords } from './format-words.ts';
import { language } from './language.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Making a formatter costs more than using it a thousand times. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Clinical numbers stay in Western digits in every language. English months as the ward writes them: 9 Sep, not 9 Sept. */
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return formatter({ en: 'en-US', es: 'es', ar: 'ar' }[language.value], options);
}

function formatter(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = tag + JSON.stringify(options);
  const made =
    formatters.get(key) ?? new Intl.DateTimeFormat(`${tag}-u-nu-latn-ca-gregory`, options);
  formatters.set(key, made);
  return made;
}

/** `14 Mar 1959`, `Mar 1959` or `1959`: a calendar date as stored, whole or in part. */
export function dateText(date: string): string {
  const [year = '', month, day] = date.slice(0, 10).split('-');
  if (!month) return year;
  const name = monthWords[language.value][Number(month) - 1];
  return [day && Number(day), name, year].filter(Boolean).join(' ');
}

/** `Mon 23 Nov`: a calendar day (`YYYY-MM-DD`) near today. */
export function weekdayText(day: string, length: 'short' | 'long' = 'short'): string {
  const date = new Date(`${day.slice(0, 10)}T12:00:00Z`);
  const named = (what: 'weekday' | 'month'): string =>
    format({ [what]: length, timeZone: 'UTC' })
      .format(date)
      .replace('.', '');
  return `${named('weekday')} ${date.getUTCDate()} ${named('month')}`;
}

/** `07:02`: an instant on the clock of `zone`, or of this device. */
export function timeText(instant: string | number, zone?: string): string {
  const options: Intl.DateTimeFormatOptions = {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(zone ? { timeZone: zone } : {}),
  };
  return format(options).format(new Date(instant));
}

/** `Mon 23 Nov, 07:02`: an instant with its day. */
export function dateTimeText(instant: string | number, zone?: string): string {
  return `${weekdayText(dayAt(instant, zone))}, ${timeText(instant, zone)}`;
}

/** `14 Mar 1959, 07:02`: an instant with its whole date. */
export function momentText(instant: string | number, zone?: string): string {
  return `${dateText(dayAt(instant, zone))}, ${timeText(instant, zone)}`;
}

/** The calendar day (`YYYY-MM-DD`) of an instant in `zone`, or on this device. */
export function dayAt(instant: string | number, zone?: string): string {
  const date = new Date(instant);
  // The device's own calendar needs no formatter, which takes a moment at the first paint.
  if (!zone) return dayOf(date.getFullYear(), date.getMonth() + 1, date.getDate());
  const parts = formatter('en-US', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone: zone,
  }).formatToParts(date);
  const part = (type: string): number => Number(parts.find((p) => p.type === type)?.value);
  return dayOf(part('year'), part('month'), part('day'));
}

function dayOf(year: number, month: number, day: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}`;
}

/** `6 h 12 min`, `4 min`, `10 s`, `3 days`: how long something lasts. */
export function spanText(ms: number): string {
  const words = spanWords[language.value];
  const length = Math.max(0, ms);
  if (length < MINUTE) return words.seconds(Math.floor(length / SECOND));
  if (length < HOUR) return words.minutes(Math.floor(length / MINUTE));
  if (length < DAY) {
    const minutes = Math.floor((length % HOUR) / MINUTE);
    const hours = words.hours(Math.floor(length / HOUR));
    return minutes ? `${hours} ${words.minutes(minutes)}` : hours;
  }
  return words.days(Math.floor(length / DAY));
}

/** `6 h 12 min ago`. */
export function agoText(ms: number): string {
  return agoWords[language.value](spanText(ms));
}

/** `67 y`, `14 months`, `9 days`, `about 60 y`; '' where no birth date is known. `today` is `YYYY-MM-DD`. */
export function ageText(birthDate: string | undefined, today: string, isEstimated = false): string {
  const age = ageAt(birthDate, today, isEstimated);
  return age ? ageWords[language.value](age) : '';
}

/** `62,118`: a count in the grouping of the language and in Western digits. */
export function countText(n: number): string {
  // Small counts are alike in every language, and making a formatter costs more than all of a list's rows.
  if (Number.isInteger(n) && n >= 0 && n < 1000) return String(n);
  return new Intl.NumberFormat(`${language.value}-u-nu-latn`).format(n);
}

/** `1.4 GB`, `420 MB`. */
export function bytesText(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** step;
  const shown = step > 2 ? Math.round(value * 10) / 10 : Math.round(value);
  return `${countText(shown)} ${units[step] ?? ''}`;
}
