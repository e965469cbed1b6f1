import { useMemo } from 'preact/hooks';
import { clinicScope, wardScope } from '#shared/sync/place-scope.ts';
import type { Scope } from '#shared/sync/scope.ts';
import { useLocations } from '#pwa/store/queries.ts';
import { useHeldRows } from '#pwa/store/use-live-query.ts';

/** A ward or clinic that a device may be given. */
export interface PlaceName {
  readonly scope: Scope;
  readonly name: string;
}

/** Every ward and clinic that is in use, wards first, by name. */
export function usePlaceNames(): readonly PlaceName[] {
  const rows = useHeldRows(useLocations().value);
  return useMemo(() => {
    const named = (kind: 'ward' | 'clinic', scopeOf: (id: string) => Scope): readonly PlaceName[] =>
      (rows ?? [])
        .filter(({ content }) => content.kind === kind && content.status !== 'inactive')
        .map(({ id, content }) => ({ scope: scopeOf(id), name: content.name }))
        .toSorted((a, b) => a.name.localeCompare(b.name));
    return [...named('ward', wardScope), ...named('clinic', clinicScope)];
  }, [rows]);
}
