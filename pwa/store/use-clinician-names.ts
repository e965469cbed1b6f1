import { useMemo } from 'preact/hooks';
import { practitionerName } from '#shared/domain/practitioner.ts';
import { usePractitioners } from './queries.ts';

/** Turns the id of a clinician into their name; '' for nobody and for who has not been received. */
export function useClinicianNames(): (id: string | undefined) => string {
  const live = usePractitioners().value;
  return useMemo(() => {
    const rows = live.kind === 'ready' ? live.rows : [];
    const names = new Map(rows.map(({ id, content }) => [id, practitionerName(content)]));
    return (id) => names.get(id ?? '') ?? '';
  }, [live]);
}
