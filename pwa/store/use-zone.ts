import { useLocations } from './queries.ts';
import { useReplica } from './replica-context.ts';

/** The zone of the hospital: what the last contact said, else what its own documents say, else this device's. */
export function useZone(): string {
  const facility = useReplica()?.sync.facility.value;
  const locations = useLocations().value;
  if (facility) return facility.zone;
  const rows = locations.kind === 'ready' ? locations.rows : [];
  const own = rows.find(({ content }) => content.kind === 'facility')?.content.zone;
  return own ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}
