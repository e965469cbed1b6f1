import { dayAt } from '#pwa/i18n/formats.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { useKnownZone } from '#pwa/store/use-zone.ts';

/** The calendar day (`YYYY-MM-DD`) at the hospital, renewed past midnight; this device's own until the hospital's zone is known. */
export function useToday(): string {
  return dayAt(useNow(60_000).value, useKnownZone());
}
