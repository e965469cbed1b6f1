import { daysFrom, daysInMonth } from './calendar-day.ts';

/** How old someone is, in the unit a ward uses; `isAbout` where the birth date is estimated or known in part. */
export interface Age {
  readonly unit: 'years' | 'months' | 'days';
  readonly n: number;
  readonly isAbout: boolean;
}

/** Under four weeks in days, under two years in months, else in years (UI.md 7). Null where no birth date is known or it lies ahead. */
export function ageAt(
  birthDate: string | undefined,
  today: string,
  isEstimated = false,
): Age | null {
  if (!birthDate || !/^\d{4}(-\d\d){0,2}$/.test(birthDate)) return null;
  const [year = 0, month, day] = birthDate.split('-').map(Number);
  const [nowYear = 0, nowMonth = 1, nowDay = 1] = today.split('-').map(Number);
  if (birthDate > today.slice(0, birthDate.length)) return null;
  if (month === undefined) return { unit: 'years', n: nowYear - year, isAbout: true };
  const isBeforeDay = day !== undefined && nowDay < bornOn(day, nowYear, nowMonth);
  const months = (nowYear - year) * 12 + nowMonth - month - (isBeforeDay ? 1 : 0);
  const isAbout = isEstimated || day === undefined;
  if (day !== undefined) {
    const days = daysFrom(birthDate, today);
    if (days < 28) return { unit: 'days', n: days, isAbout };
  }
  if (months < 24) return { unit: 'months', n: months, isAbout };
  return { unit: 'years', n: Math.floor(months / 12), isAbout };
}

/** Someone born on the 31st grows older on the last day of a shorter month. */
function bornOn(day: number, year: number, month: number): number {
  return Math.min(day, daysInMonth(year, month));
}
