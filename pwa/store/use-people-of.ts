import { useMemo, useRef } from 'preact/hooks';
import type { Patient } from '#shared/domain/patient.ts';
import { usePatients } from './queries.ts';

/** The patients that some rows name, by id. */
export interface PeopleOf {
  readonly people: ReadonlyMap<string, Patient>;
  /** False until they have been read; then whoever is missing is not on this device. */
  readonly arePeopleRead: boolean;
}

/** The people behind some ids. Names once read stay while a new row makes the list be read again. */
export function usePeopleOf(ids: readonly string[]): PeopleOf {
  const live = usePatients(ids).value;
  const known = useRef<ReadonlyMap<string, Patient>>(new Map());
  return useMemo(() => {
    if (live.kind === 'ready')
      known.current = new Map(live.rows.map((row) => [row.id, row.content]));
    return { people: known.current, arePeopleRead: live.kind === 'ready' };
  }, [live]);
}
