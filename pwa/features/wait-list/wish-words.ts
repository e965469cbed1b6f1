import type { Wish } from '#shared/domain/appointment.ts';
import { dateText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';

/** What somebody would take, in words; '' for everything. */
export function wishWords(
  wish: Wish | undefined,
  nameOf: (practitionerId: string | undefined) => string,
): string {
  if (!wish) return '';
  const { practitionerId, minutes, part, from, until } = wish;
  return [
    practitionerId && nameOf(practitionerId),
    minutes && t('waitList.minutes', { n: minutes }),
    part && t(part === 'morning' ? 'waitList.morning' : 'waitList.afternoon'),
    from && t('waitList.fromDay', { day: dateText(from) }),
    until && t('waitList.untilDay', { day: dateText(until) }),
  ]
    .filter(Boolean)
    .join(', ');
}
