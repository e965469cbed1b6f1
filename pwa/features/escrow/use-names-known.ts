import { useMemo } from 'preact/hooks';
import { practitionerName } from '#shared/domain/practitioner.ts';
import { useLocations, usePractitioners } from '#pwa/store/queries.ts';
import { useHeldRows } from '#pwa/store/use-live-query.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import type { NamesKnown } from '#pwa/widgets/record-words.ts';

/** Names of places and clinicians that a write holds as ids. */
export function useNamesKnown(): NamesKnown {
  const zone = useZone();
  const places = useHeldRows(useLocations().value);
  const clinicians = useHeldRows(usePractitioners().value);
  return useMemo(() => {
    const placeNames = new Map((places ?? []).map(({ id, content }) => [id, content.name]));
    const people = new Map(
      (clinicians ?? []).map(({ id, content }) => [id, practitionerName(content)]),
    );
    return {
      zone,
      place: (id: string) => placeNames.get(id),
      practitioner: (id: string) => people.get(id),
    };
  }, [places, clinicians, zone]);
}
