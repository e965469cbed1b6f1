import { useLocations } from './queries.ts';
import { useReplica } from './replica-context.ts';

/** The zone of the hospital: what the last contact said, else what its own documents say, else this device's. */
export function useZone(): string {
  return useKnownZone() ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The same; undefined until the hospital's is known. */
export function useKnownZone(): string | undefined {
  const facility = useReplica()?.sync.facility.value;
  const locations = useLocations().value;
  if (facility) return facility.zone;
  const rows = locations.kind === 'ready' ? locations.rows : [];
  return rows.find(({ content }) => content.kind === 'facility')?.content.zone;
}
