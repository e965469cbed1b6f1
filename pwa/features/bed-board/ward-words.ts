import type { Occupant } from '#shared/domain/bed.ts';
import { daysFrom } from '#shared/domain/calendar-day.ts';
import { dayAt, timeText, weekdayText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import type { PlaceRow } from '#pwa/store/use-beds.ts';

interface When {
  readonly today: string;
  readonly zone: string;
}

/** "Admitted 12:55" and "Moved here 09:40" today; "Day 5" after that, the first day counting as one. */
export function sinceWords(
  { since, admittedAt }: Pick<Occupant, 'since' | 'admittedAt'>,
  { today, zone }: When,
): string {
  if (since !== admittedAt && dayAt(since, zone) === today) {
    return t('wards.movedHereAt', { time: timeText(since, zone) });
  }
  const day = dayAt(admittedAt, zone);
  if (day === today) return t('wards.admittedAt', { time: timeText(admittedAt, zone) });
  return t('wards.day', { n: Math.max(1, daysFrom(day, today) + 1) });
}

/** For paper, which knows no tomorrow: "Today 12:55" or "Thu 19 Nov". */
export function sincePaperWords(instant: string, { today, zone }: When): string {
  const day = dayAt(instant, zone);
  return day === today ? `${t('wards.list.today')} ${timeText(instant, zone)}` : weekdayText(day);
}

/** "Ward 3 · Medicine". */
export function wardName({ content }: PlaceRow): string {
  const { name, specialty } = content;
  return specialty && !name.includes(specialty) ? `${name} · ${specialty}` : name;
}

/** The short name of a bed as it stands on the wall; words where this device does not know it. */
export function bedName(places: readonly PlaceRow[], bedId: string): string {
  return places.find(({ id }) => id === bedId)?.content.name ?? t('widgets.notReceived');
}
