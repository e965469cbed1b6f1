import { useNow } from '#pwa/store/use-now.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { dayAt } from '#pwa/i18n/formats.ts';

/** The calendar day (`YYYY-MM-DD`) at the hospital, renewed past midnight; this device's own until the hospital's zone is known. */
export function useToday(): string {
  const now = useNow(60_000);
  const facility = useReplica()?.sync.facility.value;
  return dayAt(now.value, facility?.zone);
}
