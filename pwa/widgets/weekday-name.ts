import { language } from '#pwa/i18n/language.ts';

/** The name of an ISO weekday in the language on screen; 1 is Monday. */
export function weekdayName(weekday: number, length: 'short' | 'long' = 'long'): string {
  // 1 January 2024 was a Monday.
  const day = new Date(Date.UTC(2024, 0, weekday));
  return new Intl.DateTimeFormat(language.value, { weekday: length, timeZone: 'UTC' }).format(day);
}
